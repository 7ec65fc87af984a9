package io.eyewitness.nn.lipschitz;

/**
 * Upper bounds on the largest singular value of a matrix, in double precision. They come from the powers of its Gram matrix G, whose largest
 * eigenvalue is at most the root of order 2^t of the Frobenius norm of G^(2^t), and approaches it as t grows (Delattre et al., "Efficient bound of
 * Lipschitz constant for convolutional layers by Gram iteration", 2023). Power iteration would give lower bounds.
 */
final class SpectralNorm {
    /** The largest side of a Gram matrix whose powers are computed. */
    static final int MOST = 1024;

    /** How much larger than the largest singular value the bound may be, as the logarithm of the ratio. */
    private static final double TOLERANCE = 1e-5;

    private static final int SQUARINGS = 24;

    /** Covers the rounding of double precision, which is smaller by several orders of magnitude. */
    private static final double ROUNDING = 1 + 1e-9;

    private SpectralNorm() {}

    /** A bound that is larger by 0.001 % at most if the smaller side of the matrix is at most {@link #MOST}. */
    static double of(double[]... matrix) {
        return ofAbove(0, matrix);
    }

    /**
     * A bound, as {@link #of}; if the largest singular value is not above a number, perhaps a looser one that is not above it either.
     *
     * @param least that number
     */
    static double ofAbove(double least, double[]... matrix) {
        double simple =
                Math.min(frobenius(matrix), Math.sqrt(largestSum(matrix) * largestSum(transposed(matrix)))) * ROUNDING;
        if (simple <= least || Math.min(matrix.length, matrix[0].length) > MOST) {
            return simple;
        }
        return Math.min(simple, byPowers(least, matrix.length <= matrix[0].length ? matrix : transposed(matrix)));
    }

    private static double byPowers(double least, double[]... matrix) {
        double[][] power = productWithTransposed(matrix);
        double logarithm = 0;
        double share = 1;
        for (int squarings = 0; ; squarings++) {
            double norm = frobenius(power);
            if (norm == 0) {
                return 0;
            }
            double bound = Math.exp((logarithm + share * Math.log(norm)) / 2) * ROUNDING;
            double excess = share * Math.log(trace(power) / norm) / 2;
            if (excess < TOLERANCE || bound <= least || squarings == SQUARINGS) {
                return bound;
            }
            for (double[] row : power) {
                for (int i = 0; i < row.length; i++) {
                    row[i] /= norm;
                }
            }
            logarithm += share * Math.log(norm);
            share /= 2;
            power = productWithTransposed(power);
        }
    }

    /** The product of a matrix and its transposed one; the square of a symmetric matrix. */
    private static double[][] productWithTransposed(double[]... matrix) {
        double[][] columns = transposed(matrix);
        double[][] product = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int k = 0; k < columns.length; k++) {
                double factor = matrix[i][k];
                double[] column = columns[k];
                double[] sums = product[i];
                for (int j = 0; j <= i; j++) {
                    sums[j] += factor * column[j];
                }
            }
        }
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < i; j++) {
                product[j][i] = product[i][j];
            }
        }
        return product;
    }

    /** The transposed matrix. */
    static double[][] transposed(double[]... matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    private static double trace(double[]... square) {
        double trace = 0;
        for (int i = 0; i < square.length; i++) {
            trace += square[i][i];
        }
        return trace;
    }

    private static double frobenius(double[]... matrix) {
        double squares = 0;
        for (double[] row : matrix) {
            for (double value : row) {
                squares += value * value;
            }
        }
        return Math.sqrt(squares);
    }

    /** The largest sum of the absolute values of a row. */
    private static double largestSum(double[]... matrix) {
        double largest = 0;
        for (double[] row : matrix) {
            double sum = 0;
            for (double value : row) {
                sum += Math.abs(value);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
