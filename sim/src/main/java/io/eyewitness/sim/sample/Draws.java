package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** What samplers draw from. */
public final class Draws {
    private Draws() {}

    /** Fills a vector with numbers from [0,1). */
    public static void uniform(UniformRandomProvider random, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextDouble();
        }
    }

    /** Fills a vector with standard normal numbers. */
    static void gaussian(UniformRandomProvider random, double[] vector) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = normal.sample();
        }
    }

    /** Fills a vector with non-negative weights of sum 1, all such vectors equally likely. */
    static void simplex(UniformRandomProvider random, double[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = -Math.log(1 - random.nextDouble()) + Double.MIN_NORMAL;
            sum += vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= sum;
        }
    }

    /** The inner product with a row of a matrix that is stored row by row. */
    static double dot(double[] matrix, int row, double[] vector) {
        double sum = 0;
        for (int i = 0, at = row * vector.length; i < vector.length; i++, at++) {
            sum += matrix[at] * vector[i];
        }
        return sum;
    }
}
