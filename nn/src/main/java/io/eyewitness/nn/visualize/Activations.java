package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an objective is computed from.
 *
 * @param image the image before any transform, in [0,1], shape (batch, channels, height, width)
 * @param activations by layer, as the network has them for the transformed image
 */
public record Activations(NDArray image, Map<String, NDArray> activations) {
    /** The activations of a layer. */
    public NDArray at(String layer) {
        return activations.get(layer);
    }

    /** Some images of the batch by themselves, from one to before another. */
    Activations images(int from, int to) {
        NDIndex range = new NDIndex("{}:{}", from, to);
        Map<String, NDArray> some = new TreeMap<>();
        activations.forEach((layer, activation) -> some.put(layer, activation.get(range)));
        return new Activations(image.get(range), some);
    }
}
