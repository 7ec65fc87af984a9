package io.eyewitness.nn.lipschitz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Binary;
import io.eyewitness.nn.graph.Cones;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule of each operation, on images of 2 channels and 6 x 6 pixels. */
class LipschitzBoundsTest {
    private static final int SIZE = 6;
    private static final int PIXELS = 2 * SIZE * SIZE;
    private static final InputSpec INPUT = new InputSpec(SIZE, List.of(0.5f, 0.25f), List.of(1f, 1f));

    /** The allowance for single precision. */
    private static final double ROUNDING = 1e-4;

    private final Random random = new Random(1);

    private Map<String, Tensor> tensors(Graph graph) {
        Map<String, Tensor> tensors = new HashMap<>();
        graph.parameters().forEach((name, parameter) -> {
            float[] values = new float
                    [(int) parameter.shape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
                values[i] = name.endsWith("running_var") ? Math.abs(values[i]) + 0.1f : values[i];
            }
            tensors.put(name, new Tensor(parameter.shape(), values));
        });
        return tensors;
    }

    private static Graph graph(Operation operation) {
        return new GraphBuilder().then(Network.LOGITS, operation).graph("one", INPUT);
    }

    private static List<Integer> list(Integer... values) {
        return List.of(values);
    }

    private static Window.Pool pool(Window.Summary summary, boolean ceil, boolean counts) {
        return new Window.Pool(summary, list(3, 2), list(2, 1), list(1, 0, 1, 1), list(1, 1), ceil, counts);
    }

    /** Linear operations whose rules are exact. */
    static Stream<Graph> exact() {
        Stream<Operation> operations = Stream.of(
                new Operation.Conv(2, 3, 2, 2, 0, 1, true),
                new Operation.Conv(2, 4, 1, 1, 0, 2, false),
                new Window.Convolution(2, 3, list(2, 3), list(2, 3), list(0, 0, 0, 0), list(1, 1), 1, true),
                new Operation.BatchNorm(2, 1e-3f),
                new Operation.ChannelAffine(List.of(-3f, 2f), List.of(1f, 1f)),
                new Operation.GlobalAverage(),
                new Operation.Enlarge(3),
                new Operation.Roll(1),
                new Window.Stretch(list(2, 3)),
                pool(Window.Summary.AVERAGE, false, true),
                pool(Window.Summary.AVERAGE, true, false),
                pool(Window.Summary.SUM, true, true),
                new Window.Pool(
                        Window.Summary.AVERAGE, list(2, 2), list(1, 1), list(0, 0, 0, 0), list(2, 2), false, true),
                new Axes.Take(1, list(0, 1, 1, 1)),
                new Axes.Border(list(0, 0, 1, 1), list(0, 0, 2, 0), 3),
                new Axes.Spread(List.of(-1L, 2L, 6L, 6L)),
                new Axes.Reduce(Axes.Summary.MEAN, list(2, 3), false),
                new Axes.Reduce(Axes.Summary.SUM, list(1), true),
                new Axes.Resample(6, 6, 4, 9),
                new Binary(Binary.Function.MUL, Binary.Constant.RIGHT, List.of(2L, 1L, 1L)),
                new Binary(Binary.Function.MATMUL, Binary.Constant.RIGHT, List.of(6L, 5L)),
                new Axes.Permute(list(0, 2, 3, 1)));
        Graph dense = new GraphBuilder()
                .then("flat", new Operation.Flatten())
                .logits(PIXELS, 5, "fc")
                .graph("dense", INPUT);
        Graph fused = new GraphBuilder()
                .plainConv("conv", 2, 4, 1, 1)
                .batchNorm(Network.LOGITS, 4, 1e-3f)
                .graph("fused", INPUT);
        Graph sum = new GraphBuilder()
                .then("same", new Operation.Identity())
                .join(Network.LOGITS, new Operation.Add(), "same", Graph.INPUT)
                .graph("sum", INPUT);
        Graph concat = new GraphBuilder()
                .then("same", new Operation.Identity())
                .join(Network.LOGITS, new Operation.Concat(), "same", Graph.INPUT)
                .graph("concat", INPUT);
        return Stream.concat(operations.map(LipschitzBoundsTest::graph), Stream.of(dense, fused, sum, concat));
    }

