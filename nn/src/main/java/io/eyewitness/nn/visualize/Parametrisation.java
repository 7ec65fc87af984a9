package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.Owned;
import java.util.Random;

/** How parameters become images: ascent moves the parameters, so the parametrisation says which images are near. */
public interface Parametrisation {
    /** What it is, such as {@code fourier}. */
    String name();

    /**
     * Where an ascent starts.
     *
     * @param images the shape of the images, (batch, channels, height, width)
     */
    NDArray initial(NDManager manager, Shape images, Random random);

    /** The images, in [0,1], shape (batch, channels, height, width). */
    NDArray image(NDArray parameters);

    /** Independent normal numbers with mean 0, the same on every device. */
    static NDArray noise(NDManager manager, Shape shape, double deviation, Random random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Owned.floats(manager, values, shape);
    }
}
