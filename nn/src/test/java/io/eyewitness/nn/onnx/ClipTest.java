package io.eyewitness.nn.onnx;

import static io.eyewitness.nn.onnx.OnnxBuilder.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.paths.Paths;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which exporters write ReLUs that have a limit. */
class ClipTest {
    @TempDir
    private Path folder;

    private List<String> activations(OnnxBuilder graph) {
        graph.node("Flatten", List.of("y"), "logits").output("logits", -1, -1);
        try (GraphNetwork network = Oracle.unit(graph.write(folder, "clip.onnx"))) {
            return Paths.layers(network);
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
                List.of("node_a", "node_y", Network.LOGITS),
                activations(image(13)
                        .node("Clip", List.of("x", "zero", "six"), "a")
                        .node("Neg", List.of("a"), "n")
                        .node("Relu", List.of("n"), "y")));
        assertEquals(
                List.of("node_y", Network.LOGITS),
                activations(image(7).node("Clip", List.of("x"), "y", with("min", 0f), with("max", 6f))));
    }

    @Test
    void theLargerOfANumberAndZeroIsARelu() {
        assertEquals(
                List.of("node_a", "node_y", Network.LOGITS),
                activations(image(13).node("Max", List.of("x", "zero"), "a").node("Min", List.of("six", "a"), "y")));
    }
}
