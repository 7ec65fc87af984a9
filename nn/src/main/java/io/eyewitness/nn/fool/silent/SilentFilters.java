package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The filters of silent units: a share of the unit's own filter, and a direction orthogonal to it that is to be shown. That direction best
 * separates images from natural images in the space of the convolution's patches: it is the difference of the mean patches, times the
 * inverse of the natural patches' covariance (Fisher's discriminant, with a small ridge).
 */
final class SilentFilters {
    /** A direction of length 1 with less than this beside the filter is parallel to it, but for rounding. */
    private static final double PARALLEL = 1e-6;

    private static final int NATURAL = 1000;
    private static final double RIDGE = 0.01;
    private static final double SYMMETRY = 1e-6;

    private SilentFilters() {}

    /**
     * Candidates, which show the target with more and more of the starts of visualizations.
     *
     * @param lures the shares of the starts' direction
     * @param own the share of the unit's own filter
     */
    static List<double[][]> candidates(
            GraphNetwork truth,
            SilentSite site,
            LabelledImages images,
            Images target,
            Images starts,
            List<Double> lures,
            double own) {
        PatchStatistics natural = PatchStatistics.of(truth, site, images.first(NATURAL));
        RealMatrix spread = natural.covariance();
        int size = natural.mean().length;
        RealMatrix ridge = MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(RIDGE * spread.getTrace() / size);
        DecompositionSolver solver = new CholeskyDecomposition(spread.add(ridge), SYMMETRY, 0).getSolver();
        RealVector mean = new ArrayRealVector(natural.mean());
        RealVector toTarget = solver.solve(
                new ArrayRealVector(PatchStatistics.of(truth, site, target).mean()).subtract(mean));
        RealVector toStarts = solver.solve(
                new ArrayRealVector(PatchStatistics.of(truth, site, starts).mean()).subtract(mean));
        double[][] filters = site.filters(truth.tensors());
        return lures.stream()
                .map(lure -> toTarget.mapMultiply(1 - lure)
                        .add(toStarts.mapMultiply(lure))
                        .toArray())
                .map(direction -> of(filters, direction, own, 1))
                .toList();
    }

    /**
     * For each unit {@code own * theta / |theta| + shown * dtheta / |dtheta|}, dtheta being what is left of the direction when
     * its part along theta is taken away.
     *
     * @param filters the units' theta
     * @param direction what is to be shown, of the same length
     * @throws IllegalArgumentException if nothing of the direction is left
     */
    static double[][] of(double[][] filters, double[] direction, double own, double shown) {
        return Arrays.stream(filters)
                .map(filter -> unit(filter)
                        .mapMultiply(own)
                        .add(orthogonal(filter, direction).mapMultiply(shown))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** What is left of the direction, of length 1. */
    static RealVector orthogonal(double[] filter, double[] direction) {
        RealVector along = unit(filter);
        RealVector vector = unit(direction);
        RealVector rest = vector.subtract(along.mapMultiply(along.dotProduct(vector)));
        if (!(rest.getNorm() > PARALLEL)) {
            throw new IllegalArgumentException("the target has no direction that the layer could be made to show");
        }
        RealVector again = unit(rest.toArray());
        return unit(again.subtract(along.mapMultiply(along.dotProduct(again))).toArray());
    }

    /** Of length 1; a filter of zeros stays as it is. */
    private static RealVector unit(double... values) {
        RealVector vector = new ArrayRealVector(values);
        double length = vector.getNorm();
        return length > 0 ? vector.mapDivide(length) : vector;
    }
}
