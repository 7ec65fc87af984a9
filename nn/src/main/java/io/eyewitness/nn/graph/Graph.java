package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.UnknownLayer;
import io.eyewitness.nn.tensor.Precision;
import io.eyewitness.nn.tensor.TorchOperators;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network's architecture as data.
 *
 * @param name of the network
 * @param input of the network
 * @param nodes in an order in which each follows its inputs; the last is {@link Network#LOGITS}
 * @param unused beginnings of the names of parameters that files may hold beside those of the nodes
 */
public record Graph(String name, InputSpec input, List<Node> nodes, List<String> unused) {
    /** The name of the normalised images among the inputs of nodes. */
    public static final String INPUT = "input";

    /** What the names of layers begin with that are computed within others and not listed. */
    public static final String INNER = ".";

    private static final JsonMapper JSON = Decimals.json()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public Graph {
        nodes = List.copyOf(nodes);
        unused = List.copyOf(unused);
        Set<String> known = new HashSet<>(Set.of(INPUT));
        for (Node node : nodes) {
            for (String source : node.inputs()) {
                if (!known.contains(source)) {
                    throw new IllegalArgumentException("layer " + node.layer() + " of " + name + " wants " + source
                            + ", which does not precede it");
                }
            }
            if (!known.add(node.layer())) {
                throw new IllegalArgumentException(name + " has two layers " + node.layer());
            }
        }
        if (nodes.isEmpty() || !nodes.get(nodes.size() - 1).layer().equals(Network.LOGITS)) {
            throw new IllegalArgumentException("the last layer of " + name + " is not " + Network.LOGITS);
        }
    }

    /** The layers' names, in the order of computation, without {@link #INNER} ones. */
    public List<String> layers() {
        return nodes.stream()
                .map(Node::layer)
                .filter(layer -> !layer.startsWith(INNER))
                .toList();
    }

    /**
     * The layer that a name means: the one of that name, or else the only one whose name ends with a slash and it.
     *
     * @throws UnknownLayer naming the near ones
     */
    public String layer(String title) {
        if (!title.startsWith(INNER)
                && nodes.stream().anyMatch(node -> node.layer().equals(title))) {
            return title;
        }
        List<String> known = layers();
        List<String> ending =
                known.stream().filter(layer -> layer.endsWith("/" + title)).toList();
        if (ending.size() != 1) {
            throw new UnknownLayer(name, known, title);
        }
        return ending.get(0);
    }

    /** The name that {@link #replacing} gives the layer that it replaces. */
    public static String original(String layer) {
        return layer + ".true";
    }

    /**
     * This graph with a layer replaced: the nodes that read the layer read its replacement.
     *
     * @param title of the layer, as {@link #layer}; as it was it is called {@link #original}, its parameters' names stay
     * @param others the nodes to follow it, the last of which is called as the layer
     * @throws UnknownLayer naming the near ones
     */
    public Graph replacing(String title, List<Node> others) {
        String layer = layer(title);
        List<Node> changed = new ArrayList<>();
        for (Node node : nodes) {
            if (node.layer().equals(layer)) {
                changed.add(new Node(original(layer), node.operation(), node.inputs(), node.prefix()));
                changed.addAll(others);
            } else {
                changed.add(node);
            }
        }
        return new Graph(name, input, changed, unused);
    }

    /** The last node that has parameters, whose outputs are the classes'. */
    public Node classifier() {
        return nodes.stream()
                .filter(node -> !node.parameters().isEmpty())
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException(name + " has no parameters"));
    }

    /**
     * This graph with another number of classes.
     *
     * @throws IllegalArgumentException if its classifier is neither linear nor a convolution
     */
    public Graph withClasses(int classes) {
        Node old = classifier();
        Operation resized;
        if (old.operation() instanceof Operation.Linear linear) {
            resized = new Operation.Linear(linear.in(), classes);
        } else if (old.operation() instanceof Operation.Conv conv) {
            resized = new Operation.Conv(
                    conv.in(), classes, conv.kernel(), conv.stride(), conv.padding(), conv.groups(), conv.bias());
        } else {
            throw new IllegalArgumentException("the classes of " + name + " are not those of a linear layer");
        }
        Node changed = new Node(old.layer(), resized, old.inputs(), old.prefix());
        return new Graph(
                name,
                input,
                nodes.stream().map(node -> node.equals(old) ? changed : node).toList(),
                unused);
    }

    /** All parameters by full name; one that several nodes share stands there once. */
    public Map<String, Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (Parameter parameter : node.parameters()) {
                parameters.put(parameter.name(), parameter);
            }
        }
        return parameters;
    }

    /** What stands between a node and the nodes that read it. */
    @FunctionalInterface
    public interface Tap {
        /** Lets every output through. */
        Tap OPEN = (node, output) -> output;

        /**
         * What the readers of a node are given.
         *
         * @param output of the node
         * @return the output, or another array of its shape in its manager
         */
        NDArray of(Node node, NDArray output);
    }

    /**
     * The activations of some layers, computing only what they need, in the precision of the parameters. All other arrays are closed on the way.
     *
     * @param images float32 in [0,1], shape (batch, channels, height, width)
     * @param training whether batches are normalised by their own statistics, which then enter the running ones
     * @return by layer, float32, in the manager of the images
     * @throws UnknownLayer naming the near ones
     */
    public Map<String, NDArray> run(
            NDArray images, Parameters parameters, boolean training, Collection<String> layers) {
        return run(images, parameters, training, layers, Tap.OPEN, Map.of());
    }

    /**
     * The same with a tap at each node that is computed, also at {@link #INNER} ones, and with the outputs of some nodes given.
     *
     * @param tap is given the nodes in their order
     * @param given by name of the node, in the precision of the parameters; they stay open
     */
    public Map<String, NDArray> run(
            NDArray images,
            Parameters parameters,
            boolean training,
            Collection<String> layers,
            Tap tap,
            Map<String, NDArray> given) {
        List<Node> needed = needed(layers, given.keySet());
        Map<String, Integer> uses = new HashMap<>();
        needed.forEach(node -> node.inputs().forEach(source -> uses.merge(source, 1, Integer::sum)));
        layers.forEach(layer -> uses.merge(layer(layer), 1, Integer::sum));
        try (NDManager scratch = images.getManager().newSubManager()) {
            NDArray view = images.reshape(images.getShape());
            view.attach(scratch);
            Map<String, NDArray> values = new HashMap<>(given);
            Precision precision = parameters.precision();
            values.put(INPUT, TorchOperators.converted(input.normalised(view), Precision.SINGLE, precision));
            for (Node node : needed) {
                List<NDArray> inputs = node.inputs().stream().map(values::get).toList();
                values.put(
                        node.layer(),
                        tap.of(node, node.operation().apply(inputs, parameters.under(node.prefix()), training)));
                node.inputs().forEach(source -> {
                    if (uses.merge(source, -1, Integer::sum) == 0 && !given.containsKey(source)) {
                        values.remove(source).close();
                    }
                });
            }
            Map<String, NDArray> activations = new LinkedHashMap<>();
            for (String layer : layers) {
                NDArray activation = TorchOperators.converted(values.get(layer(layer)), precision, Precision.SINGLE);
                activation.attach(images.getManager());
                activations.put(layer, activation);
            }
            return activations;
        }
    }

    /** The nodes that some layers need, in their order, when the outputs of others are given. */
    List<Node> needed(Collection<String> layers, Set<String> given) {
        Set<String> wanted = new HashSet<>();
        layers.forEach(layer -> wanted.add(layer(layer)));
        List<Node> needed = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            String layer = nodes.get(i).layer();
            if (wanted.contains(layer) && !given.contains(layer)) {
                wanted.addAll(nodes.get(i).inputs());
                needed.add(0, nodes.get(i));
            }
        }
        return needed;
    }

    /** This graph as JSON, on one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The graph of a JSON text.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Graph parse(String json) {
        try {
            return JSON.readValue(json, Graph.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("its graph is unreadable: " + EvidenceJson.reason(e), e);
        }
    }
}
