package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/** Draws functions of one class, one after another, and holds the last one. Not thread-safe. */
public interface Sampler {
    /**
     * Draws a function and finds its visualization.
     *
     * @param random the source of randomness
     * @param shown receives the visualization
     */
    void draw(UniformRandomProvider random, SampledVisualization shown);

    /** The value of the function that was drawn last, at a point of X. */
    double at(double... x);
}
