package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * The two directions in which functions of many inputs vary, where extremes could not be certified otherwise: the coordinates are parted
 * into two blocks, and u_j is a random weighted mean over block j. As x takes all of [0,1]^d, u takes all of [0,1]^2. In one dimension
 * u is x, in two it is x.
 */
final class Directions {
    private static final int MOST = 2;

    private final double[] weights;
    private final double[][] blocks;
    private final int count;

    Directions(int dimension) {
        weights = new double[dimension];
        count = Math.min(MOST, dimension);
        blocks = new double[count][];
        for (int j = 0; j < count; j++) {
            blocks[j] = new double[(dimension - j + count - 1) / count];
        }
    }

    /** The number of directions, 1 or 2. */
    int count() {
        return count;
    }

    void draw(UniformRandomProvider random) {
        for (int j = 0; j < count; j++) {
            Vectors.simplex(random, blocks[j]);
            for (int i = 0; i < blocks[j].length; i++) {
                weights[i * count + j] = blocks[j][i];
            }
        }
    }

    /** The weighted mean over a block. */
    double along(int direction, double... x) {
        double sum = 0;
        for (int i = direction; i < x.length; i += count) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    /** Sets all coordinates of a block to a value, so that it is their weighted mean. */
    void lift(int direction, double value, double[] x) {
        for (int i = direction; i < x.length; i += count) {
            x[i] = value;
        }
    }
}
