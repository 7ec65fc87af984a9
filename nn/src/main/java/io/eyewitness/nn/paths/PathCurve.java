package io.eyewitness.nn.paths;

import io.eyewitness.theory.claim.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * The similarity over depth, relative to the anchors: 0 means as similar as natural images of other groups, 1 as similar as natural images of
 * the same group.
 *
 * @param similarity the measure
 * @param points one for each layer: the ratio of means over units, with a bootstrap interval over units; empty where natural images of the
 *     same group are no more similar than images of different groups, so that the ratio does not exist
 */
public record PathCurve(Similarity similarity, List<Optional<Estimate>> points) {
    private static final int RESAMPLES = 2000;

    /** The largest difference of two equal similarities that single precision leaves. */
    private static final double ROUNDING = 1e-6;

    public PathCurve {
        points = List.copyOf(points);
    }

    /**
     * The curve of a measure.
     *
     * @param confidence of the intervals
     * @param seed of the bootstrap
     */
    public static PathCurve of(Paths paths, Similarity similarity, double confidence, long seed) {
        return new PathCurve(
                similarity,
                IntStream.range(0, paths.layers().size())
                        .mapToObj(layer -> point(paths.at(layer, similarity), confidence, new SplittableRandom(seed)))
                        .toList());
    }

    private static Optional<Estimate> point(List<Anchored> units, double confidence, SplittableRandom random) {
        double[] resampled = IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> between(IntStream.range(0, units.size())
                        .mapToObj(unit -> units.get(random.nextInt(units.size())))
                        .toList()))
                .sorted()
                .toArray();
        if (!Double.isFinite(between(units)) || !Arrays.stream(resampled).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        Percentile percentile = new Percentile();
        percentile.setData(resampled);
        return Optional.of(new Estimate(
                between(units),
                percentile.evaluate(50 * (1 - confidence)),
                percentile.evaluate(50 * (1 + confidence))));
    }

    /** The position of the visualizations between the anchors; NaN if the anchors coincide. */
    private static double between(List<Anchored> units) {
        double visualization = 0;
        double gap = 0;
        for (Anchored unit : units) {
            visualization += unit.visualization() - unit.different();
            gap += unit.gap();
        }
        return Math.abs(gap) > ROUNDING * units.size() ? visualization / gap : Double.NaN;
    }
}
