package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.weights.NetworkFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What SqueezeNet is shown as a class it takes for that class. */
class RecognitionTest {
    private static final int[] CLASSES =
            IntStream.range(0, 10).map(i -> 30 + 100 * i).toArray();
    private static final int BATCH = 5;

    @Test
    void nineOfTenVisualizationsAreRecognised() {
        try (GraphNetwork network = NetworkFile.read(
                SampleData.require("squeezenet1_1-imagenet.safetensors"),
                Architectures.named("squeezenet1_1"),
                Device.cpu())) {
            List<String> found = new ArrayList<>();
            int right = 0;
            for (int first = 0; first < CLASSES.length; first += BATCH) {
                long[] top = top(network, first);
                for (int i = 0; i < BATCH; i++) {
                    right += top[i] == CLASSES[first + i] ? 1 : 0;
                    found.add(CLASSES[first + i] + " taken for " + top[i]);
                }
            }
            assertTrue(right >= 9, right + " of 10: " + found);
        }
    }

    private static long[] top(GraphNetwork network, int first) {
        Images images = VisualizationSpec.ofEach(IntStream.range(first, first + BATCH)
                        .mapToObj(i -> Objective.logit(CLASSES[i]))
                        .toList())
                .withSize(128)
                .withSteps(64)
                .run(network);
        try (NDManager manager = network.manager().newSubManager()) {
            return network.logits(images.on(manager)).argMax(1).toLongArray();
        }
    }
}
