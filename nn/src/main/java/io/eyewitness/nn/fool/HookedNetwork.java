package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A network that calls a listener with each input, then delegates to another network. In an optimization the inputs are the transformed images.
 *
 * @param network the other network, which {@link #close} does not close
 * @param listener called with the images, shape (batch, channels, height, width)
 */
public record HookedNetwork(Network network, Consumer<NDArray> listener) implements Network {
    @Override
    public String name() {
        return network.name();
    }

    @Override
    public InputSpec input() {
        return network.input();
    }

    @Override
    public List<String> layers() {
        return network.layers();
    }

    @Override
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers) {
        listener.accept(images);
        return network.activations(images, layers);
    }

    @Override
    public Optional<NDArray> redirected(NDArray images, Map<String, NDArray> slopes) {
        return network.redirected(images, slopes);
    }

    @Override
    public NDManager manager() {
        return network.manager();
    }

    @Override
    public void close() {}
}
