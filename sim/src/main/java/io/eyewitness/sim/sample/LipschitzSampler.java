package io.eyewitness.sim.sample;

import io.eyewitness.theory.exact.Norm;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * L-Lipschitz functions: extensions (McShane) of random values at {@value #ANCHORS} random points. A value is drawn from [0,1] and moved
 * to where it keeps L with the values before it; between the points the function is a random blend of the least and the greatest
 * extension that stay within these values, so that its extremes are among them.
 */
final class LipschitzSampler implements Sampler {
    private static final int ANCHORS = 6;

    private final double lipschitz;
    private final Norm norm;
    private final double[][] anchors;
    private final double[] values = new double[ANCHORS];
    private double min;
    private double max;
    private double blend;

    LipschitzSampler(int dimension, double lipschitz, Norm norm) {
        this.lipschitz = lipschitz;
        this.norm = norm;
        anchors = new double[ANCHORS][dimension];
    }

    @Override
    public void draw(UniformRandomProvider random, SampledVisualization shown) {
        int least = 0;
        int greatest = 0;
        for (int k = 0; k < ANCHORS; k++) {
            Vectors.uniform(random, anchors[k]);
            double value = random.nextDouble();
            double low = lower(anchors[k], k, Double.NEGATIVE_INFINITY);
            double high = upper(anchors[k], k, Double.POSITIVE_INFINITY);
            values[k] = Math.max(low, Math.min(high, value));
            least = values[k] < values[least] ? k : least;
            greatest = values[k] > values[greatest] ? k : greatest;
        }
        min = values[least];
        max = values[greatest];
        blend = random.nextDouble();
        System.arraycopy(anchors[least], 0, shown.a(), 0, shown.dimension());
        System.arraycopy(anchors[greatest], 0, shown.b(), 0, shown.dimension());
        shown.set(min, max, Samplers.ROUNDING * (max - min));
    }

    private double lower(double[] x, int count, double floor) {
        double low = floor;
        for (int k = 0; k < count; k++) {
            low = Math.max(low, values[k] - lipschitz * Vectors.distance(norm, x, anchors[k]));
        }
        return low;
    }

    private double upper(double[] x, int count, double ceiling) {
        double high = ceiling;
        for (int k = 0; k < count; k++) {
            high = Math.min(high, values[k] + lipschitz * Vectors.distance(norm, x, anchors[k]));
        }
        return high;
    }

    @Override
    public double at(double... x) {
        return (1 - blend) * lower(x, ANCHORS, min) + blend * upper(x, ANCHORS, max);
    }
}
