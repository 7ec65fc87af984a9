package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A ReLU network with one hidden layer over {@link Directions}, and its extremes. A piecewise affine function takes its extremes where
 * as many kinks and faces of the cube meet as there are directions, so all these points are tried. Networks with two nearly parallel
 * kinks are refused, because the point where these meet is ill-conditioned.
 */
final class HiddenLayer {
    private static final double PARALLEL = 1e-6;
    private static final double POSITION = 1e-9;
    private static final int FACES = 2;

    private final int width;
    private final Directions directions;
    private final int count;
    private final double[] across;
    private final double[] up;
    private final double[] biases;
    private final double[] output;
    private double least;
    private double greatest;
    private double[] lowest;
    private double[] highest;

    HiddenLayer(int dimension, int width) {
        this.width = width;
        directions = new Directions(dimension);
        count = directions.count();
        across = new double[width + FACES * count];
        up = new double[width + FACES * count];
        biases = new double[width + FACES * count];
        output = new double[width];
        for (int face = 0; face < FACES * count; face++) {
            across[width + face] = face < FACES ? 1 : 0;
            up[width + face] = face < FACES ? 0 : 1;
            biases[width + face] = -(face % FACES);
        }
    }

    /** The output weights, one for each hidden unit; the caller sets them. */
    double[] output() {
        return output;
    }

    /** Draws hidden units: kinks of random direction through random points, weights of length 1. */
    void draw(UniformRandomProvider random) {
        directions.draw(random);
        for (int k = 0; k < width; k++) {
            double angle = 2 * Math.PI * random.nextDouble();
            across[k] = count == 1 ? Math.signum(Math.cos(angle)) : Math.cos(angle);
            up[k] = count == 1 ? 0 : Math.sin(angle);
            biases[k] = -across[k] * random.nextDouble() - up[k] * random.nextDouble();
        }
    }

    /** The activation of a hidden unit at a point. */
    double hidden(int unit, double... x) {
        return activation(unit, directions.along(0, x), count == 1 ? 0 : directions.along(1, x));
    }

    double at(double... x) {
        return value(directions.along(0, x), count == 1 ? 0 : directions.along(1, x));
    }

    private double activation(int unit, double u, double v) {
        return Math.max(0, across[unit] * u + up[unit] * v + biases[unit]);
    }

    private double value(double u, double v) {
        double sum = 0;
        for (int k = 0; k < width; k++) {
            sum += output[k] * activation(k, u, v);
        }
        return sum;
    }

    /**
     * Finds the extremes.
     *
     * @return false if the extremes are ill-conditioned or nearly equal
     */
    boolean show(SampledVisualization shown) {
        least = Double.POSITIVE_INFINITY;
        greatest = Double.NEGATIVE_INFINITY;
        lowest = shown.a();
        highest = shown.b();
        double slope = 0;
        for (int k = 0; k < width; k++) {
            slope += Math.abs(output[k]);
        }
        boolean known = count == 1 ? showLine() : showPlane();
        shown.set(least, greatest, POSITION * slope);
        return known && greatest - least > PARALLEL * slope;
    }

    private boolean showLine() {
        for (int k = 0; k < width + FACES; k++) {
            consider(-biases[k] / across[k], 0);
        }
        return true;
    }

    private boolean showPlane() {
        for (int j = 0; j < width + FACES * count; j++) {
            for (int k = j + 1; k < width + FACES * count; k++) {
                double determinant = across[j] * up[k] - across[k] * up[j];
                boolean faces = j >= width;
                if (Math.abs(determinant) > PARALLEL) {
                    consider(
                            (up[j] * biases[k] - up[k] * biases[j]) / determinant,
                            (across[k] * biases[j] - across[j] * biases[k]) / determinant);
                } else if (!faces) {
                    return false;
                }
            }
        }
        return true;
    }

    private void consider(double u, double v) {
        if (u < -POSITION || u > 1 + POSITION || v < -POSITION || v > 1 + POSITION) {
            return;
        }
        double right = Math.max(0, Math.min(1, u));
        double high = Math.max(0, Math.min(1, v));
        double value = value(right, high);
        if (value < least) {
            least = value;
            lift(right, high, lowest);
        }
        if (value > greatest) {
            greatest = value;
            lift(right, high, highest);
        }
    }

    private void lift(double u, double v, double[] x) {
        directions.lift(0, u, x);
        if (count > 1) {
            directions.lift(1, v, x);
        }
    }
}
