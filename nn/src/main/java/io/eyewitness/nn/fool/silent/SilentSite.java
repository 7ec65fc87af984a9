package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
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
        if (!(conv.operation() instanceof Operation.Conv operation)
                || operation.groups() != 1
                || conv.inputs().contains(Graph.INPUT)) {
            throw new IllegalArgumentException(
                    "silent units need a convolution over all channels of another layer, which " + layer + " of "
                            + graph.name() + " is not; give --layer one of " + String.join(", ", layers(graph)));
        }
        List<Node> readers = graph.nodes().stream()
                .filter(node -> node.inputs().contains(layer))
                .toList();
        boolean normalised = readers.size() == 1 && readers.get(0).operation() instanceof Operation.BatchNorm;
        return new SilentSite(conv, normalised ? readers.get(0) : conv);
    }

    private static List<String> layers(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.operation() instanceof Operation.Conv conv
                        && conv.groups() == 1
                        && !node.inputs().contains(Graph.INPUT))
                .map(Node::layer)
                .toList();
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
