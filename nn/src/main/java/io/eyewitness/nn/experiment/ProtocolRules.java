package io.eyewitness.nn.experiment;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameter;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Transforms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The rules that choose the settings of protocols for a network that has no fixed ones. experiments.md, "Other networks", states them. Images below 64
 * pixels are small; the settings that depend on nothing else are those of Fashion-MNIST for small images and of SqueezeNet for larger ones.
 */
public final class ProtocolRules {
    /** The largest number of photographs of small images, and of larger ones. */
    private static final int SMALL_PHOTOGRAPHS = 10_000;

    private static final int PHOTOGRAPHS = 500;

    /** As many that both four fifths and one fifth of them are some. */
    private static final int FEWEST = 5;

    private static final int SMALL = 64;
    private static final double SHARE = 2.0 / 3;
    private static final int PLACES = 4;
    private static final int MOST_CHANNELS = 1000;

    /** Functions that a unit's sum passes through; the others are parts of a computation. */
    private static final Set<Pointwise.Function> ACTIVATIONS = EnumSet.of(
            Pointwise.Function.CLIP,
            Pointwise.Function.LEAKY_RELU,
            Pointwise.Function.ELU,
            Pointwise.Function.SELU,
            Pointwise.Function.CELU,
            Pointwise.Function.THRESHOLDED_RELU,
            Pointwise.Function.SIGMOID,
            Pointwise.Function.SILU,
            Pointwise.Function.HARD_SIGMOID,
            Pointwise.Function.HARD_SWISH,
            Pointwise.Function.TANH,
            Pointwise.Function.GELU,
            Pointwise.Function.GELU_TANH,
            Pointwise.Function.SOFTPLUS,
            Pointwise.Function.SOFTSIGN,
            Pointwise.Function.MISH);

    private final Graph graph;
    private final int size;
    private final Map<String, Integer> depths = new HashMap<>();
    private final Map<String, Shape> shapes;

    private ProtocolRules(GraphNetwork network, int size) {
        this.graph = network.graph();
        this.size = size;
        this.shapes = LayerShapes.of(network, graph.layers(), size);
        depths.put(Graph.INPUT, 0);
        for (Node node : graph.nodes()) {
            int before = node.inputs().stream().mapToInt(depths::get).max().orElse(0);
            depths.put(node.layer(), before + (isWeighted(node.operation()) ? 1 : 0));
        }
    }

    /**
     * The rules for a network.
     *
     * @param choices of which the size is used
     * @throws IllegalArgumentException if it has a single class, or cannot take images of the size
     */
    public static ProtocolRules of(GraphNetwork network, Choices choices) {
        ProtocolRules derivation = new ProtocolRules(network, size(network, choices));
        long classes = derivation.shapes.get(Network.LOGITS).get(1);
        if (classes < 2) {
            throw new IllegalArgumentException(network.name()
                    + " has a single class, but the experiments compare at least 2; --output names another value of an"
                    + " ONNX network");
        }
        return derivation;
    }

    /** The network's own size of images, or the user's. */
    public static int size(Network network, Choices choices) {
        int size = choices.whole("size", network.input().size());
        ExperimentProtocol.requireRange("size", size, 2, ExperimentProtocol.LARGEST_SIDE);
        return size;
    }

    /** The largest number of photographs that are read, or the user's. */
    public static int photographs(Network network, Choices choices) {
        int most = choices.whole("images", size(network, choices) < SMALL ? SMALL_PHOTOGRAPHS : PHOTOGRAPHS);
        ExperimentProtocol.requireRange("images", most, FEWEST, 999_999_999);
        return most;
    }

    /** The size of the images, in pixels. */
    public int size() {
        return size;
    }

    /** A setting of small images, or of larger ones. */
    public <T> T bySize(T small, T larger) {
        return size < SMALL ? small : larger;
    }

    /** The transforms of visualizations. */
    public String transforms() {
        return Transforms.robust(size).text();
    }

