package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/** Constants between 0 and 1; any points are extremisers, and two random ones are shown. */
final class ConstantSampler implements Sampler {
    private double value;

    @Override
    public void draw(UniformRandomProvider random, Shown shown) {
        value = random.nextDouble();
        Draws.uniform(random, shown.a());
        Draws.uniform(random, shown.b());
        shown.set(value, value, 0);
    }

    @Override
    public double at(double... x) {
        return value;
    }
}
