package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * What an objective is computed from.
 *
 * @param image the image before any transform, in [0,1], shape (batch, channels, height, width)
 * @param activations by layer, as the network has them for the transformed image
 */
public record Scene(NDArray image, Map<String, NDArray> activations) {
    /** The activations of a layer. */
    public NDArray at(String layer) {
        return activations.get(layer);
    }
}
