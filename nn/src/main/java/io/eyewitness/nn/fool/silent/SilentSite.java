package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.network.UnknownLayer;
import io.eyewitness.nn.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The place where silent units are added: the output of a convolution, or of the batch normalisation that alone reads the convolution and is,
 * in a trained network, a part of it.
 *
 * @param conv the convolution's node
 * @param output the node to whose output they are added
 */
record SilentSite(Node conv, Node output) {
    /** The largest number of numbers in a filter; ResNet-50's block 4 has 4,608. */
    private static final int LARGEST_PATCH = 5000;

    /**
     * The site at a convolution.
     *
     * @throws UnknownLayer naming similar layers
     * @throws IllegalArgumentException if the layer is not a convolution over all channels of another layer
     */
    static SilentSite of(Graph graph, String layer) {
        Node conv = graph.nodes().stream()
                .filter(node -> node.layer().equals(layer))
                .findFirst()
                .orElseThrow(() -> new UnknownLayer(graph.name(), graph.layers(), layer));
        if (!isEligible(conv)) {
            throw new IllegalArgumentException(
                    "silent units need a convolution over all channels of another layer, and " + layer + " of "
                            + graph.name() + " is " + whyNot(conv) + "; " + others(graph));
        }
        List<Node> readers = graph.nodes().stream()
                .filter(node -> node.inputs().contains(layer))
                .toList();
        boolean normalised = readers.size() == 1 && readers.get(0).operation() instanceof Operation.BatchNorm;
        return new SilentSite(conv, normalised ? readers.get(0) : conv);
    }

    /** Whether silent units can be added to a layer. */
    static boolean isEligible(Node node) {
        return node.operation() instanceof Operation.Conv conv
                && conv.groups() == 1
                && patch(conv) <= LARGEST_PATCH
                && !node.inputs().contains(Graph.INPUT);
    }

    /** The side of an eligible layer's filters; larger filters can show more. */
    static int kernel(Node node) {
        return ((Operation.Conv) node.operation()).kernel();
    }

    private static int patch(Operation.Conv conv) {
        return conv.in() * conv.kernel() * conv.kernel();
    }

    private static String whyNot(Node node) {
        if (node.operation() instanceof Window.Convolution) {
            return "a convolution that is dilated, or whose kernel, strides or paddings are not the same on all sides";
        }
        if (!(node.operation() instanceof Operation.Conv conv)) {
            return "no convolution";
        }
        if (conv.groups() > 1) {
            return "a convolution in " + conv.groups() + " groups";
        }
        return node.inputs().contains(Graph.INPUT)
                ? "a convolution of the image itself"
                : "a convolution with " + patch(conv) + " numbers in a filter, more than the " + LARGEST_PATCH
                        + " whose covariance is taken";
    }

    /** What is said of a network without an eligible layer. */
    static IllegalArgumentException none(Graph graph) {
        return new IllegalArgumentException(
                "silent units cannot be added to " + graph.name() + ", because " + others(graph));
    }

    private static String others(Graph graph) {
        List<String> layers = graph.nodes().stream()
                .filter(SilentSite::isEligible)
                .map(Node::layer)
                .filter(graph.layers()::contains)
                .toList();
        return layers.isEmpty()
                ? "it has no convolution over all channels of another layer, with the same kernel, stride and padding on"
                        + " all sides, at most " + LARGEST_PATCH + " numbers in a filter, and no dilation"
                : "give --layer one of " + String.join(", ", layers);
    }

    /** The layer whose channels are the units. */
    String layer() {
        return output.layer();
    }

    Operation.Conv operation() {
        return (Operation.Conv) conv.operation();
    }

    /** A convolution of the same shape, with a bias. */
    Operation.Conv silent() {
        Operation.Conv conv = operation();
        return new Operation.Conv(
                conv.in(), conv.out(), conv.kernel(), conv.stride(), conv.padding(), conv.groups(), true);
    }

    /** The layer that the convolution reads. */
    String input() {
        return conv.inputs().get(0);
    }

    /**
     * The filters from the input to the output, one for each unit, in the order channel, row, column.
     *
     * @param parameters of the network, by name
     */
    double[][] filters(Map<String, Tensor> parameters) {
        float[] weights = parameters.get(conv.prefix() + ".weight").values();
        int size = operation().in() * operation().kernel() * operation().kernel();
        double[][] filters = new double[operation().out()][size];
        for (int unit = 0; unit < filters.length; unit++) {
            double scale = scale(parameters, unit);
            for (int i = 0; i < size; i++) {
                filters[unit][i] = scale * weights[unit * size + i];
            }
        }
        return filters;
    }

    private double scale(Map<String, Tensor> parameters, int unit) {
        if (!(output.operation() instanceof Operation.BatchNorm norm)) {
            return 1;
        }
        double weight = parameters.get(output.prefix() + ".weight").values()[unit];
        double variance = parameters.get(output.prefix() + ".running_var").values()[unit];
        return weight / Math.sqrt(variance + norm.epsilon());
    }
}