    /** Linear operations whose rules may be loose. */
    static Stream<Graph> loose() {
        return Stream.of(
                        new Operation.Conv(2, 3, 3, 1, 1, 1, true),
                        new Operation.Conv(2, 4, 3, 2, 1, 2, false),
                        new Operation.Conv(2, 3, 3, 1, 0, 1, false),
                        new Window.Convolution(2, 3, list(2, 3), list(1, 2), list(1, 0, 2, 1), list(2, 1), 1, true))
                .map(LipschitzBoundsTest::graph);
    }

    private static double[] output(GraphNetwork network, double... images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            float[] values = new float[images.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) images[i];
            }
            NDArray array = scratch.create(values, new Shape(values.length / PIXELS, 2, SIZE, SIZE));
            float[] output = network.activations(array, List.of(Network.LOGITS))
                    .get(Network.LOGITS)
                    .toFloatArray();
            double[] all = new double[output.length];
            Arrays.setAll(all, i -> output[i]);
            return all;
        }
    }

    /** The matrix of a linear network, by output. */
    private static double[][] matrix(GraphNetwork network) {
        double[] images = new double[(PIXELS + 1) * PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            images[i * PIXELS + i] = 1;
        }
        double[] outputs = output(network, images);
        int width = outputs.length / (PIXELS + 1);
        double[][] matrix = new double[width][PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            for (int j = 0; j < width; j++) {
                matrix[j][i] = outputs[i * width + j] - outputs[PIXELS * width + j];
            }
        }
        return matrix;
    }

    private static double norm(double[]... matrix) {
        return new SingularValueDecomposition(MatrixUtils.createRealMatrix(matrix)).getNorm();
    }

    @ParameterizedTest
    @MethodSource("exact")
    void ruleOfALinearOperationIsItsNorm(Graph graph) {
        try (GraphNetwork network = new GraphNetwork(graph, tensors(graph), Device.cpu())) {
            double norm = norm(matrix(network));
            assertEquals(norm, LipschitzBounds.of(network, SIZE).of(Network.LOGITS), ROUNDING * norm, graph.json());
        }
    }

    @ParameterizedTest
    @MethodSource("loose")
    void ruleOfAConvolutionBoundsItsNorm(Graph graph) {
        try (GraphNetwork network = new GraphNetwork(graph, tensors(graph), Device.cpu())) {
            double norm = norm(matrix(network));
            double bound = LipschitzBounds.of(network, SIZE).of(Network.LOGITS);
            assertTrue(norm <= bound * (1 + ROUNDING) && bound < 1.5 * norm, bound + " for " + norm);
        }
    }

    /** The bound of a channel is that of its rows of the matrix. */
    @ParameterizedTest
    @MethodSource({"exact", "loose"})
    void boundOfAChannelHoldsForItsNumbers(Graph graph) {
        try (GraphNetwork network = new GraphNetwork(graph, tensors(graph), Device.cpu())) {
            double[][] matrix = matrix(network);
            LipschitzBounds bounds = LipschitzBounds.of(network, SIZE);
            int channels = (int) LipschitzBounds.shapes(graph, network.tensors(), network.manager(), SIZE)
                    .get(Network.LOGITS)
                    .get(1);
            int each = matrix.length / channels;
            for (int channel = 0; channel < channels; channel++) {
                double norm = norm(Arrays.copyOfRange(matrix, channel * each, (channel + 1) * each));
                double bound = bounds.of(Network.LOGITS, channel);
                assertTrue(norm <= bound * (1 + ROUNDING), channel + ": " + bound + " for " + norm);
                assertTrue(bound <= bounds.of(Network.LOGITS) * (1 + ROUNDING), channel + ": " + bound);
            }
        }
    }

    private static double length(double... vector) {
        return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    }

    private static double[] difference(double[] first, double... second) {
        double[] difference = new double[first.length];
        Arrays.setAll(difference, i -> first[i] - second[i]);
        return difference;
    }

    /** Networks that are not linear. */
    static Stream<Graph> curved() {
        Stream<Operation> operations = Stream.of(
                new Operation.MaxPool(3, 1, 1, false),
                new Operation.MaxPool(3, 2, 0, true),
                pool(Window.Summary.MAX, true, true),
                new Window.Pool(Window.Summary.MAX, list(2, 2), list(1, 2), list(0, 0, 0, 0), list(2, 3), false, true),
                new Operation.UnitClamp(),
                new Cones(3, 2, SIZE),
                new Axes.Reduce(Axes.Summary.MAX, list(2, 3), false),
                new Axes.Reduce(Axes.Summary.MIN, list(1), true),
                new Axes.Reduce(Axes.Summary.L1, list(1, 2), true),
                new Axes.Reduce(Axes.Summary.L2, list(3), false),
                new Binary(Binary.Function.PRELU, Binary.Constant.RIGHT, List.of(2L, 1L, 1L)),
                new Binary(Binary.Function.DIV, Binary.Constant.RIGHT, List.of(2L, 1L, 1L)),
                new Binary(Binary.Function.MAX, Binary.Constant.LEFT, List.of(2L, 6L, 1L)));
        Graph pair = new GraphBuilder()
                .conv("conv", 2, 2, 3)
                .relu("relu")
                .then("mean", new Axes.Reduce(Axes.Summary.MEAN, list(1), true))
                .join("larger", new Binary(Binary.Function.MAX, Binary.Constant.NONE, List.of()), "relu", "mean")
                .join(
                        Network.LOGITS,
                        new Binary(Binary.Function.SUB, Binary.Constant.NONE, List.of()),
                        "larger",
                        "mean")
                .graph("pair", INPUT);
        return Stream.concat(operations.map(LipschitzBoundsTest::graph), Stream.of(pair));
    }

    @ParameterizedTest
    @MethodSource("curved")
    void boundHoldsBetweenRandomImages(Graph graph) {
        try (GraphNetwork network = new GraphNetwork(graph, tensors(graph), Device.cpu())) {
            double bound = LipschitzBounds.of(network, SIZE).of(Network.LOGITS);
            for (int pair = 0; pair < 100; pair++) {
                double apart = Math.pow(10, -random.nextInt(3));
                double[] x = random.doubles(PIXELS, -1, 2).toArray();
                double[] y = difference(
                        x,
                        random.doubles(PIXELS)
                                .map(value -> value < 0.7 ? 0 : apart * (2 * value - 1))
                                .toArray());
                double change = length(difference(output(network, x), output(network, y)));
                assertTrue(
                        change <= bound * length(difference(x, y)) * (1 + ROUNDING) + 1e-5,
                        change + " is more than " + bound + " times " + length(difference(x, y)));
            }
        }
    }

    /** A pixel that is the largest of four windows moves all four. */
    @Test
    void overlappingMaximaAttainTheirBound() {
        Graph graph = graph(new Operation.MaxPool(3, 2, 0, false));
        try (GraphNetwork network = new GraphNetwork(graph, Map.of(), Device.cpu())) {
            double[] x = new double[PIXELS];
            x[2 * SIZE + 2] = 1;
            assertEquals(2, length(difference(output(network, x), output(network, new double[PIXELS]))), 1e-6);
            assertEquals(2, LipschitzBounds.of(network, SIZE).of(Network.LOGITS), 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource(Pointwise.Function.class)
    void slopesOfFunctionsAreAttained(Pointwise.Function function) {
        Pointwise pointwise = new Pointwise(function, -0.5f, 1.25f);
        if (Slopes.of(pointwise).isEmpty()) {
            assertTrue(
                    Stream.of(
                                    "EXP",
                                    "LOG",
                                    "SQRT",
                                    "RECIPROCAL",
                                    "SIGN",
                                    "FLOOR",
                                    "CEIL",
                                    "ROUND",
                                    "THRESHOLDED_RELU",
                                    "CELU")
                            .anyMatch(function.name()::equals),
                    function.name());
            return;
        }
        double slope = Slopes.of(pointwise).getAsDouble();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            float[] points = new float[1601];
            for (int i = 0; i < points.length; i++) {
                points[i] = (i - 800) / 100f;
            }
            float[] values = pointwise
                    .apply(List.of(manager.create(points)), null, false)
                    .toFloatArray();
            double steepest = 0;
            for (int i = 1; i < points.length; i++) {
                steepest = Math.max(steepest, Math.abs(values[i] - values[i - 1]) / (points[i] - points[i - 1]));
            }
            assertTrue(steepest <= slope * 1.001 && steepest >= slope * 0.99, steepest + " of " + slope);
        }
    }

    @Test
    void normalisationIsIncluded() {
        InputSpec input = new InputSpec(SIZE, List.of(0.5f, 0.25f), List.of(0.5f, 0.25f));
        Graph graph = new GraphBuilder()
                .then(Network.LOGITS, new Operation.Identity())
                .graph("same", input);
        try (GraphNetwork network = new GraphNetwork(graph, Map.of(), Device.cpu())) {
            LipschitzBounds bounds = LipschitzBounds.of(network, SIZE);
            assertEquals(4, bounds.of(Network.LOGITS), 1e-6);
            assertEquals(2, bounds.of(Network.LOGITS, 0), 1e-6);
        }
    }

    @Test
    void logitsAfterAnActivationTakeTheirRow() {
        Graph graph = new GraphBuilder()
                .plainConv("conv", 2, 2, 1, 1)
                .relu("relu")
                .then(Network.LOGITS, new Operation.GlobalAverage())
                .graph("late", INPUT);
        Map<String, Tensor> tensors =
                Map.of("conv.weight", new Tensor(List.of(2L, 2L, 1L, 1L), new float[] {3, 4, 6, 8}));
        try (GraphNetwork network = new GraphNetwork(graph, tensors, Device.cpu())) {
            LipschitzBounds bounds = LipschitzBounds.of(network, SIZE);
            assertEquals(5.0 / SIZE, bounds.of(Network.LOGITS, 0), 1e-6);
            assertEquals(10.0 / SIZE, bounds.of(Network.LOGITS, 1), 1e-6);
            assertEquals(Math.sqrt(125) / SIZE, bounds.of(Network.LOGITS), 1e-4);
        }
    }

    private void assertRefused(Operation operation, String kind) {
        assertRefused(graph(operation), kind);
    }

    private void assertRefused(Graph graph, String kind) {
        try (GraphNetwork network = new GraphNetwork(graph, tensors(graph), Device.cpu())) {
            LipschitzBounds bounds = LipschitzBounds.of(network, SIZE);
            String told = assertThrows(IllegalArgumentException.class, () -> bounds.of(Network.LOGITS))
                    .getMessage();
            assertTrue(told.startsWith("the layer logits of one is of the kind " + kind + ", for which"), told);
        }
    }

    @Test
    void operationsWithoutABoundAreRefusedByName() {
        assertRefused(new Axes.Softmax(1, false), "softmax");
        assertRefused(new Window.LocalResponseNorm(3, 1, 0.5f, 1), "local-response-norm");
        assertRefused(new Axes.Standardize(1, 1e-3f), "standardize");
        assertRefused(new Pointwise(Pointwise.Function.EXP, 0, 0), "pointwise exp");
        assertRefused(new Binary(Binary.Function.GREATER, Binary.Constant.RIGHT, List.of(1L)), "binary greater");
        Graph vector = new GraphBuilder()
                .then("rows", new Axes.Reduce(Axes.Summary.MEAN, list(2), false))
                .then(Network.LOGITS, new Binary(Binary.Function.MATMUL, Binary.Constant.RIGHT, List.of(6L)))
                .graph("one", INPUT);
        assertRefused(vector, "binary matmul");
    }

    @Test
    void productsOfTwoValuesAreRefusedByName() {
        Graph graph = new GraphBuilder()
                .relu("relu")
                .join(Network.LOGITS, new Binary(Binary.Function.MUL, Binary.Constant.NONE, List.of()), "relu", "input")
                .graph("gated", INPUT);
        try (GraphNetwork network = new GraphNetwork(graph, Map.of(), Device.cpu())) {
            LipschitzBounds bounds = LipschitzBounds.of(network, SIZE);
            String told = assertThrows(IllegalArgumentException.class, () -> bounds.of(Network.LOGITS, 1))
                    .getMessage();
            assertTrue(told.contains("the layer logits of gated is of the kind binary mul of two values"), told);
        }
    }
}
