package io.eyewitness.sim.sample;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Monotone functions: sums of {@value #RAMPS} ramps, each from 0 to 1 over a random interval of a random non-negative mean of the
 * coordinates, with random weights, and a little of the mean coordinate, so that the extremisers 0 and 1 are unique.
 */
final class MonotoneSampler implements Sampler {
    private static final int RAMPS = 6;
    private static final double LEAN = 0.05;

    private final double[][] directions;
    private final double[] heights = new double[RAMPS];
    private final double[] starts = new double[RAMPS];
    private final double[] widths = new double[RAMPS];

    MonotoneSampler(int dimension) {
        directions = new double[RAMPS][dimension];
    }

    @Override
    public void draw(UniformRandomProvider random, SampledVisualization shown) {
        Vectors.simplex(random, heights);
        for (int k = 0; k < RAMPS; k++) {
            Vectors.simplex(random, directions[k]);
            double width = random.nextDouble();
            widths[k] = width * width + Samplers.ROUNDING;
            starts[k] = random.nextDouble() * (1 + widths[k]) - widths[k];
        }
        Arrays.fill(shown.a(), 0);
        Arrays.fill(shown.b(), 1);
        double min = at(shown.a());
        double max = at(shown.b());
        shown.set(min, max, Samplers.ROUNDING * (max - min));
    }

    @Override
    public double at(double... x) {
        double sum = 0;
        for (double coordinate : x) {
            sum += coordinate;
        }
        double value = LEAN * sum / x.length;
        for (int k = 0; k < RAMPS; k++) {
            double u = Vectors.dot(directions[k], 0, x);
            value += heights[k] * Math.max(0, Math.min(1, (u - starts[k]) / widths[k]));
        }
        return value;
    }
}
