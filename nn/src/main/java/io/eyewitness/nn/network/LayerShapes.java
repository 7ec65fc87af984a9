package io.eyewitness.nn.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.NotFinite;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes of a network's activations. */
public final class LayerShapes {
    private LayerShapes() {}

    /**
     * The shapes for one image, found with a black image.
     *
     * @param layers names of layers of the network
     * @param size of the image, in pixels
     * @return by layer in the given order, shape (1, channels, height, width) or (1, units)
     * @throws UnknownLayer naming similar layers
     * @throws IllegalArgumentException if the network cannot take images of this size
     */
    public static Map<String, Shape> of(Network network, Collection<String> layers, int size) {
        try (NDManager scratch = network.manager().newSubManager()) {
            Shape image = new Shape(1, network.input().channels(), size, size);
            Map<String, Shape> shapes = new LinkedHashMap<>();
            network.activations(scratch.zeros(image), layers)
                    .forEach((layer, activations) -> shapes.put(layer, activations.getShape()));
            return shapes;
        } catch (NotFinite e) {
            throw e.at("a black image");
        }
    }

    /** The number of channels or units of a layer, found in the same way. */
    public static int width(Network network, String layer, int size) {
        return (int) of(network, List.of(layer), size).get(layer).get(1);
    }
}
