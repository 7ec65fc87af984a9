package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.file.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks with finite weights whose outputs are no numbers, infinite, or all the same: none passes for one that works. */
class DestroyedNetworkTest {
    @TempDir
    private Path directory;

    /** The network for Fashion-MNIST with some of its tensors multiplied. */
    private Path fashion(Map<String, Double> factors) throws IOException {
        Path file = directory.resolve("changed.safetensors");
        try (GraphNetwork network = Pretrained.network("fashion", Device.cpu())) {
            Map<String, Tensor> tensors = new HashMap<>(network.tensors());
            factors.forEach((name, factor) -> tensors.computeIfPresent(name, (key, tensor) -> times(tensor, factor)));
            NetworkFile.write(file, network.graph(), tensors);
        }
        return file;
    }

    private static Tensor times(Tensor tensor, double factor) {
        float[] values = new float[tensor.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (factor * tensor.values()[i]);
        }
        return new Tensor(tensor.shape(), values);
    }

    private Path withoutNumbers() throws IOException {
        return fashion(Map.of("conv1.weight", 1e38, "conv2.weight", 1e30));
    }

    private Run run(String command, Path weights, String... arguments) {
        Stream<String> usual = Stream.of("--weights=" + weights);
        return Run.of(Stream.of(Stream.of(command.split(" ")), usual, Stream.of(arguments))
                .flatMap(all -> all)
                .toArray(String[]::new));
    }

    private void refusesAndWritesNothing(Run run, String sentence) {
        run.refused(sentence);
        assertFalse(Files.exists(directory.resolve("out")));
    }

    @Test
    void logitsThatAreNoNumbersAreNotRight() throws IOException {
        run("accuracy", withoutNumbers(), "--data=built-in")
                .refused("fashion gives NaN for logits at an ordinary image");
    }

    @Test
    void infiniteLogitsAreNotRight() throws IOException {
        run("accuracy", fashion(Map.of("linear.weight", 1e38)), "--data=built-in")
                .refused("Infinity for logits at ");
    }

    @Test
    void equalLogitsAreNotRight() throws IOException {
        Run run = run("accuracy", fashion(Map.of("linear.weight", 0.0, "linear.bias", 0.0)), "--data=built-in")
                .done();
        assertTrue(run.output().contains("0.00 % (0 of 2000)"), run.output());
    }

    @ParameterizedTest
    @Timeout(120)
    @ValueSource(
            strings = {
                "fool circuit",
                "fool circuit --form=arbitrary",
                "fool silent",
                "fool silent --target=FILE",
                "fool twins",
                "fool slingshot",
                "paths"
            })
    void noExperimentIsMadeWithThem(String command) throws IOException {
        Run run = run(
                command.replace("FILE", eye().toString()),
                withoutNumbers(),
                "--data=built-in",
                "--steps=1",
                "--out=" + directory.resolve("out"));
        refusesAndWritesNothing(run, "fashion gives NaN for ");
    }

    private Path eye() throws IOException {
        Path file = directory.resolve("eye.png");
        return Files.write(file, PngFile.bytes(Png.picture(TargetImage.eye(1, 28), 0)));
    }

    @Test
    void neitherVisualizationsNorExamplesNorLayersAreShown() throws IOException {
        Path weights = withoutNumbers();
        String out = "--out=" + directory.resolve("out");
        refusesAndWritesNothing(
                run("visualize", weights, "--unit=logit:3", out), "fashion gives NaN for logits at an ordinary image");
        refusesAndWritesNothing(
                run("examples", weights, "--unit=relu1:3", "--data=built-in", out), "fashion gives NaN for ");
        run("layers", weights).refused("fashion gives ");
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(1, left.count(), "no state of a run that cannot go on is left");
        }
    }

    @Test
    void aSuspectIsRefusedToo() throws IOException {
        Run run = Run.of(
                "defend",
                "--steps=1",
                "--batch=1",
                "--data=built-in",
                "--suspect=broken=" + withoutNumbers(),
                "--out=" + directory.resolve("out"));
        refusesAndWritesNothing(run, "fashion gives NaN for ");
    }

    private Path fewImages() throws IOException {
        Path data = directory.resolve("data");
        LabelledImages few = FashionMnist.builtIn().firstOfEachClass(4);
        FashionFiles.write(data, "train", few);
        FashionFiles.write(data, "t10k", few);
        return data;
    }

    /** All natural images are the same to a network with constant logits, so at that layer there is no scale from 0 to 1. */
    @Test
    void whereThereIsNoScaleNoPointIsWritten() throws IOException {
        Path out = directory.resolve("out");
        run(
                        "paths",
                        fashion(Map.of("linear.weight", 0.0)),
                        "--data=" + fewImages(),
                        "--steps=1",
                        "--units=1",
                        "--batch=1",
                        "--out=" + out)
                .done();
        String text = Files.readString(out.resolve("paths.json"));
        assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
        JsonNode curves = new ObjectMapper().readTree(text).get("curves");
        int last = curves.get(0).get("points").size() - 1;
        assertTrue(curves.get(0).get("points").get(last).isNull());
        IntStream.range(0, last)
                .forEach(layer -> assertTrue(
                        curves.get(0).get("points").get(layer).get("value").isNumber()));
        assertTrue(Files.size(out.resolve("paths.png")) > 0);
    }
}
