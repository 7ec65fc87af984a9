package io.eyewitness.nn.train;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import java.util.List;

/** Networks for grey images of 8 x 8 pixels. */
final class TinyGraph {
    private static final InputSpec INPUT = new InputSpec(8, List.of(0.4f), List.of(0.25f));

    private TinyGraph() {}

    static Graph linear() {
        return new Graph(
                "tiny",
                INPUT,
                List.of(
                        new Node("flat", new Operation.Flatten(), List.of(Graph.INPUT), "flat"),
                        new Node(Network.LOGITS, new Operation.Linear(64, 10), List.of("flat"), "linear")),
                List.of());
    }

    static Graph convolutional() {
        return new Graph(
                "tiny",
                INPUT,
                List.of(
                        new Node("conv", new Operation.Conv(1, 4, 3, 2, 1, 1, false), List.of(Graph.INPUT), "conv"),
                        new Node("bn", new Operation.BatchNorm(4, 1e-5f), List.of("conv"), "bn"),
                        new Node("relu", new Operation.Relu(), List.of("bn"), "relu"),
                        new Node("flat", new Operation.Flatten(), List.of("relu"), "flat"),
                        new Node(Network.LOGITS, new Operation.Linear(64, 10), List.of("flat"), "linear")),
                List.of());
    }
}
