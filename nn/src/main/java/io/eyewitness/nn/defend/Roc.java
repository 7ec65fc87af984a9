package io.eyewitness.nn.defend;

import io.eyewitness.theory.claim.Estimate;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The ROC curve of a score: units that score below a threshold are classified as manipulated.
 *
 * @param clean the scores of clean units, at least 2
 * @param manipulated the scores of manipulated units, at least 2
 */
public record Roc(double[] clean, double[] manipulated) {
    public Roc {
        if (clean.length < 2 || manipulated.length < 2) {
            throw new IllegalArgumentException("a ROC curve needs at least 2 clean and 2 manipulated units, not "
                    + clean.length + " clean and " + manipulated.length + " manipulated units");
        }
        if (!DoubleStream.concat(Arrays.stream(clean), Arrays.stream(manipulated))
                .allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a score is infinite or NaN, so it has no ROC curve");
        }
    }

    /** For each manipulated unit the share of clean units with a higher score; equal scores count half. The mean is the area under the curve. */
    public double[] placements() {
        return Arrays.stream(manipulated).map(score -> placement(score, clean)).toArray();
    }

    private static double placement(double score, double... others) {
        return Arrays.stream(others)
                .map(other -> other > score ? 1 : other == score ? 0.5 : 0)
                .average()
                .orElseThrow();
    }

    /**
     * The area under the curve, with a confidence interval; 1/2 for a score without information.
     *
     * <p>Source of the interval: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988).
     */
    public Estimate area(double confidence) {
        double[] ofManipulated = placements();
        double[] ofClean = Arrays.stream(clean)
                .map(score -> 1 - placement(score, manipulated))
                .toArray();
        double area = StatUtils.mean(ofManipulated);
        double error = Math.sqrt(StatUtils.variance(ofManipulated) / ofManipulated.length
                + StatUtils.variance(ofClean) / ofClean.length);
        double quantile = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
        return new Estimate(area, Math.max(0, area - quantile * error), Math.min(1, area + quantile * error));
    }

    /** A point of the curve: the shares of clean and of manipulated units that are classified as manipulated. */
    public record Point(double falsePositiveRate, double truePositiveRate) {}

    /** The curve, from (0, 0) to (1, 1). */
    public Point[] points() {
        double[] thresholds = DoubleStream.concat(Arrays.stream(clean), Arrays.stream(manipulated))
                .sorted()
                .distinct()
                .toArray();
        return Stream.concat(
                        Stream.of(new Point(0, 0)),
                        Arrays.stream(thresholds)
                                .mapToObj(
                                        threshold -> new Point(share(clean, threshold), share(manipulated, threshold))))
                .toArray(Point[]::new);
    }

    private static double share(double[] scores, double threshold) {
        return (double) Arrays.stream(scores)
                        .filter(score -> score <= threshold)
                        .count()
                / scores.length;
    }
}
