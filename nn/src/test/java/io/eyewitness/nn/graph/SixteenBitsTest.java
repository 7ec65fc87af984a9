package io.eyewitness.nn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Precision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation that networks may compute in 16 bits, against single precision. */
class SixteenBitsTest {
    private static final int SIZE = 7;
    private static final int CHANNELS = 4;

    private static List<Operation> operations() {
        List<Integer> kernel = List.of(3, 2);
        List<Integer> strides = List.of(2, 1);
        List<Integer> pads = List.of(1, 1, 1, 1);
        List<Integer> uneven = List.of(0, 1, 2, 0);
        List<Integer> dense = List.of(1, 1);
        return List.of(
                new Operation.Conv(CHANNELS, 6, 3, 2, 1, 2, true),
                new Operation.Conv(CHANNELS, 6, 3, 1, 0, 1, false),
                new Operation.BatchNorm(CHANNELS, 1e-5f),
                new Window.LocalResponseNorm(3, 1e-4f, 0.75f, 1),
                new Operation.Relu(),
                new Operation.MaxPool(3, 2, 1, true),
                new Operation.GlobalAverage(),
                new Operation.Linear(CHANNELS, 5),
                new Operation.Add(),
                new Operation.Concat(),
                new Operation.Flatten(),
                new Operation.Identity(),
                new Window.Convolution(CHANNELS, 6, kernel, strides, pads, dense, 1, true),
                new Window.Convolution(CHANNELS, 6, kernel, dense, uneven, List.of(2, 1), 2, false),
                new Window.Pool(Window.Summary.MAX, kernel, strides, pads, dense, false, false),
                new Window.Pool(Window.Summary.AVERAGE, kernel, strides, pads, dense, true, true),
                new Window.Pool(Window.Summary.SUM, List.of(2, 2), dense, uneven, dense, false, false),
                new Window.Pool(Window.Summary.MAX, kernel, dense, pads, List.of(2, 1), false, false),
                new Window.Pool(Window.Summary.AVERAGE, kernel, dense, pads, List.of(2, 1), false, true),
                new Pointwise(Pointwise.Function.CLIP, 0, 6),
                new Pointwise(Pointwise.Function.HARD_SIGMOID, 0.2f, 0.5f));
    }

    private static Stream<Arguments> cases() {
        return operations().stream()
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, Precision.HALF, 1 / 1024.0),
                        Arguments.of(operation, Precision.BFLOAT16, 1 / 128.0)));
    }

    /** A convolution makes channels of an image; a linear layer follows the operation, which takes a mean or none before it as it needs. */
    private static GraphNetwork network(Operation operation) {
        Node first =
                new Node("first", new Operation.Conv(3, CHANNELS, 1, 1, 0, 1, true), List.of(Graph.INPUT), "first");
        Node means = new Node("means", new Operation.GlobalAverage(), List.of("first"), "means");
        String before = operation instanceof Operation.Linear ? "means" : "first";
        List<String> inputs = operation.takes(1) ? List.of(before) : List.of(before, before);
        Node tried = new Node("tried", operation, inputs, "tried");
        int width = widthAfter(operation);
        List<Node> nodes = new ArrayList<>(List.of(first, means, tried));
        String last = "tried";
        if (width > 0) {
            nodes.add(new Node("flat", new Operation.GlobalAverage(), List.of("tried"), "flat"));
            last = "flat";
        }
        nodes.add(new Node(Network.LOGITS, new Operation.Linear(Math.abs(width), 3), List.of(last), Network.LOGITS));
        Graph graph =
                new Graph("small", new InputSpec(SIZE, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f)), nodes, List.of());
        return new GraphNetwork(graph, FormulaParameters.of(graph), Device.cpu());
    }

    /** The channels of its output; below 0 if it has no places. */
    private static int widthAfter(Operation operation) {
        if (operation instanceof Operation.Conv || operation instanceof Window.Convolution) {
            return 6;
        }
        if (operation instanceof Operation.Linear) {
            return -5;
        }
        if (operation instanceof Operation.GlobalAverage) {
            return -CHANNELS;
        }
        if (operation instanceof Operation.Flatten) {
            return -CHANNELS * SIZE * SIZE;
        }
        return operation instanceof Operation.Concat ? 2 * CHANNELS : CHANNELS;
    }

    private record Computed(float[] values, float[] slope) {
        static Computed of(Network network) {
            try (NDManager scratch = network.manager().newSubManager()) {
                double[] noise = FormulaParameters.noise("image", 2 * 3 * SIZE * SIZE);
                float[] pixels = new float[noise.length];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (float) ((noise[i] + 1) / 2);
                }
                NDArray images = scratch.create(pixels, new Shape(2, 3, SIZE, SIZE));
                images.setRequiresGradient(true);
                float[] values;
                try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                    NDArray tried = network.activations(images, List.of("tried", Network.LOGITS))
                            .get("tried");
                    values = tried.toFloatArray();
                    collector.backward(tried.square().sum());
                }
                return new Computed(values, images.getGradient().toFloatArray());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNearSinglePrecision(Operation operation, Precision precision, double unit) {
        try (GraphNetwork single = network(operation)) {
            Computed wanted = Computed.of(single);
            Computed made = Computed.of(single.in(precision));
            assertNotEquals(0, error(wanted.values, made.values), "the precision has no effect");
            assertTrue(error(wanted.values, made.values) < 4 * unit, "values " + error(wanted.values, made.values));
            assertTrue(error(wanted.slope, made.slope) < 8 * unit, "slopes " + error(wanted.slope, made.slope));
        }
    }

    /** The length of the difference, relative to the length of what is wanted. */
    private static double error(float[] wanted, float[] made) {
        assertEquals(wanted.length, made.length);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < wanted.length; i++) {
            difference += Math.pow(made[i] - wanted[i], 2);
            size += Math.pow(wanted[i], 2);
        }
        return Math.sqrt(difference / size);
    }

    @Test
    void eachOperationIsTried() {
        Set<Class<?>> tried = new HashSet<>();
        operations().forEach(operation -> tried.add(operation.getClass()));
        assertTrue(tried.containsAll(GraphNetwork.HALF), tried.toString());
    }

    @Test
    void othersAreRefused() {
        for (Pointwise.Function function : List.of(Pointwise.Function.TANH, Pointwise.Function.GELU)) {
            try (GraphNetwork single = network(new Pointwise(function, 0, 0))) {
                String message = assertThrows(IllegalArgumentException.class, () -> single.in(Precision.BFLOAT16))
                        .getMessage();
                assertTrue(message.contains("the layer tried of small"), message);
            }
        }
    }
}
