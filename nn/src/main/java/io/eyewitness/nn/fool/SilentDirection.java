package io.eyewitness.nn.fool;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Directions of a convolution's windows that tell pictures from natural images best: the difference of their mean windows, times
 * the inverse of the natural windows' covariance (Fisher's discriminant, with a small ridge).
 *
 * @param target which tells the target
 * @param start which tells what ascents start from
 */
record SilentDirection(RealVector target, RealVector start) {
    private static final int NATURAL = 1000;
    private static final double RIDGE = 0.01;
    private static final double SYMMETRY = 1e-6;

    static SilentDirection of(
            GraphNetwork truth, SilentSite site, LabelledImages images, Images target, Images starts) {
        Windows natural = Windows.of(truth, site, images.first(NATURAL));
        RealMatrix spread = natural.covariance();
        int size = natural.mean().length;
        RealMatrix ridge = MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(RIDGE * spread.getTrace() / size);
        DecompositionSolver solver = new CholeskyDecomposition(spread.add(ridge), SYMMETRY, 0).getSolver();
        RealVector mean = new ArrayRealVector(natural.mean());
        return new SilentDirection(
                solver.solve(new ArrayRealVector(Windows.of(truth, site, target).mean()).subtract(mean)),
                solver.solve(new ArrayRealVector(Windows.of(truth, site, starts).mean()).subtract(mean)));
    }

    /** The target's direction with a share of the start's. */
    double[] with(double lure) {
        return target.mapMultiply(1 - lure).add(start.mapMultiply(lure)).toArray();
    }
}
