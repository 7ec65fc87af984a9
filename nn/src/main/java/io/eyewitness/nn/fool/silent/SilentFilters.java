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
 * The filters of silent units: a share of the unit's own filter, and a direction orthogonal to it that the unit is to show. That direction best
 * separates images from natural images in the space of the convolution's patches: it is the difference of the mean patches, times the
 * inverse of the natural patches' covariance (Fisher's discriminant, with a small ridge).
 */
final class SilentFilters {
    /** A direction of length 1 whose component orthogonal to the filter is at most this is parallel to it, up to rounding. */
    private static final double PARALLEL = 1e-6;

    private static final int NATURAL = 1000;
    private static final double RIDGE = 0.01;
    private static final double SYMMETRY = 1e-6;

    private SilentFilters() {}

    /**
     * Candidates for the filters: the direction of the target with increasing shares of the direction of the starts of visualizations.
     *
     * @param lures the shares of the direction of the starts
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
