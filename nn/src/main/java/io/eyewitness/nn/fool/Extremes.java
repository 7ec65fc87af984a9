package io.eyewitness.nn.fool;

import java.util.Arrays;

/**
 * The smallest and the largest of each logit that are known of, m and M of theory.md. Mutable, for one thread.
 */
final class Extremes {
    private final double[] smallest;
    private final double[] largest;

    Extremes(int outputs) {
        smallest = new double[outputs];
        largest = new double[outputs];
        Arrays.fill(smallest, Double.POSITIVE_INFINITY);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    /** Takes note of logits, image by image. */
    void note(float... logits) {
        for (int i = 0; i < logits.length; i++) {
            int unit = i % smallest.length;
            smallest[unit] = Math.min(smallest[unit], logits[i]);
            largest[unit] = Math.max(largest[unit], logits[i]);
        }
    }

    double smallest(int unit) {
        return smallest[unit];
    }

    double largest(int unit) {
        return largest[unit];
    }

    double range(int unit) {
        return largest[unit] - smallest[unit];
    }
}
