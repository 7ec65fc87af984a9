package io.eyewitness.nn.graph;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.nn.tensor.NotFinite;
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
    private final List<String> notes;

    /**
     * A network on a device.
     *
     * @throws IllegalArgumentException naming tensors that are missing, have another shape or do not belong to the graph
     */
    public GraphNetwork(Graph graph, Map<String, Tensor> tensors, Device device) {
        this(graph, tensors, List.of(), device);
    }

    /**
     * A network of a file, on a device.
     *
     * @param notes its {@link #notes}
     * @throws IllegalArgumentException naming tensors that are missing, have another shape or do not belong to the graph
     */
    public GraphNetwork(Graph graph, Map<String, Tensor> tensors, List<String> notes, Device device) {
        this(graph, tensors, notes, PyTorch.manager(device));
    }

    private GraphNetwork(Graph graph, Map<String, Tensor> tensors, List<String> notes, NDManager manager) {
        this.graph = graph;
        this.manager = manager;
        this.parameters = Parameters.frozen(graph, tensors, manager);
        this.notes = List.copyOf(notes);
    }

    /**
     * A network on the device of another network, which closes it with itself.
     *
     * @throws IllegalArgumentException naming tensors that are missing, have another shape or do not belong to the graph
     */
    public static GraphNetwork beside(Network other, Graph graph, Map<String, Tensor> tensors) {
        return new GraphNetwork(graph, tensors, List.of(), other.manager().newSubManager());
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
    public List<String> notes() {
        return notes;
    }

    @Override
    public List<String> layers() {
        return graph.layers();
    }

    @Override
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers) {
        return NotFinite.refusedIn(name(), images, run(images, layers));
    }

    @Override
    public Optional<Map<String, NDArray>> unread(NDArray images, Collection<String> layers) {
        return Optional.of(run(images, layers));
    }

    private Map<String, NDArray> run(NDArray images, Collection<String> layers) {
        try {
            return graph.run(images, parameters, false, layers);
        } catch (EngineException e) {
            throw TorchErrors.cannotTake(this, images.getShape(), e);
        }
    }

    @Override
    public Optional<NDArray> redirected(NDArray images, Map<String, NDArray> slopes) {
        return Optional.of(RedirectedRelu.of(graph, parameters, images, slopes));
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
