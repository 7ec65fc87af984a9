package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Spectrum;
import java.util.Random;

/**
 * Frequencies in decorrelated colours, scaled as natural images have them, by 1/f: all frequencies move at the same pace,
 * relative to their size.
 *
 * <p>The spectrum of a real image is stored as its Hartley transform, the real part of the discrete Fourier transform
 * minus the imaginary part, which has as many numbers as the image and is its own inverse but for a factor.
 */
public record FourierImage() implements Parametrisation {
    private static final double DEVIATION = 0.01;
    private static final double CONTRAST = 0.25;

    @Override
    public String name() {
        return "fourier";
    }

    @Override
    public NDArray initial(NDManager manager, Shape images, Random random) {
        return Parametrisation.noise(manager, images, DEVIATION, random);
    }

    @Override
    public NDArray image(NDArray parameters) {
        NDArray scale = Owned.times(Spectrum.natural(parameters.getManager(), parameters.getShape()), CONTRAST);
        return Activation.sigmoid(Colours.correlated(Spectrum.hartley(parameters.mul(scale))));
    }
}
