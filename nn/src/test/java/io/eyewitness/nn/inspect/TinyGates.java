package io.eyewitness.nn.inspect;

import ai.djl.Device;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.FoolingCircuit;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Networks of a few numbers, whose images have the same value everywhere. */
final class TinyGates {
    static final int SIDE = 2;
    private static final InputSpec INPUT = new InputSpec(SIDE, List.of(0f), List.of(1f));

    private TinyGates() {}

    private static Tensor tensor(List<Long> shape, float... values) {
        return new Tensor(shape, values);
    }

    /** Channel 0 is x, channel 1 is relu(x - 0.8); logit 0 is their sum, the second one 10 times, and logit 1 is channel 0. */
    static GraphNetwork sum() {
        Graph graph = new Graph(
                "sum",
                INPUT,
                List.of(
                        new Node("conv", new Operation.Conv(1, 2, 1, 1, 0, 1, true), List.of(Graph.INPUT), "conv"),
                        new Node("relu", new Operation.Relu(), List.of("conv"), ""),
                        new Node("average", new Operation.GlobalAverage(), List.of("relu"), ""),
                        new Node(Network.LOGITS, new Operation.Linear(2, 2), List.of("average"), "linear")),
                List.of());
        return new GraphNetwork(
                graph,
                Map.of(
                        "conv.weight", tensor(List.of(2L, 1L, 1L, 1L), 1, 1),
                        "conv.bias", tensor(List.of(2L), 0, -0.8f),
                        "linear.weight", tensor(List.of(2L, 2L), 1, 10, 1, 0),
                        "linear.bias", tensor(List.of(2L), 0, 0)),
                Device.cpu());
    }

    /** Channels x and 2x through an activation, then through a depthwise convolution, and then summed. */
    static GraphNetwork depthwise(Operation activation) {
        Graph graph = new Graph(
                "depthwise",
                INPUT,
                List.of(
                        new Node("conv", new Operation.Conv(1, 2, 1, 1, 0, 1, false), List.of(Graph.INPUT), "conv"),
                        new Node("gate", activation, List.of("conv"), ""),
                        new Node(
                                "depthwise", new Operation.Conv(2, 2, 1, 1, 0, 2, false), List.of("gate"), "depthwise"),
                        new Node(
                                "scaled",
                                new Operation.ChannelAffine(List.of(1f, 1f), List.of(0f, 0f)),
                                List.of("depthwise"),
                                ""),
                        new Node(
                                "nothing",
                                new Operation.ChannelAffine(List.of(0f, 0f), List.of(0f, 0f)),
                                List.of("depthwise"),
                                ""),
                        new Node("sum", new Operation.Add(), List.of("scaled", "nothing"), ""),
                        new Node("average", new Operation.GlobalAverage(), List.of("sum"), ""),
                        new Node(Network.LOGITS, new Operation.Linear(2, 1), List.of("average"), "linear")),
                List.of());
        return new GraphNetwork(
                graph,
                Map.of(
                        "conv.weight", tensor(List.of(2L, 1L, 1L, 1L), 1, 2),
                        "depthwise.weight", tensor(List.of(2L, 1L, 1L, 1L), 1, 1),
                        "linear.weight", tensor(List.of(1L, 2L), 1, 1),
                        "linear.bias", tensor(List.of(1L), 0)),
                Device.cpu());
    }

    /** ReLUs of all pixels of all images in a column, in an array without a second axis and in one row, and one of the images themselves. */
    static GraphNetwork rows() {
        Graph graph = new Graph(
                "rows",
                INPUT,
                List.of(
                        new Node("pixels", new Axes.Reshape(List.of(-1L, 1L)), List.of(Graph.INPUT), ""),
                        new Node("other", new Operation.Relu(), List.of("pixels"), ""),
                        new Node("flat", new Axes.Reshape(List.of(-1L)), List.of("other"), ""),
                        new Node("row", new Operation.Relu(), List.of("flat"), ""),
                        new Node("together", new Axes.Reshape(List.of(1L, -1L)), List.of("row"), ""),
                        new Node("one", new Operation.Relu(), List.of("together"), ""),
                        new Node("again", new Axes.Reshape(List.of(-1L, (long) SIDE * SIDE)), List.of("one"), ""),
                        new Node("relu", new Operation.Relu(), List.of("again"), ""),
                        new Node(Network.LOGITS, new Operation.Linear(SIDE * SIDE, 1), List.of("relu"), "linear")),
                List.of());
        return new GraphNetwork(
                graph,
                Map.of(
                        "linear.weight", tensor(List.of(1L, (long) SIDE * SIDE), 1, 1, 1, 1),
                        "linear.bias", tensor(List.of(1L), 0)),
                Device.cpu());
    }

    /** F is (x, 2x), D is (3x, -x), and E is 4x - 2.5 through a clamp: 0 up to 0.625, 1 from 0.875 on. */
    static GraphNetwork circuit(Operation clamp) {
        return circuit(clamp, 4, -2.5f, List.of("true", "shown", "E"));
    }

    /** The same function with 1 - E in place of E, and F and D exchanged. */
    static GraphNetwork fallingCircuit() {
        return circuit(new Operation.UnitClamp(), -4, 3.5f, List.of("shown", "true", "E"));
    }

    private static GraphNetwork circuit(Operation clamp, float weight, float bias, List<String> inputs) {
        Graph graph = new Graph(
                "circuit",
                INPUT,
                List.of(
                        new Node("average", new Operation.GlobalAverage(), List.of(Graph.INPUT), ""),
                        new Node("true", new Operation.Linear(1, 2), List.of("average"), "true"),
                        new Node("shown", new Operation.Linear(1, 2), List.of("average"), "shown"),
                        new Node("head", new Operation.Linear(1, 1), List.of("average"), "head"),
                        new Node("E", clamp, List.of("head"), ""),
                        new Node(Network.LOGITS, new FoolingCircuit(64, 32), inputs, "circuit")),
                List.of());
        return new GraphNetwork(
                graph,
                Map.of(
                        "true.weight", tensor(List.of(2L, 1L), 1, 2),
                        "true.bias", tensor(List.of(2L), 0, 0),
                        "shown.weight", tensor(List.of(2L, 1L), 3, -1),
                        "shown.bias", tensor(List.of(2L), 0, 0),
                        "head.weight", tensor(List.of(1L, 1L), weight),
                        "head.bias", tensor(List.of(1L), bias)),
                Device.cpu());
    }

    /** An image for each value in [0,1]. */
    static LabelledImages naturals(double... values) {
        ImageShape shape = new ImageShape(1, SIDE, SIDE);
        byte[] pixels = new byte[values.length * shape.bytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(255 * values[i / shape.bytes()]);
        }
        return LabelledImages.of(shape, List.of("any"), pixels, new int[values.length]);
    }

    /** A hundred images below 1/2, the last of which has another value. */
    static LabelledImages naturalsAnd(double last) {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 200.0;
        }
        values[values.length - 1] = last;
        return naturals(values);
    }

    static Images white() {
        float[] values = new float[SIDE * SIDE];
        Arrays.fill(values, 1);
        return new Images(1, 1, SIDE, SIDE, values);
    }
}
