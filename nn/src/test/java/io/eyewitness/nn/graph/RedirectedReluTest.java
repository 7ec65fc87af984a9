package io.eyewitness.nn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectedReluTest {
    /** Residual sums, batch normalisation, pools, means and linear layers. */
    @ParameterizedTest
    @CsvSource({"cifar, logits", "cifar, block2.0", "fashion, logits", "fashion, pool1"})
    void whereReluAreOpenItIsTheGradient(String name, String layer) throws IOException {
        try (GraphNetwork network = Pretrained.network(name, Device.cpu());
                NDManager manager = network.manager().newSubManager()) {
            NDArray images = images(manager, network, 2);
            NDArray leaf = images.duplicate();
            leaf.setRequiresGradient(true);
            NDArray weights;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray activations = network.activations(leaf, List.of(layer)).get(layer);
                weights = normal(manager, activations.getShape());
                collector.backward(activations.mul(weights).sum());
            }
            float[] expected = leaf.getGradient().toFloatArray();
            float[] found = network.redirected(images, Map.of(layer, weights))
                    .orElseThrow()
                    .toFloatArray();
            float largest = 0;
            for (float slope : expected) {
                largest = Math.max(largest, Math.abs(slope));
            }
            assertArrayEquals(expected, found, 1e-5f * largest);
        }
    }

    /** One pixel x, through relu(x - 2), then relu(3 relu(x - 2) - 1). */
    private static GraphNetwork twoGates(Operation relu) {
        Operation conv = new Operation.Conv(1, 1, 1, 1, 0, 1, true);
        Graph graph = new Graph(
                "two-gates",
                new InputSpec(1, List.of(0f), List.of(0.5f)),
                List.of(
                        new Node("conv1", conv, List.of(Graph.INPUT), "conv1"),
                        new Node("relu1", relu, List.of("conv1"), "relu1"),
                        new Node("conv2", conv, List.of("relu1"), "conv2"),
                        new Node(Network.LOGITS, relu, List.of("conv2"), Network.LOGITS)),
                List.of());
        return new GraphNetwork(
                graph,
                Map.of(
                        "conv1.weight", number(1, 1L, 1L, 1L, 1L),
                        "conv1.bias", number(-2, 1L),
                        "conv2.weight", number(3, 1L, 1L, 1L, 1L),
                        "conv2.bias", number(-1, 1L)),
                Device.cpu());
    }

    private static Tensor number(float value, Long... shape) {
        return new Tensor(List.of(shape), new float[] {value});
    }

    @Test
    void closedReluLetThroughWhatWouldOpenThem() {
        try (GraphNetwork network = twoGates(new Operation.Relu());
                NDManager manager = network.manager().newSubManager()) {
            NDArray images = Owned.floats(manager, new float[] {0.1f, 0.1f, 0.9f, 1.4f}, new Shape(4, 1, 1, 1));
            NDArray slopes = Owned.floats(manager, new float[] {1, -1, 1, -1}, new Shape(4, 1, 1, 1));
            float[] found = network.redirected(images, Map.of(Network.LOGITS, slopes))
                    .orElseThrow()
                    .toFloatArray();
            assertArrayEquals(new float[] {6, 0, 6, -6}, found, "closed, closed and falling, closed once, open");
        }
    }

    /** At 1.4 both are open, at 1.7 the second is saturated, at 5 both are. */
    @Test
    void reluWithALimitOpenAtBothEnds() {
        try (GraphNetwork network = twoGates(new Pointwise(Pointwise.Function.CLIP, 0, 2));
                NDManager manager = network.manager().newSubManager()) {
            NDArray images = Owned.floats(
                    manager, new float[] {0.1f, 0.1f, 0.9f, 1.4f, 1.7f, 1.7f, 5f, 5f}, new Shape(8, 1, 1, 1));
            NDArray slopes = Owned.floats(manager, new float[] {1, -1, 1, -1, 1, -1, 1, -1}, new Shape(8, 1, 1, 1));
            float[] found = network.redirected(images, Map.of(Network.LOGITS, slopes))
                    .orElseThrow()
                    .toFloatArray();
            assertArrayEquals(
                    new float[] {6, 0, 6, -6, 0, -6, 0, -6},
                    found,
                    "closed, closed and falling, closed once, open, saturated and rising, saturated, the same twice");
        }
    }

    /** Of two places above the limit that should fall, the one nearer to it has the larger share. */
    @Test
    void theNearerOfSaturatedPlacesHasTheLargerShare() {
        try (GraphNetwork network = twoGates(new Pointwise(Pointwise.Function.CLIP, 0, 2));
                NDManager manager = network.manager().newSubManager()) {
            NDArray images = Owned.floats(manager, new float[] {5, 3, 6, 4}, new Shape(1, 1, 2, 2));
            NDArray slopes = Owned.floats(manager, new float[] {-1, -1, -1, -1}, new Shape(1, 1, 2, 2));
            float[] found = network.redirected(images, Map.of(Network.LOGITS, slopes))
                    .orElseThrow()
                    .toFloatArray();
            assertTrue(found[1] < found[3] && found[3] < found[0] && found[0] < found[2], Arrays.toString(found));
        }
    }

    /** Half the input and a quarter, from 0 to 1. */
    @Test
    void hardSigmoidsOpenAtBothEnds() {
        try (GraphNetwork network = twoGates(new Pointwise(Pointwise.Function.HARD_SIGMOID, 0.5f, 0.25f));
                NDManager manager = network.manager().newSubManager()) {
            NDArray images = Owned.floats(manager, new float[] {0.1f, 1.1f, 5f, 5f}, new Shape(4, 1, 1, 1));
            NDArray slopes = Owned.floats(manager, new float[] {1, 1, 1, -1}, new Shape(4, 1, 1, 1));
            float[] found = network.redirected(images, Map.of(Network.LOGITS, slopes))
                    .orElseThrow()
                    .toFloatArray();
            assertArrayEquals(new float[] {6, 1.5f, 0, -6}, found, 1e-6f, "closed, open, saturated, saturated");
        }
    }

    @Test
    void anImageIsRedirectedByItself() throws IOException {
        try (GraphNetwork network = Pretrained.network("cifar", Device.cpu());
                NDManager manager = network.manager().newSubManager()) {
            NDArray images = images(manager, network, 3);
            Shape shape =
                    network.activations(images, List.of("stem")).get("stem").getShape();
            NDArray slopes = normal(manager, shape);
            float[] together = network.redirected(images, Map.of("stem", slopes))
                    .orElseThrow()
                    .toFloatArray();
            int length = together.length / 3;
            for (int i = 0; i < 3; i++) {
                String row = i + ":" + (i + 1);
                float[] alone = network.redirected(images.get(row), Map.of("stem", slopes.get(row)))
                        .orElseThrow()
                        .toFloatArray();
                assertEquals(length, alone.length);
                for (int k = 0; k < length; k++) {
                    assertEquals(alone[k], together[i * length + k], 1e-4f * Math.max(1, Math.abs(alone[k])));
                }
            }
            assertTrue(length > 0);
        }
    }

    private static NDArray images(NDManager manager, Network network, int count) {
        int size = network.input().size();
        int channels = network.input().channels();
        Random random = new Random(5);
        float[] values = new float[count * channels * size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Owned.floats(manager, values, new Shape(count, channels, size, size));
    }

    private static NDArray normal(NDManager manager, Shape shape) {
        Random random = new Random(6);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Owned.floats(manager, values, shape);
    }
}
