package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** The binomial blur (1, 4, 6, 4, 1)/16 in both directions, channel by channel, with zero padding. */
public final class Blur {
    private static final float[] BINOMIAL = {1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f};

    private Blur() {}

    /** The blurred images, shape (batch, channels, height, width). */
    public static NDArray of(NDArray image) {
        Shape shape = image.getShape();
        NDArray grey = image.reshape(shape.get(0) * shape.get(1), 1, shape.get(2), shape.get(3));
        NDArray row = Owned.floats(image.getManager(), BINOMIAL, new Shape(1, 1, 1, 5));
        NDArray column = Owned.floats(image.getManager(), BINOMIAL, new Shape(1, 1, 5, 1));
        return along(along(grey, row, new Shape(0, 2)), column, new Shape(2, 0)).reshape(shape);
    }

    private static NDArray along(NDArray grey, NDArray filter, Shape padding) {
        return Conv2d.conv2d(grey, filter, null, new Shape(1, 1), padding).singletonOrThrow();
    }
}
