package io.eyewitness.nn.parametrisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.Random;

/**
 * Fourier images that start at a picture, which shows what in it a unit responds to: the optimization accentuates that. An objective that
 * includes {@link io.eyewitness.nn.visualize.Objective#content the content} of the picture keeps the rest as it was.
 *
 * <p>Source: Hamblin et al., "Feature Accentuation: Revealing 'What' Features Respond to in Natural Images", 2024.
 *
 * @param picture one image
 * @param file its name
 * @param sha256 of its file, which identifies it
 */
public record Accentuation(Images picture, String file, String sha256) implements Parametrisation {
    private static final Fourier FOURIER = new Fourier();
    private static final double DEVIATION = 0.01;
    private static final int SHOWN = 12;

    @Override
    public String name() {
        return "accentuation (" + file + ", " + sha256.substring(0, Math.min(SHOWN, sha256.length())) + ")";
    }

    /**
     * The picture's own parameters, with noise so small that it is not seen, by which images of one unit differ.
     *
     * @throws IllegalArgumentException if the images have another shape than the picture
     */
    @Override
    public NDArray initial(NDManager manager, Shape images, Random random) {
        Shape one = new Shape(1, picture.channels(), picture.height(), picture.width());
        if (!images.slice(1).equals(one.slice(1))) {
            throw new IllegalArgumentException(file + " was read as " + one + ", but images have shape " + images);
        }
        try (NDManager scratch = manager.newSubManager()) {
            NDArray start = Parametrisation.noise(scratch, images, DEVIATION, random)
                    .add(FOURIER.parameters(picture.on(scratch)));
            start.attach(manager);
            return start;
        }
    }

    @Override
    public NDArray image(NDArray parameters) {
        return FOURIER.image(parameters);
    }
}
