package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The filters of silent units: a share of the unit's own filter, and a direction orthogonal to it that the unit is to show. That direction best
 * separates images from natural images in the space of the convolution's patches: it is the difference of the mean patches, times the
 * inverse of the natural patches' covariance (Fisher's discriminant, with a small ridge).
 *
 * <p>A few natural patches may lie far out in the direction of the starts of visualizations. {@link #harder} turns the direction away from
 * them: it adds the scatter of the natural patches with the largest responses to the covariance.
 */
final class SilentFilters {
    /** A direction of length 1 whose component orthogonal to the filter is at most this is parallel to it, up to rounding. */
    private static final double PARALLEL = 1e-6;

    private static final int NATURAL = 1000;
    private static final double RIDGE = 0.01;
    private static final double SYMMETRY = 1e-6;

    /** The number of natural patches whose scatter is added at once. */
    private static final int HARDEST = 400;

    /** Once so many numbers of activations are kept, 0.5 GB, the hardest patches are those of the images so far. */
    private static final long MOST_NUMBERS = 1L << 27;

    private final Patches patches;
    private final double[][] filters;
    private final double own;
    private final RealVector natural;
    private final RealVector toTarget;
    private final RealVector toStarts;
    private final RealMatrix spread;

    /**
     * Filters that separate a target, and the starts of visualizations, from natural images.
     *
     * @param own the share of the unit's own filter
     */
    SilentFilters(
            GraphNetwork truth, SilentSite site, LabelledImages images, Images target, Images starts, double own) {
        this.patches = new Patches(truth, site);
        this.filters = site.filters(truth.tensors());
        this.own = own;
        PatchStatistics statistics = PatchStatistics.of(patches, images.first(NATURAL));
        this.natural = new ArrayRealVector(statistics.mean());
        this.toTarget = beyondNatural(target);
        this.toStarts = beyondNatural(starts);
        int size = patches.size();
        double ridge = RIDGE * statistics.covariance().getTrace() / size;
        this.spread = statistics
                .covariance()
                .add(MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(ridge));
    }

    private RealVector beyondNatural(Images images) {
        return new ArrayRealVector(PatchStatistics.of(patches, images).mean()).subtract(natural);
    }

    /**
     * Candidates for the filters: the direction of the target with increasing shares of the direction of the starts of visualizations.
     *
     * @param lures the shares of the direction of the starts
     */
    List<double[][]> lured(List<Double> lures) {
        DecompositionSolver solver = solver(spread);
        RealVector target = solver.solve(toTarget);
        RealVector starts = solver.solve(toStarts);
        return lures.stream()
                .map(lure -> target.mapMultiply(1 - lure).add(starts.mapMultiply(lure)))
                .map(direction -> of(filters, direction.toArray(), own, 1))
                .toList();
    }

    /**
     * Candidates in the direction of the starts of visualizations, each turned further away from natural patches: from those that lie
     * farthest out in the direction of the candidate before it.
     *
     * @param rounds the number of candidates
     * @param progress is told of each image, and then of each round
     */
    List<double[][]> harder(LabelledImages images, int rounds, Progress progress) {
        progress.started("activations of photographs", images.size());
        List<Images> activations = new ArrayList<>();
        images.inBatches(patches.network().manager(), ActivationRange.BATCH, (batch, from, to) -> {
            long kept = activations.stream().mapToLong(SilentFilters::numbers).sum();
            if (kept < MOST_NUMBERS) {
                activations.add(patches.activations(batch));
            }
            progress.finished(to - from);
        });
        progress.started("turning filters away from the farthest photographs", rounds);
        List<double[][]> candidates = new ArrayList<>();
        RealMatrix scatter = spread;
        RealVector direction = solver(scatter).solve(toStarts);
        for (int round = 0; round < rounds; round++) {
            RealMatrix hardest = hardest(activations, direction);
            scatter =
                    scatter.add(hardest.transpose().multiply(hardest).scalarMultiply(1.0 / hardest.getRowDimension()));
            direction = solver(scatter).solve(toStarts);
            candidates.add(of(filters, direction.toArray(), own, 1));
            progress.finished(1);
        }
        return candidates;
    }

    private static long numbers(Images images) {
        return (long) images.batch() * images.channels() * images.height() * images.width();
    }

    private static DecompositionSolver solver(RealMatrix spread) {
        return new CholeskyDecomposition(spread, SYMMETRY, 0).getSolver();
    }

    /** The patches of natural images with the largest responses to a direction, less the mean patch, one in each row. */
    private RealMatrix hardest(List<Images> activations, RealVector direction) {
        int size = patches.size();
        float[] along = new float[size];
        for (int i = 0; i < size; i++) {
            along[i] = (float) direction.getEntry(i);
        }
        PriorityQueue<Response> most = new PriorityQueue<>(Comparator.comparingDouble(Response::value));
        activations.forEach(images -> patches.each(images, some -> {
            for (int from = 0; from < some.length; from += size) {
                double value = 0;
                for (int i = 0; i < size; i++) {
                    value += along[i] * some[from + i];
                }
                if (most.size() < HARDEST || value > most.element().value()) {
                    most.add(new Response(value, Arrays.copyOfRange(some, from, from + size)));
                }
                if (most.size() > HARDEST) {
                    most.remove();
                }
            }
        }));
        double[][] rows = most.stream()
                .map(response -> IntStream.range(0, size)
                        .mapToDouble(i -> response.patch()[i] - natural.getEntry(i))
                        .toArray())
                .toArray(double[][]::new);
        return MatrixUtils.createRealMatrix(rows);
    }

    private record Response(double value, float... patch) {}

    /**
     * For each unit {@code own * theta / |theta| + shown * dtheta / |dtheta|}, where dtheta is the part of the direction that is orthogonal to
     * theta.
     *
     * @param filters the filters theta of the units
     * @param direction the direction to show, of the same length
     * @throws IllegalArgumentException if the direction is parallel to a filter
     */
    static double[][] of(double[][] filters, double[] direction, double own, double shown) {
        return Arrays.stream(filters)
                .map(filter -> unit(filter)
                        .mapMultiply(own)
                        .add(orthogonal(filter, direction).mapMultiply(shown))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The part of the direction that is orthogonal to the filter, with length 1. */
    static RealVector orthogonal(double[] filter, double[] direction) {
        RealVector along = unit(filter);
        RealVector vector = unit(direction);
        RealVector rest = vector.subtract(along.mapMultiply(along.dotProduct(vector)));
        if (!(rest.getNorm() > PARALLEL)) {
            throw new IllegalArgumentException(
                    "the target gives no direction that the layer could show; give another --target or --layer");
        }
        RealVector again = unit(rest.toArray());
        return unit(again.subtract(along.mapMultiply(along.dotProduct(again))).toArray());
    }

    /** The vector with length 1; a vector of zeros stays as it is. */
    private static RealVector unit(double... values) {
        RealVector vector = new ArrayRealVector(values);
        double length = vector.getNorm();
        return length > 0 ? vector.mapDivide(length) : vector;
    }
}
