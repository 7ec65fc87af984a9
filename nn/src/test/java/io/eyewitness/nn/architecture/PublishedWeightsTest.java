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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks with published weights, against another framework. */
class PublishedWeightsTest {
    /** Published weights, their reference, and the square of the photographs that both take. */
    private enum Published {
        SQUEEZENET("squeezenet1_1", "squeezenet1_1", 14, 227),
        INCEPTION("inception_v1", "googlenet-bvlc", 16, 224);

        private final String architecture;
        private final String files;
        private final int first;
        private final int size;

        Published(String architecture, String files, int first, int size) {
            this.architecture = architecture;
            this.files = files;
            this.first = first;
            this.size = size;
        }

        GraphNetwork load() {
            return NetworkFile.read(
                    SampleData.require(files + "-imagenet.safetensors"),
                    Architectures.named(architecture),
                    Device.cpu());
        }

        NDArray crop(NDManager manager, Path file) throws IOException {
            return SampleData.crop(manager, file, first, size);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reproducesTheReference(Published published) throws IOException {
        JsonNode reference = new JsonMapper()
                .readTree(
                        SampleData.require(published.files + "-reference.json").toFile());
        assertTrue(reference.get("images").size() > 0);
        try (GraphNetwork network = published.load()) {
            for (JsonNode image : reference.get("images")) {
                reproduces(published, network, image);
            }
        }
    }

    private static void reproduces(Published published, GraphNetwork network, JsonNode expected) throws IOException {
        Path file = SampleData.require(expected.get("file").asText());
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray image = published.crop(manager, file);
            assertEquals(
                    expected.get("pixel_mean_rgb01").asDouble(), image.mean().getFloat(), 1e-3, file + " differs");
            Map<String, NDArray> found = network.activations(image, network.layers());
            JsonNode summaries = expected.get("activations_shape_mean_std");
            assertTrue(summaries.size() > 0);
            summaries.properties().forEach(entry -> same(entry.getKey(), entry.getValue(), found));
            float[] logits = found.get(Network.LOGITS).toFloatArray();
            for (int rank = 0; rank < 5; rank++) {
                int label = expected.get("top5").get(rank).asInt();
                double logit = expected.get("top5_logits").get(rank).asDouble();
                assertEquals(logit, logits[label], 1e-3 * logit, file + ": logit of " + label);
            }
            assertArrayEquals(
                    IntStream.range(0, 5)
                            .map(rank -> expected.get("top5").get(rank).asInt())
                            .toArray(),
                    top5(logits),
                    file.toString());
        }
    }

    private static void same(String layer, JsonNode expected, Map<String, NDArray> activations) {
        NDArray found = activations.get(layer.equals("fc") ? Network.LOGITS : layer);
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
    void squeezeNetIsRightOnThreeFifthsOfThePhotographs() throws IOException {
        int[] right = right(Published.SQUEEZENET, 1);
        assertTrue(right[0] >= 301 && right[0] <= 303, right[0] + " of 500 right");
    }

    @Test
    void inceptionIsRightAsOftenAsTheReferenceOnEveryFifthPhotograph() throws IOException {
        assertArrayEquals(new int[] {77, 93}, right(Published.INCEPTION, 5));
    }

    /** On how many photographs, of which every so many is taken, the class is the first answer, and on how many it is among five. */
    private static int[] right(Published published, int step) throws IOException {
        Path sample = SampleData.require("imagenet-sample");
        List<String> classes = Files.readAllLines(SampleData.require("imagenet-classes.tsv")).stream()
                .map(line -> line.split("\t")[1])
                .toList();
        List<Path> photographs;
        try (Stream<Path> files = Files.walk(sample)) {
            photographs = files.filter(Files::isRegularFile).sorted().toList();
        }
        assertEquals(500, photographs.size());
        int[] right = new int[2];
        try (GraphNetwork network = published.load()) {
            for (int i = 0; i < photographs.size(); i += step) {
                int label = classes.indexOf(
                        photographs.get(i).getParent().getFileName().toString());
                try (NDManager manager = network.manager().newSubManager()) {
                    NDArray logits = network.logits(published.crop(manager, photographs.get(i)));
                    int[] answers = top5(logits.toFloatArray());
                    right[0] += answers[0] == label ? 1 : 0;
                    right[1] += IntStream.of(answers).anyMatch(answer -> answer == label) ? 1 : 0;
                }
            }
        }
        return right;
    }
}
