package io.eyewitness.nn.architecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.SampleData;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** SqueezeNet with its published weights, against another framework. */
class SqueezeNetReferenceTest {
    private static final int FIRST = 14;
    private static final int SIZE = 227;

    private static GraphNetwork network;

    @BeforeAll
    static void load() {
        Path weights = SampleData.require("squeezenet1_1-imagenet.safetensors");
        network = NetworkFile.read(weights, Architectures.named("squeezenet1_1"), Device.cpu());
    }

    @AfterAll
    static void close() {
        if (network != null) {
            network.close();
        }
    }

    @TestFactory
    Collection<DynamicTest> reproducesTheReference() throws IOException {
        JsonNode reference = new JsonMapper()
                .readTree(SampleData.require("squeezenet1_1-reference.json").toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode image : reference.get("images")) {
            tests.add(DynamicTest.dynamicTest(image.get("file").asText(), () -> reproduces(image)));
        }
        return tests;
    }

    private static void reproduces(JsonNode expected) throws IOException {
        Path file = SampleData.require(expected.get("file").asText());
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray image = SampleData.crop(manager, file, FIRST, SIZE);
            assertEquals(
                    expected.get("pixel_mean_rgb01").asDouble(), image.mean().getFloat(), 1e-3, "the pictures differ");
            Map<String, NDArray> found = network.activations(image, network.layers());
            JsonNode summaries = expected.get("activations_shape_mean_std");
            assertTrue(summaries.size() > 0);
            summaries.properties().forEach(entry -> same(entry.getKey(), entry.getValue(), found));
            float[] logits = found.get(Network.LOGITS).toFloatArray();
            for (int rank = 0; rank < 5; rank++) {
                int label = expected.get("top5").get(rank).asInt();
                double logit = expected.get("top5_logits").get(rank).asDouble();
                assertEquals(logit, logits[label], 1e-3 * logit, "logit of " + label);
            }
            assertArrayEquals(
                    IntStream.range(0, 5)
                            .map(rank -> expected.get("top5").get(rank).asInt())
                            .toArray(),
                    top5(logits));
        }
    }

    private static void same(String layer, JsonNode expected, Map<String, NDArray> activations) {
        NDArray found = activations.get(layer);
        List<Long> shape = new ArrayList<>();
        expected.get(0).forEach(length -> shape.add(length.asLong()));
        assertEquals(shape, new Summary(found).shape(), layer);
        double deviation = expected.get(2).asDouble();
        assertEquals(expected.get(1).asDouble(), new Summary(found).mean(), 1e-3 * deviation, layer + " mean");
        assertEquals(deviation, new Summary(found).deviation(), 1e-3 * deviation, layer + " deviation");
    }

    private static int[] top5(float[] logits) {
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(5)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Test
    void isRightOnThreeFifthsOfThePhotographs() throws IOException {
        Path sample = SampleData.require("imagenet-sample");
        List<String> classes = Files.readAllLines(SampleData.require("imagenet-classes.tsv")).stream()
                .map(line -> line.split("\t")[1])
                .toList();
        List<Path> photographs;
        try (Stream<Path> files = Files.walk(sample)) {
            photographs = files.filter(Files::isRegularFile).sorted().toList();
        }
        assertEquals(500, photographs.size());
        int right = 0;
        for (Path photograph : photographs) {
            try (NDManager manager = network.manager().newSubManager()) {
                NDArray logits = network.logits(SampleData.crop(manager, photograph, FIRST, SIZE));
                String label = classes.get((int) logits.argMax(1).getLong());
                right += label.equals(photograph.getParent().getFileName().toString()) ? 1 : 0;
            }
        }
        assertTrue(right >= 301 && right <= 303, right + " of 500 right");
    }
}
