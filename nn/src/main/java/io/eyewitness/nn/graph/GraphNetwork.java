package io.eyewitness.nn.graph;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.PyTorch;
import io.eyewitness.nn.network.TorchErrors;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.tensor.Precision;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A graph with its parameters. */
public final class GraphNetwork implements Network {
    /** The operations that make no arrays of single numbers beside those of their inputs; where DJL makes such, bfloat16 ends the virtual machine. */
    static final Set<Class<?>> HALF = Set.of(
            Operation.Conv.class,
            Operation.BatchNorm.class,
            Window.LocalResponseNorm.class,
            Operation.Relu.class,
            Operation.MaxPool.class,
            Operation.GlobalAverage.class,
            Operation.Linear.class,
            Operation.Add.class,
            Operation.Concat.class,
            Operation.Flatten.class,
            Operation.Identity.class,
            Window.Convolution.class,
            Window.Pool.class);

    private final Graph graph;
    private final NDManager manager;
    private final Parameters parameters;
    private final Parameters computed;
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
        this.computed = parameters;
        this.notes = List.copyOf(notes);
    }

    private GraphNetwork(GraphNetwork other, NDManager manager, Precision precision) {
        this.graph = other.graph;
        this.manager = manager;
        this.parameters = other.parameters;
        this.computed = other.parameters.in(precision, manager);
        this.notes = other.notes;
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
        return activations(images, layers, Graph.Tap.OPEN);
    }

    /**
     * As {@link #activations(NDArray, Collection)}, with a tap at each node that is computed.
     *
     * @param tap is given the nodes in their order
     */
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers, Graph.Tap tap) {
        return activations(images, layers, tap, Map.of());
    }

    /**
     * As {@link #activations(NDArray, Collection)}, with the outputs of some layers given instead of computed.
     *
     * @param given by layer, in the precision of the parameters; they stay open
     */
    public Map<String, NDArray> activations(NDArray images, Collection<String> layers, Map<String, NDArray> given) {
        return activations(images, layers, Graph.Tap.OPEN, given);
    }

    private Map<String, NDArray> activations(
            NDArray images, Collection<String> layers, Graph.Tap tap, Map<String, NDArray> given) {
        return NotFinite.refusedIn(name(), computed.precision(), images, run(images, layers, tap, given));
    }

    @Override
    public Optional<Map<String, NDArray>> unread(NDArray images, Collection<String> layers) {
        return Optional.of(run(images, layers, Graph.Tap.OPEN, Map.of()));
    }

    private Map<String, NDArray> run(
            NDArray images, Collection<String> layers, Graph.Tap tap, Map<String, NDArray> given) {
        try {
            return graph.run(images, computed, false, layers, tap, given);
        } catch (EngineException e) {
            throw TorchErrors.cannotTake(this, images.getShape(), e);
        }
    }

    @Override
    public Network in(Precision precision) {
        if (precision == Precision.SINGLE) {
            return this;
        }
        graph.nodes().stream()
                .filter(node -> !computesInHalf(node.operation()))
                .findFirst()
                .ifPresent(node -> {
                    throw new IllegalArgumentException("the layer " + node.layer() + " of " + name()
                            + " is known in single precision only; leave --precision out");
                });
        NDManager own = manager.newSubManager();
        try {
            GraphNetwork other = new GraphNetwork(this, own, precision);
            other.tried();
            return other;
        } catch (EngineException e) {
            own.close();
            if (TorchErrors.isOfTheDevice(e)) {
                throw e;
            }
            throw new IllegalArgumentException(
                    name() + " cannot be computed in the precision " + precision + " on this device; leave --precision"
                            + " out; PyTorch says: " + TorchErrors.of(e),
                    e);
        }
    }

    private static boolean computesInHalf(Operation operation) {
        return HALF.contains(operation.getClass())
                || Pointwise.Gate.of(operation).isPresent();
    }

    /** Computes a grey image and its gradient. */
    private void tried() {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray image = scratch.zeros(new Shape(1, input().channels(), input().size(), input().size()));
            image.setRequiresGradient(true);
            try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                collector.backward(graph.run(image, computed, false, List.of(LOGITS))
                        .get(LOGITS)
                        .sum());
            }
            image.getGradient().sum().getFloat();
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
