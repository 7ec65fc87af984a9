package io.eyewitness.nn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.tensor.Precision;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained network, its parameters frozen: it can be differentiated with respect to its input, and does not change.
 *
 * <p>Arrays that it returns belong to the manager of the images.
 */
public interface Network extends AutoCloseable {
    /** The layer whose activations are the class logits, shape (batch, classes). */
    String LOGITS = "logits";

    /** Its name, such as {@code squeezenet1_1}. */
    String name();

    /** Its input. */
    InputSpec input();

    /** Notes for the user about properties that its file does not state and that were found or assumed: sentences without a full stop. */
    default List<String> notes() {
        return List.of();
    }

    /** The names of the layers whose activations can be read, in the order of computation; the last is {@link #LOGITS}. */
    List<String> layers();

    /**
     * The activations of some layers, computed as far as the last of them.
     *
     * @param images float32 in [0,1], shape (batch, channels, height, width), on the network's device
     * @param layers names in {@link #layers()}
     * @return by layer, shape (batch, channels, height, width), or (batch, units) for a layer without height and width
     * @throws UnknownLayer naming similar layers
     * @throws io.eyewitness.nn.tensor.NotFinite naming layer and image, if an activation is infinite or not a number
     * @throws IllegalArgumentException if it cannot take images of this size
     */
    Map<String, NDArray> activations(NDArray images, Collection<String> layers);

    /**
     * As {@link #activations}, but no number is read from the device: activations that are not finite are returned too. The caller may compute
     * the same again, so a network that must see each step only once does not offer this.
     *
     * @return empty where the network reads numbers or counts its calls
     */
    default Optional<Map<String, NDArray>> unread(NDArray images, Collection<String> layers) {
        return Optional.empty();
    }

    /** The class logits, shape (batch, classes). */
    default NDArray logits(NDArray images) {
        return activations(images, List.of(LOGITS)).get(LOGITS);
    }

    /**
     * This network, computed in another precision. Images and activations are single numbers as before, as is {@link #redirected}.
     *
     * @return closed by this network
     * @throws IllegalArgumentException if a layer, or the device, does not compute in this precision
     */
    default Network in(Precision precision) {
        if (precision != Precision.SINGLE) {
            throw new IllegalArgumentException(name() + " cannot be computed in the precision " + precision
                    + ", for its file has a precision of its own; leave --precision out");
        }
        return this;
    }

    /**
     * The slope with respect to images of the sum of activations, each times its own slope; but a ReLU that is closed to all of an image's
     * slope lets through what would open it.
     *
     * @param images as for {@link #activations}
     * @param slopes by layer, shaped as its activations
     * @return shaped as the images; empty where the network does not show its ReLUs
     */
    default Optional<NDArray> redirected(NDArray images, Map<String, NDArray> slopes) {
        return Optional.empty();
    }

    /** The manager of the parameters; images belong to its sub-managers. */
    NDManager manager();

    @Override
    void close();
}
