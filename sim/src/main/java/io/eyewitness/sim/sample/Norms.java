package io.eyewitness.sim.sample;

import io.eyewitness.theory.exact.Norm;

/** Distances in doubles. */
public final class Norms {
    private Norms() {}

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
