package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.Owned;

/**
 * Colours as natural photographs have them: red, green and blue rise and fall together. The matrix is the square root of
 * the colours' correlation on ImageNet that Lucid uses, its longest column scaled to length 1. Grey images stay as they are.
 */
final class Colours {
    private static final float[] ROOT = {
        0.26f, 0.09f, 0.02f,
        0.27f, 0.00f, -0.05f,
        0.27f, -0.09f, 0.03f
    };
    private static final double LONGEST = Math.sqrt(0.26 * 0.26 + 0.27 * 0.27 + 0.27 * 0.27);

    private Colours() {}

    /** From decorrelated to correlated channels, shape (batch, channels, height, width). */
    static NDArray correlated(NDArray images) {
        if (images.getShape().get(1) != 3) {
            return images;
        }
        NDArray matrix = Owned.times(Owned.floats(images.getManager(), ROOT, new Shape(3, 3)), 1 / LONGEST);
        return matrix.matMul(images.reshape(images.getShape().get(0), 3, -1)).reshape(images.getShape());
    }
}
