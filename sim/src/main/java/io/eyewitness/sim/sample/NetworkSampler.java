package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/** ReLU networks of {@value #WIDTH} hidden units with standard normal weights of the output. */
final class NetworkSampler implements Sampler {
    private static final int WIDTH = 12;

    private final HiddenLayer layer;

    NetworkSampler(int dimension) {
        layer = new HiddenLayer(dimension, WIDTH);
    }

    @Override
    public void draw(UniformRandomProvider random, Shown shown) {
        do {
            layer.draw(random);
            Draws.gaussian(random, layer.output());
        } while (!layer.show(shown));
    }

    @Override
    public double at(double... x) {
        return layer.at(x);
    }
}
