package io.eyewitness.sim.ask;

import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.sim.sample.Sampler;
import io.eyewitness.sim.sample.Vectors;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a decoder is told of a drawn function: its minimiser a, its maximiser b, and examples. All three are inputs with values; values are
 * shares of the way from m to M, so those of a and b are 0 and 1. The next game overwrites it. Not thread-safe.
 */
final class Told {
    /** The number of inputs with values before the first example: a and b. */
    static final int SHOWN = 2;

    private final double[][] inputs;
    private final double[] values;
    private double range;
    private int count;

    /**
     * Room for examples.
     *
     * @param most their largest number
     */
    Told(int dimension, int most) {
        inputs = new double[SHOWN + most][dimension];
        values = new double[SHOWN + most];
    }

    /** Draws the examples, independent and uniform in X, all of which are told until {@link #limit} says otherwise. */
    void draw(UniformRandomProvider random, SampledVisualization shown, Sampler function) {
        range = shown.max() - shown.min();
        put(0, shown.a(), 0);
        put(1, shown.b(), 1);
        for (int i = SHOWN; i < inputs.length; i++) {
            Vectors.uniform(random, inputs[i]);
            values[i] = (function.at(inputs[i]) - shown.min()) / range;
        }
        count = inputs.length;
    }

    private void put(int index, double[] input, double value) {
        System.arraycopy(input, 0, inputs[index], 0, input.length);
        values[index] = value;
    }

    /** Tells the first examples only. */
    void limit(int examples) {
        count = SHOWN + examples;
    }

    /** The number of inputs with values: a, b and the examples that are told. */
    int count() {
        return count;
    }

    /** The number of inputs of the function. */
    int dimension() {
        return inputs[0].length;
    }

    /** An input, not to be changed: a, b, or an example. */
    double[] input(int index) {
        return inputs[index];
    }

    /** All inputs with values, not to be changed. */
    double[][] inputs() {
        return Arrays.copyOf(inputs, count);
    }

    double value(int index) {
        return values[index];
    }

    /** R = M - m. */
    double range() {
        return range;
    }
}
