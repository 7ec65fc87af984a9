package io.eyewitness.nn.fool.circuit;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import java.util.Collections;
import java.util.List;

/** A small network with random parameters, and classifiers that say the same of every image. */
final class Constant {
    static final int UNITS = 4;
    private static final int CHANNELS = 6;
    static final InputSpec INPUT = new InputSpec(16, List.of(0.4f), List.of(0.3f));

    private Constant() {}

    static GraphNetwork network() {
        Graph graph = new Graph(
                "small",
                INPUT,
                List.of(
                        new Node(
                                "conv",
                                new Operation.Conv(1, CHANNELS, 3, 2, 1, 1, true),
                                List.of(Graph.INPUT),
                                "conv"),
                        new Node("relu", new Operation.Relu(), List.of("conv"), "relu"),
                        new Node("flat", new Operation.Flatten(), List.of("relu"), "flat"),
                        new Node(
                                Network.LOGITS,
                                new Operation.Linear(CHANNELS * 8 * 8, UNITS),
                                List.of("flat"),
                                "linear")),
                List.of());
        return new GraphNetwork(graph, Parameters.initial(graph, 7), Device.cpu());
    }

    /** E has one value everywhere. */
    static InputClassifier classifier(float value) {
        return new InputClassifier(List.of("relu"), Collections.nCopies(CHANNELS, 0f), value);
    }
}
