package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/** Draws functions of one class, one after another. It holds the last one; not for several threads. */
public interface Sampler {
    /**
     * Draws a function and finds its visualization.
     *
     * @param random what decides which
     * @param shown takes the visualization
     */
    void draw(UniformRandomProvider random, Shown shown);

    /** The value of the function that was drawn last, at a point of X. */
    double at(double... x);
}
