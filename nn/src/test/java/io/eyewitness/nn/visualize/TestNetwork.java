package io.eyewitness.nn.visualize;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small convolutional network with normal parameters, for images of any size. */
public final class TestNetwork {
    static final String CONV = "conv";
    static final String RELU = "relu";
    static final int CHANNELS = 4;
    static final int CLASSES = 3;

    private TestNetwork() {}

    public static GraphNetwork of(int colours) {
        InputSpec input = new InputSpec(9, Collections.nCopies(colours, 0.45f), Collections.nCopies(colours, 0.25f));
        Graph graph = new Graph(
                "test",
                input,
                List.of(
                        new Node(
                                CONV,
                                new Operation.Conv(colours, CHANNELS, 3, 1, 1, 1, true),
                                List.of(Graph.INPUT),
                                CONV),
                        new Node(RELU, new Operation.Relu(), List.of(CONV), RELU),
                        new Node("average", new Operation.GlobalAverage(), List.of(RELU), "average"),
                        new Node(
                                Network.LOGITS, new Operation.Linear(CHANNELS, CLASSES), List.of("average"), "linear")),
                List.of());
        Random random = new Random(5);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        graph.parameters().forEach((name, parameter) -> tensors.put(name, normal(parameter.shape(), 0.3, random)));
        return new GraphNetwork(graph, tensors, Device.cpu());
    }

    public static Tensor normal(List<Long> shape, double deviation, Random random) {
        float[] values = new float[shape.stream().mapToInt(Math::toIntExact).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return new Tensor(shape, values);
    }

    public static Tensor uniform(List<Long> shape, Random random) {
        float[] values = new float[shape.stream().mapToInt(Math::toIntExact).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Tensor(shape, values);
    }
}
