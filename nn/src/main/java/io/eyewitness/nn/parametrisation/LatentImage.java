package io.eyewitness.nn.parametrisation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.List;
import java.util.Random;

/**
 * The images that a decoder makes of codes. In its training codes are standard normal, and nearly all of these codes lie near the sphere whose
 * radius is the square root of their length. Each code is projected to this sphere, so an optimization cannot leave the codes that the decoder
 * was trained on.
 *
 * <p>Parameters are codes, shape (batch, code, 1, 1).
 *
 * <p>Source: Nguyen et al., "Synthesizing the preferred inputs for neurons in neural networks via deep generator networks", NeurIPS 2016.
 *
 * @param decoder takes codes as images of one pixel and a channel for each number, and its logits are those of the images' pixels; on the
 *     device of the network that is visualized
 * @param sha256 of its file, which identifies it
 */
public record LatentImage(Network decoder, String sha256) implements Parametrisation {
    private static final double TINY = 1e-12;
    private static final int SHOWN = 12;

    /** @throws IllegalArgumentException if the network is not a decoder */
    public LatentImage {
        if (decoder.input().size() != 1 || made(decoder).dimension() != 4) {
            throw new IllegalArgumentException(decoder.name()
                    + " is not a decoder: a decoder takes codes as images of one pixel, and its logits are those of an"
                    + " image's pixels");
        }
    }

    @Override
    public String name() {
        return "latent (" + decoder.name() + ", " + sha256.substring(0, Math.min(SHOWN, sha256.length())) + ")";
    }

    /**
     * Refuses images that the decoder does not make.
     *
     * @param images the shape, (batch, channels, height, width)
     * @throws IllegalArgumentException naming the images that it makes
     */
    public void requireMakes(Shape images) {
        Shape made = made(decoder);
        if (!made.slice(1).equals(images.slice(1))) {
            throw new IllegalArgumentException(
                    decoder.name() + " makes images of " + text(made) + ", not of " + text(images));
        }
    }

    /** @throws IllegalArgumentException if the decoder does not make such images */
    @Override
    public NDArray initial(NDManager manager, Shape images, Random random) {
        requireMakes(images);
        return Parametrisation.noise(
                manager, new Shape(images.get(0), decoder.input().channels(), 1, 1), 1, random);
    }

    @Override
    public NDArray image(NDArray parameters) {
        return Activation.sigmoid(decoder.logits(onSphere(parameters)));
    }

    /** The codes, each with a mean square of 1. */
    private static NDArray onSphere(NDArray codes) {
        long batch = codes.getShape().get(0);
        NDArray squares = codes.reshape(batch, -1).square().mean(new int[] {1});
        return codes.div(squares.add(TINY).sqrt().reshape(batch, 1, 1, 1));
    }

    private static Shape made(Network decoder) {
        return LayerShapes.of(decoder, List.of(Network.LOGITS), 1).get(Network.LOGITS);
    }

    private static String text(Shape images) {
        return images.get(1) + " x " + images.get(2) + " x " + images.get(3) + " (channels, height, width)";
    }
}
