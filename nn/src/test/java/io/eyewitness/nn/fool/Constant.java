package io.eyewitness.nn.fool;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small network with random parameters, and classifiers that say the same of every image. */
final class Constant {
    static final int UNITS = 4;
    static final InputSpec INPUT = new InputSpec(16, List.of(0.4f), List.of(0.3f));

    private Constant() {}

    static GraphNetwork network() {
        Graph graph = new Graph(
                "small",
                INPUT,
                List.of(
                        new Node("conv", new Operation.Conv(1, 6, 3, 2, 1, 1, true), List.of(Graph.INPUT), "conv"),
                        new Node("relu", new Operation.Relu(), List.of("conv"), "relu"),
                        new Node("flat", new Operation.Flatten(), List.of("relu"), "flat"),
                        new Node(Network.LOGITS, new Operation.Linear(6 * 8 * 8, UNITS), List.of("flat"), "linear")),
                List.of());
        return new GraphNetwork(graph, Parameters.initial(graph, 7), Device.cpu());
    }

    /** E is 1 everywhere, or 0. */
    static InputClassifier classifier(boolean one) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        InputClassifier.graph(INPUT, 8)
                .parameters()
                .forEach((name, parameter) -> tensors.put(name, zeros(parameter.shape())));
        return one ? new InputClassifier(INPUT, tensors, -2, -1) : new InputClassifier(INPUT, tensors, 1, 2);
    }

    private static Tensor zeros(List<Long> shape) {
        return new Tensor(
                shape, new float[shape.stream().mapToInt(Math::toIntExact).reduce(1, (a, b) -> a * b)]);
    }
}
