package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisualizeCommandTest {
    @TempDir
    private Path directory;

    private Path out() {
        return directory.resolve("out");
    }

    private Run visualize(String... arguments) {
        List<String> all = new ArrayList<>(List.of("visualize", "--out", out().toString(), "--steps", "3"));
        all.addAll(Arrays.asList(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private JsonNode run() throws IOException {
        return new ObjectMapper().readTree(out().resolve("run.json").toFile());
    }

    /** A script made by PyTorch, of which only the logits are seen. */
    @Test
    void theLogitsOfATorchScriptFileAreVisualized() throws IOException {
        Path script = directory.resolve("script.pt");
        try (InputStream made = Network.class.getResourceAsStream("script.pt")) {
            Files.copy(made, script);
        }
        String output = Run.of("layers", "--model", script.toString(), "--size", "16")
                .done()
                .output();
        assertTrue(output.contains("logits") && output.contains("5"), output);
        visualize("--unit", "logit:2", "--model", script.toString(), "--size", "16")
                .done();
        assertEquals("script", run().get("settings").get("model").textValue());
        visualize("--unit", "0:1", "--model", script.toString(), "--size", "16", "--force")
                .refused("logits");
    }

    @Test
    void layersAreListedWithTheirShapes() {
        String output = Run.of("layers").done().output();
        assertTrue(output.contains("relu5    128 x 7 x 7") && output.contains("logits   10\n"), output);
        assertTrue(Run.of("layers", "--size", "56").done().output().contains("relu5    128 x 14 x 14"));
        Run.of("layers", "--size", "1").refused("cannot take images of 1 pixels");
    }

    @Test
    void allThatBelongsToAVisualizationIsWritten() throws IOException {
        Run run = visualize("--unit", "logit:3+relu5:7", "--unit=-relu5:7,3,3", "--snapshots", "0,2")
                .done();
        assertTrue(run.output().contains("logit:3 (Dress) + relu5:7, image 1, value "), run.output());
        assertEquals(Set.of("out"), names(directory));
        assertEquals(
                Set.of(
                        "contact-sheet.png",
                        "curves.png",
                        "index.html",
                        "run.json",
                        "logit-3-and-relu5-7-1.png",
                        "logit-3-and-relu5-7-1-step-0.png",
                        "logit-3-and-relu5-7-1-step-2.png",
                        "minus-relu5-7-3-3-2.png",
                        "minus-relu5-7-3-3-2-step-0.png",
                        "minus-relu5-7-3-3-2-step-2.png"),
                names(out()));
        assertEquals(
                28,
                ImageIO.read(out().resolve("minus-relu5-7-3-3-2.png").toFile()).getWidth());
        JsonNode json = run();
        assertEquals("eyewitness-visualization/1", json.get("schema").asText());
        assertEquals(
                Pretrained.sha256("fashion"),
                json.get("settings").get("weightsSha256").asText());
        assertEquals(6, json.get("images").size());
        assertEquals(3, json.get("objectiveBeforeEachStep").size());
        String page = Files.readString(out().resolve("index.html"));
        assertTrue(page.contains("logit:3 (Dress)") && !page.contains("src=\"http"));
    }

    @Test
    void everyOptionHasItsEffectOnTheObjective() throws IOException {
        visualize(
                        "--unit=relu5:1",
                        "--batch=2",
                        "--diversity=2",
                        "--smoothness=3",
                        "--greyness=4",
                        "--blurriness=5",
                        "--param=maco",
                        "--size=32",
                        "--transforms=pad:1,jitter:1",
                        "--rate=0.1",
                        "--seed=9")
                .done();
        JsonNode settings = run().get("settings");
        assertEquals(
                "relu5:1 + 2.0 * (diversity(relu5)) + 3.0 * (smoothness) + 4.0 * (greyness) + 5.0 * (blurriness)",
                settings.get("objective").asText());
        assertEquals("maco", settings.get("parametrisation").asText());
        assertEquals("pad:1,jitter:1", settings.get("transforms").asText());
        assertEquals(32, settings.get("size").asInt());
        assertEquals(9, settings.get("seed").asInt());
        assertEquals(2, run().get("images").size());
    }

    /** Its ReLU is closed everywhere at the start. */
    @Test
    void anImageLeavesTheDeadZoneOfItsUnit() throws IOException {
        String out = out().toString();
        Run run = Run.of("visualize", "--out", out, "--steps", "24", "--model", "cifar", "--unit", "block1.0:6")
                .done();
        assertFalse(run.output().contains("value 0.000"), run.output());
        assertEquals(0, run().get("objectiveBeforeEachStep").get(0).get(0).floatValue());
        assertTrue(run().get("images").get(0).get("value").floatValue() > 0, run.output());
    }

    @Test
    void aUnitThatNothingMovesIsNamed() throws IOException {
        Path file = weightsThatClose7();
        Run run = visualize("--weights", file.toString(), "--unit", "relu5:7", "--unit", "relu5:8", "--batch", "2");
        assertEquals(1, run.exitCode(), run.errors());
        List<String> lines = run.errors().lines().toList();
        assertEquals(2, lines.size(), run.errors());
        for (int i = 0; i < 2; i++) {
            assertTrue(
                    lines.get(i)
                            .startsWith("eyewitness: relu5:7, image " + (i + 1)
                                    + " did not move: its value is 0.000 after 3 steps, as it was at the start; try"),
                    run.errors());
        }
        assertTrue(names(out()).contains("run.json"), "what there is is written");
    }

    /** It is as closed as one can wish. */
    @Test
    void aDislikedUnitThatIsClosedIsNotComplainedOf() throws IOException {
        Path file = weightsThatClose7();
        Run run = visualize("--weights", file.toString(), "--unit=-relu5:7").done();
        assertEquals("", run.errors());
        Run both = visualize("--weights", file.toString(), "--unit=-relu5:7+relu5:7", "--force");
        assertEquals(1, both.exitCode(), both.errors());
    }

    @ParameterizedTest
    @CsvSource({"--batch, 2147483647", "--size, 2147483647", "--size, 60000"})
    void moreImagesThanArraysCanHoldAreRefused(String option, String number) throws IOException {
        Run run = visualize("--unit", "relu5:8", option, number);
        assertEquals(2, run.exitCode(), run.errors());
        assertTrue(run.errors().contains(option) && run.errors().contains(number), run.errors());
    }

    @Test
    void aDecimalCommaIsToldInPlainWords() throws IOException {
        Run run = visualize("--unit", "relu5:8", "--rate", "0,05");
        assertEquals(2, run.exitCode(), run.errors());
        assertTrue(run.errors().contains("--rate") && run.errors().contains("0.05"), run.errors());
        assertFalse(run.errors().contains("double"), run.errors());
    }

    @Test
    void aTermThatNothingMovesIsNamedThoughTheOtherMoves() throws IOException {
        Path file = weightsThatClose7();
        Run run = visualize("--weights", file.toString(), "--unit", "relu5:8+relu5:7");
        assertEquals(1, run.exitCode(), run.errors());
        assertEquals(1, run.errors().lines().count(), run.errors());
        assertTrue(run.errors().contains("relu5:7 of relu5:8 + relu5:7 did not move"), run.errors());
        assertTrue(run.errors().contains("--param maco"), run.errors());
    }

    private Path weightsThatClose7() throws IOException {
        Path file = directory.resolve("weights");
        try (GraphNetwork network = Pretrained.network("fashion", Device.cpu())) {
            Map<String, Tensor> tensors = new HashMap<>(network.tensors());
            for (String name : List.of("bn5.weight", "bn5.bias")) {
                tensors.put(name, with(tensors.get(name), 7, name.equals("bn5.bias") ? -1 : 0));
            }
            NetworkFile.write(file, network.graph(), tensors);
        }
        return file;
    }

    private static Tensor with(Tensor tensor, int index, float value) {
        float[] values = tensor.values().clone();
        values[index] = value;
        return new Tensor(tensor.shape(), values);
    }

    @Test
    void codesBecomeImagesByTheDecoderThatFits() throws IOException {
        visualize("--unit", "logit:3", "--param", "latent", "--batch", "2").done();
        String decoder = run().get("settings").get("parametrisation").asText();
        assertEquals(
                "latent (fashion-decoder, "
                        + Pretrained.sha256("fashion-decoder").substring(0, 12) + ")",
                decoder);
        Path file = directory.resolve("decoder");
        try (InputStream weights =
                Pretrained.class.getResourceAsStream("/io/eyewitness/nn/weights/fashion-decoder.safetensors")) {
            Files.copy(weights, file);
        }
        String named = file.toString();
        visualize("--unit=logit:3", "--param=latent", "--decoder", named, "--batch=2", "--force")
                .done();
        assertEquals(decoder, run().get("settings").get("parametrisation").asText());
    }

    @Test
    void withoutAFittingDecoderThereAreNoCodes() throws IOException {
        Path other = directory.resolve("other");
        Graph graph = Architectures.named("cifar");
        NetworkFile.write(other, graph, Parameters.initial(graph, 1));
        visualize("--unit", "logit:1", "--weights", other.toString(), "--param", "latent")
                .refused("no decoder for cifar");
        visualize("--unit", "logit:1", "--param", "latent", "--decoder", other.toString())
                .refused("cifar is not a decoder");
        visualize("--unit", "logit:1", "--param", "latent", "--size", "32").refused("1 x 28 x 28");
        visualize("--unit", "logit:1", "--decoder", other.toString()).refused("--decoder needs --param latent");
        visualize("--unit", "logit:1", "--param", "latent", "--decoder", directory + "/none")
                .refused("no such file");
        assertEquals(Set.of("other"), names(directory));
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        visualize("--unit", "logit:1").done();
        Map<String, byte[]> first = new HashMap<>();
        for (String name : names(out())) {
            first.put(name, Files.readAllBytes(out().resolve(name)));
        }
        visualize("--unit", "logit:1").refused("out is there already; --force replaces it");
        visualize("--unit", "logit:1", "--force").done();
        assertEquals(first.keySet(), names(out()));
        for (String name : names(out())) {
            assertArrayEquals(first.get(name), Files.readAllBytes(out().resolve(name)), name);
        }
    }

    @Test
    void whatDoesNotWorkOutLeavesNothing() throws IOException {
        visualize("--unit", "logit:1", "--smoothness", "1e39").refused("the visualization did not work out");
        assertEquals(Set.of(), names(directory));
    }

    @Test
    void wrongUsageIsRefusedBeforeAnythingIsWritten() throws IOException {
        visualize().refused("--unit");
        visualize("--unit", "relu5:red").refused("is no unit");
        visualize("--unit", "rellu5:3").refused("similar layers are relu5");
        visualize("--unit", "relu5:300").refused("relu5 has 128 channels");
        visualize("--unit", "logit:1", "--steps", "0").refused("--steps");
        visualize("--unit", "logit:1", "--size", "0").refused("--size");
        visualize("--unit", "logit:1", "--batch", "0").refused("at least 1");
        visualize("--unit", "logit:1", "--rate", "NaN").refused("learning rate");
        visualize("--unit", "logit:1", "--param", "wavelet").refused("wavelet");
        visualize("--unit", "logit:1", "--transforms", "shear:3").refused("'shear:3' is not a transform");
        visualize("--unit", "logit:1", "--snapshots", "4").refused("after 0 to 3 steps, not after 4");
        visualize("--unit", "logit:1", "--diversity", "1").refused("give --batch at least 2");
        visualize("--unit", "logit:1", "--diversity", "1", "--batch", "2").refused("logits has no places");
        visualize("--unit", "logit:1", "--greyness", "NaN").refused("--greyness NaN is not a finite number");
        visualize("--unit", "logit:1", "--device", "gpu99").refused("there is no gpu99");
        visualize("--unit", "logit:1", "--classes", directory.resolve("none").toString())
                .refused("no such file");
        assertEquals(Set.of(), names(directory));
    }

    @Test
    void weightsThatDescribeThemselvesNeedNoName() throws IOException {
        visualize("--unit", "logit:1", "--weights", weights().toString()).done();
        assertEquals("fashion", run().get("settings").get("model").asText());
        assertEquals("weights", run().get("settings").get("weights").asText());
    }

    @Test
    void damagedWeightsAreNamed() throws IOException {
        Path missing = directory.resolve("missing");
        visualize("--unit", "logit:1", "--weights", missing.toString()).refused(missing.toString());
        Path good = weights();
        byte[] bytes = Files.readAllBytes(good);
        Path truncated = Files.write(directory.resolve("truncated"), Arrays.copyOf(bytes, bytes.length - 100));
        visualize("--unit", "logit:1", "--weights", truncated.toString()).refused(truncated.toString());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
        Path nan = Files.write(directory.resolve("nan"), bytes);
        visualize("--unit", "logit:1", "--weights", nan.toString()).refused("NaN");
        visualize("--unit", "logit:1", "--model", "cifar", "--weights", good.toString())
                .refused(good.toString());
        visualize("--unit", "logit:1", "--model", "resnet50").refused("--weights");
        visualize("--unit", "logit:1", "--model", missing + ".pt").refused("there is no such file");
        visualize("--unit", "logit:1", "--model", "x.pt", "--weights", good.toString())
                .refused("leave --weights out");
        assertFalse(Files.exists(out()));
    }

    private Path weights() throws IOException {
        Path file = directory.resolve("weights");
        try (GraphNetwork network = Pretrained.network("fashion", Device.cpu())) {
            NetworkFile.write(file, network.graph(), network.tensors());
        }
        return file;
    }
}
