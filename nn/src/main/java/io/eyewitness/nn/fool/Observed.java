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
 * A network somebody looks over the shoulder of: what an ascent shows it, through the transforms, is shown to an observer first.
 *
 * @param network which is not closed with this
 * @param observer told the images, shape (batch, channels, height, width), before their activations are computed
 */
record Observed(Network network, Consumer<NDArray> observer) implements Network {
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
        observer.accept(images);
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
