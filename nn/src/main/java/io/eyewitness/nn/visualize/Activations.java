package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The input of an objective.
 *
 * @param image the image before any transform, in [0,1], shape (batch, channels, height, width)
 * @param byLayer the activations of the network at the transformed image
 * @param view the transform, which other images of the same size can go through too
 */
public record Activations(NDArray image, Map<String, NDArray> byLayer, UnaryOperator<NDArray> view) {
    /** The activations at images that were not transformed. */
    public Activations(NDArray image, Map<String, NDArray> byLayer) {
        this(image, byLayer, UnaryOperator.identity());
    }

    /** The activations of a layer. */
    public NDArray at(String layer) {
        return byLayer.get(layer);
    }

    /** The activations of some images of the batch, from one number to before another. */
    Activations images(int from, int to) {
        NDIndex range = new NDIndex("{}:{}", from, to);
        Map<String, NDArray> some = new TreeMap<>();
        byLayer.forEach((layer, activation) -> some.put(layer, activation.get(range)));
        return new Activations(image.get(range), some, view);
    }
}
