package io.eyewitness.nn.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph with its parameters. */
public final class GraphNetwork implements Network {
    private final Graph graph;
    private final NDManager manager;
    private final Parameters parameters;

    /**
     * A network on a device.
     *
     * @throws IllegalArgumentException naming tensors that are missing, of another shape or not the graph's
     */
    public GraphNetwork(Graph graph, Map<String, Tensor> tensors, Device device) {
        this(graph, tensors, NDManager.newBaseManager(device));
    }

    private GraphNetwork(Graph graph, Map<String, Tensor> tensors, NDManager manager) {
        this.graph = graph;
        this.manager = manager;
        this.parameters = Parameters.frozen(graph, tensors, manager);
    }

    /**
     * A network on another's device, which closes it with itself.
     *
     * @throws IllegalArgumentException naming tensors that are missing, of another shape or not the graph's
     */
    public static GraphNetwork beside(Network other, Graph graph, Map<String, Tensor> tensors) {
        return new GraphNetwork(graph, tensors, other.manager().newSubManager());
    }

    /** Its architecture. */
    public Graph graph() {
        return graph;
    }

    /** Its parameters' values. */
    public Map<String, Tensor> tensors() {
        return parameters.tensors();
    }

    @Override
    public String name() {
        return graph.name();
    }

    @Override
    public InputSpec input() {
        return graph.input();
    }

    @Override
    public List<String> layers() {
        return graph.layers();
    }

    @Override
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers) {
        return graph.run(images, parameters, false, layers);
    }

    @Override
    public Optional<NDArray> redirected(NDArray images, Map<String, NDArray> slopes) {
        return Optional.of(RedirectedSlope.of(graph, parameters, images, slopes));
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
