package io.eyewitness.nn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A network that shows another network's layers and activations, and nothing more of it. To close it does not close the other one. */
public abstract class ForwardingNetwork implements Network {
    private final Network network;

    /** A network that forwards to another one. */
    protected ForwardingNetwork(Network network) {
        this.network = network;
    }

    /** The other network. */
    protected final Network network() {
        return network;
    }

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
        return network.activations(images, layers);
    }

    @Override
    public NDManager manager() {
        return network.manager();
    }

    @Override
    public void close() {}
}