    /**
     * The layer nearest to two thirds of the depth among the activations that have several channels and places; if there are none, among
     * those of several channels; if there are none of these, among all layers of several channels.
     *
     * @throws IllegalArgumentException if there is no such layer
     */
    public String layer() {
        return nearest(node -> isActivation(node.operation()) && hasPlaces(node.layer()), node -> 0)
                .or(() -> nearest(node -> isActivation(node.operation()), node -> 0))
                .or(() -> nearest(node -> true, node -> 0))
                .orElseThrow(() -> new IllegalArgumentException(
                        graph.name() + " has no layer of several channels between its images and its logits"));
    }

    /**
     * The layer of several channels, before the logits, that is nearest to two thirds of the depth. Depth is the largest number of convolutions
     * and linear maps on a way from the image.
     *
     * @param eligible the nodes to choose from
     * @param preference a number that is larger for the better of several layers at one distance; of equal ones it is the last
     */
    public Optional<String> nearest(Predicate<Node> eligible, ToIntFunction<Node> preference) {
        double wanted = SHARE * depths.get(Network.LOGITS);
        List<Node> nodes = graph.nodes().stream()
                .filter(node -> shapes.containsKey(node.layer())
                        && !node.layer().equals(Network.LOGITS)
                        && shapes.get(node.layer()).dimension() > 1
                        && shapes.get(node.layer()).get(1) > 1
                        && eligible.test(node))
                .toList();
        Comparator<Node> order = Comparator.comparingDouble((Node node) -> -Math.abs(depths.get(node.layer()) - wanted))
                .thenComparingInt(preference)
                .thenComparingInt(nodes::indexOf);
        return nodes.stream().max(order).map(Node::layer);
    }

    /** The first activation that depends on a layer, or the layer if none does. */
    public String following(String layer) {
        Set<String> after = new HashSet<>(Set.of(layer));
        for (Node node : graph.nodes()) {
            if (node.inputs().stream().anyMatch(after::contains)) {
                after.add(node.layer());
                if (isActivation(node.operation()) && shapes.containsKey(node.layer())) {
                    return node.layer();
                }
            }
        }
        return layer;
    }

    /**
     * The last activations with several channels and places in the first half of the depth, as many as have at most 1,000 channels together; if
     * there are none, the last other layer of this kind.
     *
     * @throws IllegalArgumentException if there is no such layer
     */
    public List<String> early() {
        List<Node> nodes = graph.nodes().stream()
                .filter(node -> shapes.containsKey(node.layer())
                        && 2 * depths.get(node.layer()) <= depths.get(Network.LOGITS)
                        && hasPlaces(node.layer())
                        && shapes.get(node.layer()).get(1) > 1)
                .toList();
        List<String> chosen = new ArrayList<>();
        long channels = 0;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            long own = shapes.get(nodes.get(i).layer()).get(1);
            if (isActivation(nodes.get(i).operation()) && channels + own <= MOST_CHANNELS) {
                channels += own;
                chosen.add(0, nodes.get(i).layer());
            }
        }
        if (chosen.isEmpty() && !nodes.isEmpty()) {
            chosen.add(nodes.get(nodes.size() - 1).layer());
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    graph.name() + " has no layer of several channels and places in the first half of its depth");
        }
        return chosen;
    }

    private boolean hasPlaces(String layer) {
        Shape shape = shapes.get(layer);
        return shape.dimension() == PLACES && shape.get(2) * shape.get(3) > 1;
    }

    /** Whether an operation is an activation function. */
    public static boolean isActivation(Operation operation) {
        return operation instanceof Operation.Relu
                || operation instanceof Pointwise pointwise && ACTIVATIONS.contains(pointwise.function())
                || operation instanceof Binary binary && binary.function() == Binary.Function.PRELU;
    }

    private static boolean isWeighted(Operation operation) {
        return operation.parameters().stream().anyMatch(parameter -> parameter.role() == Parameter.Role.WEIGHT)
                || operation instanceof Binary binary
                        && binary.function() == Binary.Function.MATMUL
                        && binary.constant() != Binary.Constant.NONE;
    }
}
