package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/** Affine functions with standard normal weights; their extremes are at vertices. */
final class AffineSampler implements Sampler {
    private final double[] weights;

    AffineSampler(int dimension) {
        weights = new double[dimension];
    }

    @Override
    public void draw(UniformRandomProvider random, Shown shown) {
        Draws.gaussian(random, weights);
        double min = 0;
        double max = 0;
        for (int i = 0; i < weights.length; i++) {
            boolean rises = weights[i] > 0;
            shown.a()[i] = rises ? 0 : 1;
            shown.b()[i] = rises ? 1 : 0;
            min += Math.min(0, weights[i]);
            max += Math.max(0, weights[i]);
        }
        shown.set(min, max, Samplers.ROUNDING * (max - min));
    }

    @Override
    public double at(double... x) {
        return Draws.dot(weights, 0, x);
    }
}
