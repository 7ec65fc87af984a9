package io.eyewitness.nn.lipschitz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

class SpectralNormTest {
    private final Random random = new Random(1);

    private double[][] matrix(int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return matrix;
    }

    private static double exact(double[]... matrix) {
        return new SingularValueDecomposition(MatrixUtils.createRealMatrix(matrix)).getNorm();
    }

    @Test
    void boundsTheLargestSingularValueTightly() {
        for (int i = 0; i < 60; i++) {
            double[][] matrix = matrix(1 + random.nextInt(12), 1 + random.nextInt(12));
            double exact = exact(matrix);
            double bound = SpectralNorm.of(matrix);
            assertTrue(bound >= exact && bound <= exact * 1.00002, bound + " for " + exact);
        }
    }

    /** Where all singular values are equal, the Frobenius norm is farthest from the largest. */
    @Test
    void boundsEqualSingularValues() {
        double[][] identity =
                MatrixUtils.createRealIdentityMatrix(30).scalarMultiply(-3).getData();
        assertEquals(3, SpectralNorm.of(identity), 3e-5);
        assertEquals(0, SpectralNorm.of(new double[2][3]), 0);
    }

    @Test
    void stopsEarlyOnlyBelowWhatIsKnown() {
        for (int i = 0; i < 60; i++) {
            double[][] matrix = matrix(5, 7);
            double exact = exact(matrix);
            double least = exact * (0.8 + 0.4 * random.nextDouble());
            double bound = SpectralNorm.ofAbove(least, matrix);
            assertTrue(bound >= exact && bound <= Math.max(least, exact * 1.00002), bound + " for " + exact);
        }
    }

    @Test
    void boundsLargeMatricesWithoutTheirPowers() {
        int side = SpectralNorm.MOST + 1;
        double[][] ones = new double[side][side];
        for (double[] row : ones) {
            Arrays.fill(row, -2);
        }
        assertEquals(2.0 * side, SpectralNorm.of(ones), 1e-3);
    }

    /** Singular values by frequency are never above the unfoldings' bound by more than rounding, and often far below it. */
    @Test
    void frequenciesAreBelowUnfoldings() {
        double[][][][] weights = new double[4][3][3][3];
        for (double[][][] out : weights) {
            for (int in = 0; in < out.length; in++) {
                out[in] = matrix(3, 3);
            }
        }
        Kernel kernel = new Kernel(weights, 1, List.of(1, 1), List.of(1, 1));
        double byFrequencies = kernel.norm(6, 6);
        double byUnfoldings = kernel.norm(1_000_000, 1_000_000);
        assertTrue(byFrequencies < 0.95 * byUnfoldings, byFrequencies + " and " + byUnfoldings);
    }
}
