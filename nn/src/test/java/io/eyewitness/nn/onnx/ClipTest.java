package io.eyewitness.nn.onnx;

import static io.eyewitness.nn.onnx.OnnxBuilder.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.paths.Paths;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which exporters write ReLUs that have a limit. */
class ClipTest {
    @TempDir
    private Path folder;

    private List<String> relus(OnnxBuilder graph) {
        graph.node("Flatten", List.of("y"), "logits").output("logits", -1, -1);
        try (GraphNetwork network = Oracle.unit(graph.write(folder, "clip.onnx"))) {
            List<String> relus = network.graph().relus();
            assertTrue(Paths.layers(network).containsAll(relus), "paths lead through all ReLUs");
            return relus;
        }
    }

    private static OnnxBuilder image(long opset) {
        return new OnnxBuilder(opset)
                .input("x", -1, 3, 4, 4)
                .constant("zero", List.of(), 0f)
                .constant("three", List.of(), 3f)
                .constant("six", List.of(), 6f);
    }

    @Test
    void reluWithALimitAreRelus() {
        assertEquals(
                List.of("node_a", "node_y"),
                relus(image(13)
                        .node("Clip", List.of("x", "zero", "six"), "a")
                        .node("Neg", List.of("a"), "n")
                        .node("Relu", List.of("n"), "y")));
        assertEquals(
                List.of("node_y"), relus(image(7).node("Clip", List.of("x"), "y", with("min", 0f), with("max", 6f))));
    }

    @Test
    void theLargerOfANumberAndZeroIsARelu() {
        assertEquals(
                List.of("node_a"),
                relus(image(13).node("Max", List.of("x", "zero"), "a").node("Min", List.of("six", "a"), "y")));
    }

    @Test
    void theGateOfAHardSwishIsNoRelu() {
        assertEquals(
                List.of(),
                relus(image(13)
                        .node("Add", List.of("x", "three"), "s")
                        .node("Clip", List.of("s", "zero", "six"), "g")
                        .node("Mul", List.of("x", "g"), "m")
                        .node("Div", List.of("m", "six"), "y")));
    }
}
