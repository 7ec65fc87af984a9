package io.eyewitness.nn.onnx;

import static io.eyewitness.nn.onnx.OnnxBuilder.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Pointwise;
import io.eyewitness.nn.network.LayerShapes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Activation functions that exporters write in several operators are layers of their own, with the same values. */
class ActivationFunctionsTest {
    private static final int SIZE = 4;

    @TempDir
    private Path folder;

    /** From {@code c}, a convolution, to {@code y}. */
    private record Spelling(String title, String function, Consumer<OnnxBuilder> nodes) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Spelling> spellings() {
        return Stream.of(
                new Spelling(
                        "x sigmoid(x)",
                        "SILU",
                        graph -> graph.node("Sigmoid", List.of("c"), "g").node("Mul", List.of("c", "g"), "y")),
                new Spelling(
                        "hardsigmoid(x) x",
                        "HARD_SWISH",
                        graph -> graph.node("HardSigmoid", List.of("c"), "g", with("alpha", 1 / 6f), with("beta", 0.5f))
                                .node("Mul", List.of("g", "c"), "y")),
                new Spelling(
                        "x clip(x + 3) / 6",
                        "HARD_SWISH",
                        graph -> graph.node("Add", List.of("c", "three"), "a")
                                .node("Clip", List.of("a", "zero", "six"), "g")
                                .node("Mul", List.of("c", "g"), "m")
                                .node("Div", List.of("m", "six"), "y")),
                new Spelling(
                        "x (1 + erf(x / sqrt(2))) / 2",
                        "GELU",
                        graph -> graph.node("Div", List.of("c", "root"), "d")
                                .node("Erf", List.of("d"), "e")
                                .node("Add", List.of("e", "one"), "a")
                                .node("Mul", List.of("c", "a"), "m")
                                .node("Mul", List.of("m", "half"), "y")),
                new Spelling(
                        "(x / 2) (1 + erf(x / sqrt(2)))",
                        "GELU",
                        graph -> graph.node("Div", List.of("c", "root"), "d")
                                .node("Erf", List.of("d"), "e")
                                .node("Add", List.of("one", "e"), "a")
                                .node("Mul", List.of("half", "c"), "m")
                                .node("Mul", List.of("m", "a"), "y")),
                new Spelling(
                        "GELU by tanh",
                        "GELU_TANH",
                        graph -> graph.node("Pow", List.of("c", "three"), "p")
                                .node("Mul", List.of("p", "cubic"), "q")
                                .node("Add", List.of("c", "q"), "s")
                                .node("Mul", List.of("s", "slope"), "i")
                                .node("Tanh", List.of("i"), "t")
                                .node("Add", List.of("t", "one"), "a")
                                .node("Mul", List.of("c", "a"), "m")
                                .node("Mul", List.of("m", "half"), "y")),
                new Spelling(
                        "x tanh(softplus(x))",
                        "MISH",
                        graph -> graph.node("Softplus", List.of("c"), "s")
                                .node("Tanh", List.of("s"), "t")
                                .node("Mul", List.of("c", "t"), "y")));
    }

    private Path written(Consumer<OnnxBuilder> nodes) {
        float[] weights = new float[4 * 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i * 5 % 7 - 3) * 1.5f;
        }
        OnnxBuilder graph =
                new OnnxBuilder(13).input("x", -1, 3, SIZE, SIZE).constant("w", List.of(4L, 3L, 1L, 1L), weights);
        graph.constant("zero", List.of(), 0f)
                .constant("half", List.of(), 0.5f)
                .constant("one", List.of(), 1f)
                .constant("three", List.of(), 3f)
                .constant("six", List.of(), 6f)
                .constant("root", List.of(), (float) Math.sqrt(2))
                .constant("cubic", List.of(), 0.044715f)
                .constant("slope", List.of(), (float) Math.sqrt(2 / Math.PI))
                .node("Conv", List.of("x", "w"), "c");
        nodes.accept(graph);
        return graph.node("GlobalAveragePool", List.of("y"), "mean")
                .node("Flatten", List.of("mean"), "logits")
                .output("logits", -1, 4)
                .write(folder, "network.onnx");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void areOneLayer(Spelling spelling) throws OrtException {
        Path file = written(spelling.nodes);
        float[] images = Oracle.images(1, 2, 3, SIZE, SIZE);
        try (GraphNetwork network = Oracle.unit(file)) {
            assertEquals("node_y", ProtocolRules.of(network, Choices.NONE).layer());
            assertEquals(spelling.function, function(network, "node_y"));
            assertEquals(List.of("node_c", "node_y", "node_mean", "logits"), network.layers());
            Oracle.requireNear(
                    Oracle.runtime(file, images, 2, 3, SIZE, SIZE),
                    Oracle.logits(network, images, 2, 3, SIZE, SIZE),
                    1e-6);
            Oracle.requireGradient(network, images, 1e-3, 2, 3, SIZE, SIZE);
        }
    }

    static Stream<Spelling> others() {
        return Stream.of(
                new Spelling(
                        "another value's sigmoid",
                        null,
                        graph -> graph.constant("v", List.of(4L, 1L, 1L), 1f, 2f, 3f, 4f)
                                .node("Mul", List.of("c", "v"), "d")
                                .node("Sigmoid", List.of("d"), "g")
                                .node("Mul", List.of("c", "g"), "y")),
                new Spelling(
                        "twice the sigmoid",
                        null,
                        graph -> graph.node("Sigmoid", List.of("c"), "g")
                                .node("Mul", List.of("g", "three"), "d")
                                .node("Mul", List.of("c", "d"), "y")),
                limited(20),
                limited(300),
                limited(65504));
    }

    private static Spelling limited(float largest) {
        return new Spelling(
                "the smaller of x and " + largest + " times the sigmoid of x",
                null,
                graph -> graph.constant("largest", List.of(), largest)
                        .node("Sigmoid", List.of("c"), "g")
                        .node("Min", List.of("c", "largest"), "m")
                        .node("Mul", List.of("m", "g"), "y"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatOnlyLooksLikeOneStays(Spelling spelling) {
        try (GraphNetwork network = Oracle.unit(written(spelling.nodes))) {
            assertTrue(network.layers().contains("node_g"), network.layers()::toString);
        }
    }

    /** The layer that protocols choose is the product, not the gate; where channels come last, as in ConvNeXt, its channels are its channels. */
    @ParameterizedTest
    @CsvSource({
        "mobilenet_v3_small, 13-fixed, HARD_SWISH, 288",
        "efficientnet_b0, 13-open, SILU, 672",
        "convnext_tiny, 13-dynamic, GELU, 1536"
    })
    void areTheLayersOfExportedNetworks(String name, String form, String function, int width)
            throws IOException, InterruptedException {
        Exporter.requirePresent();
        Exporter exporter = Exporter.of(folder, name, 64, List.of(form));
        try (GraphNetwork network = exporter.network(form)) {
            String layer = ProtocolRules.of(network, Choices.NONE).layer();
            assertEquals(function, function(network, layer), layer);
            assertEquals(width, LayerShapes.width(network, layer, 64), layer);
            System.out.println(name + ": " + layer + ", " + exporter.requireSame(network));
        }
    }

    private static String function(GraphNetwork network, String layer) {
        Operation operation = network.graph().nodes().stream()
                .filter(node -> node.layer().equals(layer))
                .findFirst()
                .orElseThrow()
                .operation();
        return operation instanceof Pointwise pointwise ? pointwise.function().name() : operation.toString();
    }
}
