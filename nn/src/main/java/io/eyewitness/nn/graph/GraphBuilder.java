package io.eyewitness.nn.graph;

import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.List;

/** Builds a graph layer by layer; each method adds a layer after {@link #last()} or after the named layers, and returns this. */
public final class GraphBuilder {
    private final List<Node> nodes = new ArrayList<>();
    private String last = Graph.INPUT;

    /** The layer that was added last. */
    public String last() {
        return last;
    }

    /** Continues after an earlier layer. */
    public GraphBuilder from(String layer) {
        last = layer;
        return this;
    }

    /** Adds an operation on the last layer, with parameters under its own name. */
    public GraphBuilder then(String layer, Operation operation) {
        return node(layer, operation, List.of(last), layer);
    }

    /** Adds an operation on several layers. */
    public GraphBuilder join(String layer, Operation operation, String... inputs) {
        return node(layer, operation, List.of(inputs), layer);
    }

    /** Adds a convolution with a bias, stride 1 and the padding that preserves the size. */
    public GraphBuilder conv(String layer, int in, int out, int kernel) {
        return then(layer, new Operation.Conv(in, out, kernel, 1, kernel / 2, 1, true));
    }

    /** Adds a convolution without a bias, for use before batch normalisation. */
    public GraphBuilder plainConv(String layer, int in, int out, int kernel, int stride) {
        return then(layer, new Operation.Conv(in, out, kernel, stride, kernel / 2, 1, false));
    }

    public GraphBuilder batchNorm(String layer, int channels, float epsilon) {
        return then(layer, new Operation.BatchNorm(channels, epsilon));
    }

    public GraphBuilder relu(String layer) {
        return then(layer, new Operation.Relu());
    }

    public GraphBuilder maxPool(String layer, int kernel, int stride, int padding, boolean ceil) {
        return then(layer, new Operation.MaxPool(kernel, stride, padding, ceil));
    }

    /** Adds the last layer, a linear one, with parameters under another name. */
    public GraphBuilder logits(int in, int classes, String prefix) {
        return node(Network.LOGITS, new Operation.Linear(in, classes), List.of(last), prefix);
    }

    public Graph graph(String name, InputSpec input, String... unused) {
        return new Graph(name, input, nodes, List.of(unused));
    }

    private GraphBuilder node(String layer, Operation operation, List<String> inputs, String prefix) {
        nodes.add(new Node(layer, operation, inputs, prefix));
        last = layer;
        return this;
    }
}
