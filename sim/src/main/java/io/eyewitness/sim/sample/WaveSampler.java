package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Black boxes: sums of {@value #WAVES} cosines of random direction, frequency, phase and height (random Fourier features) in {@link
 * Directions}. Extremes are found by branch and bound over boxes, to {@value #TOLERANCE} of the range: on a box with centre c and
 * half-widths r the function differs from its tangent at c by at most the sum over the waves of {@code |height| (|frequency|.r)^2 / 2}.
 */
final class WaveSampler implements Sampler {
    private static final int WAVES = 8;
    private static final double FREQUENCY = 6;
    private static final double TOLERANCE = 2e-4;
    private static final int GRID = 8;
    private static final int BOX = 4;
    private static final int DEEPEST = 256;

    private final Directions directions;
    private final int count;
    private final double[] across = new double[WAVES];
    private final double[] up = new double[WAVES];
    private final double[] phases = new double[WAVES];
    private final double[] heights = new double[WAVES];
    private final double[] boxes = new double[BOX * DEEPEST];
    private double least;
    private double greatest;

    WaveSampler(int dimension) {
        directions = new Directions(dimension);
        count = directions.count();
    }

    @Override
    public void draw(UniformRandomProvider random, SampledVisualization shown) {
        directions.draw(random);
        Vectors.gaussian(random, across);
        Vectors.gaussian(random, up);
        Vectors.gaussian(random, heights);
        for (int k = 0; k < WAVES; k++) {
            across[k] *= FREQUENCY;
            up[k] *= count == 1 ? 0 : FREQUENCY;
            phases[k] = 2 * Math.PI * random.nextDouble();
        }
        least = Double.POSITIVE_INFINITY;
        greatest = Double.NEGATIVE_INFINITY;
        double half = 0.5 / GRID;
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < (count == 1 ? 1 : GRID); j++) {
                consider((2 * i + 1) * half, count == 1 ? 0 : (2 * j + 1) * half, shown);
            }
        }
        double tolerance = TOLERANCE * (greatest - least);
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < (count == 1 ? 1 : GRID); j++) {
                search((2 * i + 1) * half, count == 1 ? 0 : (2 * j + 1) * half, half, tolerance, shown);
            }
        }
        shown.set(least, greatest, tolerance);
    }

    /** Searches a box depth first. */
    private void search(double u, double v, double half, double tolerance, SampledVisualization shown) {
        int top = push(0, u, v, half, count == 1 ? 0 : half);
        while (top > 0) {
            top--;
            double x = boxes[BOX * top];
            double y = boxes[BOX * top + 1];
            double right = boxes[BOX * top + 2];
            double high = boxes[BOX * top + 3];
            double value = consider(x, y, shown);
            double reach = reach(x, y, right, high);
            if (value + reach <= greatest + tolerance && value - reach >= least - tolerance) {
                continue;
            }
            if (right >= high) {
                top = push(top, x - right / 2, y, right / 2, high);
                top = push(top, x + right / 2, y, right / 2, high);
            } else {
                top = push(top, x, y - high / 2, right, high / 2);
                top = push(top, x, y + high / 2, right, high / 2);
            }
        }
    }

    private int push(int top, double x, double y, double right, double high) {
        boxes[BOX * top] = x;
        boxes[BOX * top + 1] = y;
        boxes[BOX * top + 2] = right;
        boxes[BOX * top + 3] = high;
        return top + 1;
    }

    /** An upper bound on the distance of the values in a box from the value at its centre. */
    private double reach(double x, double y, double right, double high) {
        double slopeAcross = 0;
        double slopeUp = 0;
        double bend = 0;
        for (int k = 0; k < WAVES; k++) {
            double slope = -heights[k] * Math.sin(across[k] * x + up[k] * y + phases[k]);
            slopeAcross += slope * across[k];
            slopeUp += slope * up[k];
            double turn = Math.abs(across[k]) * right + Math.abs(up[k]) * high;
            bend += Math.abs(heights[k]) * turn * turn;
        }
        return Math.abs(slopeAcross) * right + Math.abs(slopeUp) * high + bend / 2;
    }

    private double consider(double u, double v, SampledVisualization shown) {
        double value = value(u, v);
        if (value < least) {
            least = value;
            lift(u, v, shown.a());
        }
        if (value > greatest) {
            greatest = value;
            lift(u, v, shown.b());
        }
        return value;
    }

    private void lift(double u, double v, double[] x) {
        directions.lift(0, u, x);
        if (count > 1) {
            directions.lift(1, v, x);
        }
    }

    private double value(double u, double v) {
        double sum = 0;
        for (int k = 0; k < WAVES; k++) {
            sum += heights[k] * Math.cos(across[k] * u + up[k] * v + phases[k]);
        }
        return sum;
    }

    @Override
    public double at(double... x) {
        return value(directions.along(0, x), count == 1 ? 0 : directions.along(1, x));
    }
}
