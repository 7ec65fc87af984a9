package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.tensor.Owned;

/** Gram matrices of activations: which channels are active at the same places, wherever those are. */
public final class Gram {
    private static final double TINY = 1e-12;

    private Gram() {}

    /** From (batch, channels, height, width) to (batch, channels, channels), divided by the number of places. */
    public static NDArray matrices(NDArray activations) {
        long batch = activations.getShape().get(0);
        long channels = activations.getShape().get(1);
        NDArray flat = activations.reshape(batch, channels, -1);
        return Owned.times(
                flat.matMul(flat.transpose(0, 2, 1)), 1.0 / flat.getShape().get(2));
    }

    /** The cosines of the Gram matrices of all pairs, shape (batch, batch). */
    public static NDArray cosines(NDArray activations) {
        NDArray flat = matrices(activations).reshape(activations.getShape().get(0), -1);
        NDArray lengths = flat.square().sum(new int[] {1}, true).add(TINY).sqrt();
        NDArray unit = flat.div(lengths);
        return unit.matMul(unit.transpose());
    }

    /**
     * For each image the mean cosine of its Gram matrix and each of the others', shape (batch).
     *
     * @throws IllegalArgumentException if the batch has one image only
     */
    public static NDArray meanCosineToOthers(NDArray activations) {
        long batch = activations.getShape().get(0);
        if (batch < 2) {
            throw new IllegalArgumentException("diversity needs a batch of at least 2 images");
        }
        NDArray toOthers = cosines(activations).sum(new int[] {1}).sub(1);
        return Owned.times(toOthers, 1.0 / (batch - 1));
    }
}
