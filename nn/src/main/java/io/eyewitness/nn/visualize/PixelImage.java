package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Random;

/** Every pixel by itself: the image is the logistic function of the parameters. Nothing keeps high frequencies down. */
public record PixelImage() implements Parametrisation {
    private static final double DEVIATION = 0.01;

    @Override
    public String name() {
        return "pixel";
    }

    @Override
    public NDArray initial(NDManager manager, Shape images, Random random) {
        return Parametrisation.noise(manager, images, DEVIATION, random);
    }

    @Override
    public NDArray image(NDArray parameters) {
        return Activation.sigmoid(parameters);
    }
}
