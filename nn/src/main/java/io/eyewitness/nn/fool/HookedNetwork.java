package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.network.ForwardingNetwork;
import io.eyewitness.nn.network.Network;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A network that calls a listener with each input, then delegates to another network. In an optimization the inputs are the transformed images. */
public final class HookedNetwork extends ForwardingNetwork {
    private final Consumer<NDArray> listener;

    /**
     * A network with a listener.
     *
     * @param network the other network, which {@link #close} does not close
     * @param listener called with the images, shape (batch, channels, height, width)
     */
    public HookedNetwork(Network network, Consumer<NDArray> listener) {
        super(network);
        this.listener = listener;
    }

    @Override
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers) {
        listener.accept(images);
        return super.activations(images, layers);
    }

    @Override
    public Optional<NDArray> redirected(NDArray images, Map<String, NDArray> slopes) {
        return network().redirected(images, slopes);
    }
}
