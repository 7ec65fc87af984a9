package io.eyewitness.nn.onnx;

import io.eyewitness.nn.onnx.operator.Tensors;
import io.eyewitness.nn.onnx.proto.Proto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The part of a file's graph that gives the logits.
 *
 * @param image what it takes
 * @param nodes in their order
 * @param initializers by name
 * @param output the value that is taken as logits
 * @param notes on what was chosen, for people
 */
record Computation(
        Proto.Value image, List<Proto.Node> nodes, List<Proto.Tensor> initializers, String output, List<String> notes) {
    private static final Set<String> AFTER_LOGITS = Set.of("Softmax", "LogSoftmax", "ArgMax", "Hardmax");

    /**
     * Of a graph.
     *
     * @param wanted the value, or the node whose value, is taken as logits; null for the graph's output
     * @throws IllegalArgumentException saying why it is no computation on images
     */
    static Computation of(Proto.Graph graph, String wanted) {
        List<String> notes = new ArrayList<>();
        Map<String, Proto.Node> makers = new HashMap<>();
        for (Proto.Node node : graph.nodes()) {
            node.outputs().forEach(output -> makers.put(output, node));
        }
        String output = wanted == null ? output(graph, makers, notes) : named(graph, makers, wanted);
        Set<String> needed = new HashSet<>(Set.of(output));
        List<Proto.Node> nodes = new ArrayList<>();
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Proto.Node node = graph.nodes().get(i);
            if (node.outputs().stream().anyMatch(needed::contains)) {
                nodes.add(0, node);
                needed.addAll(reads(node));
            }
        }
        return new Computation(image(graph), nodes, graph.initializers(), output, notes);
    }

    /** The values that a node reads, those of graphs within it too. */
    static Set<String> reads(Proto.Node node) {
        Set<String> reads = new HashSet<>(node.inputs());
        for (Proto.Attribute attribute : node.attributes().values()) {
            if (attribute.graph() != null) {
                attribute.graph().nodes().forEach(inner -> reads.addAll(reads(inner)));
                attribute.graph().outputs().forEach(value -> reads.add(value.name()));
            }
        }
        return reads;
    }

    private static Proto.Value image(Proto.Graph graph) {
        Set<String> known = new HashSet<>();
        graph.initializers().forEach(tensor -> known.add(tensor.name()));
        List<Proto.Value> inputs = graph.inputs().stream()
                .filter(input -> !known.contains(input.name()))
                .toList();
        for (Proto.Value input : inputs) {
            if (!input.kind().equals("tensor")) {
                throw new IllegalArgumentException("its input " + input.name() + " is a " + input.kind()
                        + "; only images, as one tensor, are known");
            }
        }
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("it takes " + inputs.size() + " inputs ("
                    + String.join(", ", inputs.stream().map(Proto.Value::name).toList())
                    + "); only one, of images, is known");
        }
        Proto.Value image = inputs.get(0);
        if (!Tensors.isReal(image.type())) {
            throw new IllegalArgumentException(
                    "its input " + image.name() + " is not of floats, so that nothing has a gradient by it");
        }
        if (image.shape() != null && image.shape().size() != 4) {
            throw new IllegalArgumentException(
                    "its input " + image.name() + " has " + image.shape().size() + " axes, not the four of images");
        }
        return image;
    }

    private static String named(Proto.Graph graph, Map<String, Proto.Node> makers, String wanted) {
        if (makers.containsKey(wanted)) {
            return wanted;
        }
        return graph.nodes().stream()
                .filter(node -> node.name().equals(wanted) && !node.outputs().isEmpty())
                .map(node -> node.outputs().get(0))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node or value is called " + wanted
                        + "; its outputs are " + String.join(", ", names(graph.outputs()))));
    }

    private static List<String> names(List<Proto.Value> values) {
        return values.stream().map(Proto.Value::name).toList();
    }

    /** The first output, or the one called logits; what a softmax or the choice of the largest makes of the logits is left out. */
    private static String output(Proto.Graph graph, Map<String, Proto.Node> makers, List<String> notes) {
        List<String> names = names(graph.outputs());
        if (names.isEmpty()) {
            throw new IllegalArgumentException("it has no output");
        }
        String output = names.contains("logits") ? "logits" : names.get(0);
        if (names.size() > 1) {
            notes.add(
                    "of its outputs " + String.join(", ", names) + " " + output + " is taken; --output names another");
        }
        Proto.Node maker = makers.get(output);
        while (maker != null
                && AFTER_LOGITS.contains(maker.operator())
                && makers.containsKey(
                        maker.inputs().isEmpty() ? "" : maker.inputs().get(0))) {
            output = maker.inputs().get(0);
            notes.add("its output is a " + maker.operator().toLowerCase(Locale.ROOT)
                    + "; the logits are what that takes, " + output);
            maker = makers.get(output);
        }
        return output;
    }
}
