package io.eyewitness.sim.sample;

import io.eyewitness.theory.exact.Norm;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Vectors of doubles: random ones, inner products and distances. */
public final class Vectors {
    private Vectors() {}

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

    /** The distance of two points of the same dimension. */
    public static double distance(Norm norm, double[] p, double[] q) {
        return switch (norm) {
            case L1 -> l1(p, q);
            case L2 -> Math.sqrt(squared(p, q));
            case LINF -> linf(p, q);
        };
    }

    /** The squared Euclidean distance. */
    public static double squared(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double difference = p[i] - q[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static double l1(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum;
    }

    private static double linf(double[] p, double[] q) {
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            largest = Math.max(largest, Math.abs(p[i] - q[i]));
        }
        return largest;
    }
}
