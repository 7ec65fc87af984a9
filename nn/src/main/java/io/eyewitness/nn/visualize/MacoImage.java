package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Spectrum;
import java.util.Random;

/**
 * MACO: the magnitude of each frequency is fixed, to what natural images have of it on average (1/f), and only the phases
 * are optimised; so no image can have more of the high frequencies than natural ones.
 *
 * <p>A real image has opposite phases at opposite frequencies: the phases are the odd part of the parameters.
 *
 * <p>Source: Fel et al., "Unlocking Feature Visualization for Deeper Networks with MAgnitude Constrained Optimization",
 * NeurIPS 2023.
 */
public record MacoImage() implements Parametrisation {
    private static final double CONTRAST = 1.5;
    private static final double TINY = 1e-6;

    @Override
    public String name() {
        return "maco";
    }

    /** So wide that the phases, in radians, are all but uniform. */
    @Override
    public NDArray initial(NDManager manager, Shape images, Random random) {
        return Parametrisation.noise(manager, images, 2 * Math.PI, random);
    }

    @Override
    public NDArray image(NDArray parameters) {
        NDArray phases = Owned.times(parameters.sub(Spectrum.opposite(parameters)), 0.5);
        NDArray magnitude = Spectrum.natural(phases.getManager(), phases.getShape());
        NDArray places = Spectrum.hartley(magnitude.mul(phases.cos().sub(phases.sin())));
        NDArray centred = places.sub(mean(places));
        NDArray deviation = mean(centred.square()).add(TINY).sqrt();
        return Activation.sigmoid(Colours.correlated(Owned.times(centred.div(deviation), CONTRAST)));
    }

    /** For each image, shape (batch, 1, 1, 1). */
    private static NDArray mean(NDArray images) {
        long batch = images.getShape().get(0);
        return images.reshape(batch, -1).mean(new int[] {1}).reshape(batch, 1, 1, 1);
    }
}
