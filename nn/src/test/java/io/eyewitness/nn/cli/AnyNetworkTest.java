package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Node;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.weights.NetworkFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Experiments on a network that the project does not know: own.onnx, for grey images of 16 pixels of three kinds, with residual sums and ReLU6,
 * which own.py trained and exported.
 */
class AnyNetworkTest {
    private static final int SIZE = 16;
    private static final List<String> KINDS = List.of("above", "below", "left");

    @TempDir
    private Path directory;

    private Path model;

    @BeforeEach
    void network() throws IOException {
        model = directory.resolve("own.onnx");
        try (InputStream exported = Experiment.class.getResourceAsStream("own.onnx")) {
            Files.copy(exported, model);
        }
    }

    /** Pictures as the network was trained on, in folders of their kinds or of other names. */
    private Path pictures(int count, List<String> folders) throws IOException {
        Path data = directory.resolve("data");
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            int kind = i % KINDS.size();
            BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
            for (int place = 0; place < SIZE * SIZE; place++) {
                int x = place % SIZE;
                int y = place / SIZE;
                boolean isBright = kind == 0 ? y < SIZE / 2 : kind == 1 ? y >= SIZE / 2 : x < SIZE / 2;
                int grey = random.nextInt(100) + (isBright ? 100 : 0);
                picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
            Path folder = Files.createDirectories(data.resolve(folders.get(i % folders.size())));
            ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
        return data;
    }

    private Run run(String command, Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command.split(" ")));
        all.addAll(List.of("--model=" + model, "--input=unit", "--data=" + data, "--out=" + out("")));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    private Path out(String name) {
        return directory.resolve("out").resolve(name);
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(out(name).toFile());
    }

    @Test
    void theAuditRunsEveryExperimentAndItsNumbersAreTheUsersToJudge() throws IOException {
        Path criteria = Files.writeString(
                directory.resolve("mine.json"),
                "{\"schema\": 1, \"criteria\": {\"twins\": {\"criterion\": {\"units\": 11, \"confidence\": 0.95, \"conditions\":"
                        + " [{\"column\": \"gap\", \"statistic\": \"mean\", \"relation\": \"above\", \"bound\": 0}]}}}}");
        Run run = run(
                "audit",
                pictures(180, KINDS),
                "--steps=1",
                "--set=silent.units=3",
                "--criteria=" + criteria,
                "--set=twins.groups=1",
                "--set=batches=1",
                "--set=rounds=1");
        assertEquals(1, run.exitCode(), run.errors());
        assertTrue(run.output().startsWith("own: criteria mine.json sha256:" + ContentHash.of(criteria)), run.output());
        for (String experiment : List.of("permuted", "arbitrary", "silent", "twins", "slingshot", "paths", "defence")) {
            assertTrue(run.output().contains(experiment + ", with "), run.output());
            assertTrue(Files.exists(out(experiment).resolve("index.html")), experiment);
        }
        assertFalse(run.output().contains("left out"), run.output());
        assertTrue(run.output().contains("twins: not met by criteria mine.json"), run.output());
        assertTrue(run.output().contains("units: 10, to be at least 11: no"), run.output());
        assertTrue(run.output().contains("paths: exploratory: no criterion was fixed"), run.output());
        assertFalse(Files.exists(out("measurement")), "numbers without a criterion are no evidence");
        JsonNode silent = json("numbers/silent-units.json");
        assertEquals(3, silent.get("units").size());
        assertEquals("3", silent.get("setting").get("units").asText());
        assertEquals(
                "/blocks/blocks.1/body/body.6/Conv",
                silent.get("setting").get("convolution").asText());
        assertEquals(
                "1", json("numbers/permuted.json").get("setting").get("batches").asText());
        assertEquals(
                "0.3",
                json("numbers/slingshots.json").get("setting").get("pull").asText());
        assertEquals(
                "the images' own classes",
                json("numbers/slingshots.json").get("setting").get("labels").asText());
    }

    /** A criterion of an experiment that the images do not fit is not met silently. */
    @Test
    void aCriterionThatTheAuditDidNotJudgeIsTold() throws IOException {
        Path criteria = Files.writeString(
                directory.resolve("mine.json"),
                "{\"schema\": 1, \"criteria\": {\"paths\": {\"criterion\": {\"units\": 2, \"confidence\": 0.95, \"conditions\":"
                        + " [{\"column\": \"earlyGap\", \"statistic\": \"mean\", \"relation\": \"above\", \"bound\": 0}]}}}}");
        Run run = run(
                "audit",
                pictures(60, List.of("all")),
                "--steps=1",
                "--set=silent.units=2",
                "--criteria=" + criteria,
                "--set=twins.groups=1",
                "--set=batches=1",
                "--set=rounds=1");
        assertEquals(1, run.exitCode(), run.errors());
        assertTrue(run.output().contains("paths: left out, because "), run.output());
        String judge = "not judged by criteria mine.json sha256:" + ContentHash.of(criteria) + ", because ";
        assertTrue(run.output().contains("paths: " + judge + "its experiment was left out"), run.output());
    }

    /** The addition is exactly 0 where it was calibrated, before a ReLU6 and a residual sum too. */
    @Test
    void silentUnitsAreSilentInANetworkWithClipsAndSums() throws IOException {
        Path data = pictures(60, KINDS);
        run("fool silent", data, "--steps=1", "--units=3").done();
        assertEquals(
                1,
                json("numbers/silent-units.json")
                        .get("means")
                        .get("silentOnCalibration")
                        .asDouble());
        assertEquals(
                0,
                json("numbers/silent-outputs.json")
                        .get("means")
                        .get("changedOnCalibration")
                        .asDouble());
        run("fool silent", data, "--steps=1", "--units=3", "--force", "--layer=body.3/Conv")
                .refused("similar layers");
        run("fool silent", data, "--force", "--layer=blocks.1/body/body.3/Conv")
                .refused("is a convolution in 24 groups; give --layer one of ");
        run("fool silent", data, "--force", "--layer=stem/stem.0/Conv").refused("is a convolution of the image itself");
    }

    @Test
    void withoutLabelsWhatNeedsThemIsLeftOutAndTheOthersGoByTheFirstAnswers() throws IOException {
        Path data = pictures(60, List.of("."));
        run("paths", data, "--steps=1").refused("paths need images whose classes are known, but these have 1 folder");
        run("fool slingshot", data, "--steps=1", "--fine-tuning=1", "--set=points=2", "--set=preserved=2")
                .done();
        JsonNode slingshot = json("numbers/slingshots.json");
        assertEquals(
                "the network's own first answers before",
                slingshot.get("setting").get("labels").asText());
        assertEquals(3, slingshot.get("units").size());
    }

    @Test
    void foldersThatAreNoClassesAreNoLabels() throws IOException {
        Path data = pictures(30, List.of("here", "there"));
        run("paths", data, "--steps=1").refused("these have 2 folders for 3 logits; give --classes");
        Path classes = Files.writeString(directory.resolve("classes.tsv"), "0\tthere\tA\n1\there\tB\n2\tnowhere\tC\n");
        run("paths", data, "--steps=1", "--classes=" + classes).done();
        JsonNode units = json("paths.json").get("units");
        assertEquals("there", units.get(0).get("label").asText());
        assertEquals(1, units.get(1).get("logit").asInt());
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(out(""))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A third of the photographs lies in folders that are no classes: they are natural images, and count for no accuracy. */
    @Test
    void photographsThatComeSplitMayHaveNoLabel() throws IOException {
        Path data = pictures(
                90, List.of("train/above", "train/wild", "train/left", "test/above", "test/below", "test/wild"));
        String classes = "--classes="
                + Files.writeString(directory.resolve("classes.tsv"), "0\tabove\tA\n1\tbelow\tB\n2\tleft\tC\n");
        Run circuit = run("fool circuit", data, "--steps=1", "--set=batches=1", "--set=rounds=1", classes)
                .done();
        assertTrue(
                circuit.errors()
                        .contains("30 of 90 pictures have no label, because their folders are no classes: wild"),
                circuit.errors());
        JsonNode outputs = json("numbers/permuted-outputs.json");
        assertEquals(2, outputs.get("columns").size());
        assertEquals(9, outputs.get("units").size(), "45 test images in blocks of five");
        assertEquals(
                "the images' own classes, of 60 of 90 images",
                outputs.get("setting").get("labels").asText());
        assertEquals(
                12, json("numbers/permuted-accuracy.json").get("units").size(), "60 labelled images in blocks of five");
        clear();
        run("fool silent", data, "--steps=1", "--units=2", classes).done();
        assertEquals(3, json("numbers/silent-outputs.json").get("columns").size());
        assertEquals(12, json("numbers/silent-accuracy.json").get("units").size());
        clear();
        run("paths", data, "--steps=1", classes).done();
        assertEquals(
                "60",
                json("numbers/paths.json").get("setting").get("natural images").asText());
    }

    @Test
    void theUsersCriteriaAreFixedByTheirHashAndJudgeTheNumbers() throws IOException {
        Path criteria = Files.writeString(directory.resolve("mine.json"), """
                {"schema": 1, "criteria": {"silent-units": {"criterion": {"units": 3, "confidence": 0.95, "conditions": [
                {"column": "silentOnCalibration", "statistic": "mean", "relation": "above", "bound": 0.1},
                {"column": "before", "statistic": "mean", "relation": "above", "bound": 5}]}}}}
                """);
        Run run = run("fool silent", pictures(60, KINDS), "--steps=1", "--units=3", "--criteria=" + criteria)
                .done();
        String text = "criteria mine.json sha256:" + ContentHash.of(criteria);
        List<String> lines = run.output().lines().toList();
        assertEquals("own: " + text, lines.get(1));
        assertTrue(lines.contains("silent-units: not met by " + text), run.output());
        assertTrue(
                run.output().contains("mean of silentOnCalibration: 1.000 [1.000, 1.000], to be above 0.1: yes"),
                run.output());
        assertTrue(run.output().contains("to be above 5.0: no"), run.output());
        assertTrue(run.output().contains("silent-outputs: exploratory"), run.output());
        assertEquals(Files.readString(criteria), Files.readString(out("criteria.json")));
        JsonNode numbers = json("numbers/silent-units.json");
        assertEquals(text, numbers.get("standing").asText());
        assertFalse(numbers.get("judged").get("isMet").asBoolean());
        assertFalse(
                Files.exists(out("measurement")),
                "what meets a user's criteria is no evidence for the ledger's claims");
    }

    @Test
    void criteriaThatJudgeNothingAreRefusedBeforeTheRun() throws IOException {
        Path data = pictures(30, KINDS);
        String form = "{\"schema\": 1, \"criteria\": {\"%s\": {\"criterion\": {\"units\": 2, \"confidence\": 0.95,"
                + " \"conditions\": [{\"column\": \"%s\", \"statistic\": \"mean\", \"relation\": \"above\", \"bound\": 0}]}}}}";
        Path file = directory.resolve("mine.json");
        Files.writeString(file, form.formatted("twins", "gain"));
        run("fool twins", data, "--criteria=" + file)
                .refused(file + ": twins does not measure gain, but sameOnTraining");
        Files.writeString(file, form.formatted("triplets", "gap"));
        run("fool twins", data, "--criteria=" + file).refused("there is no measurement triplets");
        Files.writeString(file, form.formatted("twins", "gap"));
        run("paths", data, "--criteria=" + file).refused("has criteria for twins, but what is measured is paths");
        Run.of("fool", "twins", "--data=built-in", "--criteria=" + file, "--out=" + out(""))
                .refused("the ledger has criteria for twins of fashion-built-in, which stay");
        Files.writeString(file, "{}");
        run("paths", data, "--criteria=" + file).refused(file.toString());
        assertFalse(Files.exists(out("")));
    }

    @Test
    void whatDoesNotFitIsRefusedInASentence() throws IOException {
        Path data = pictures(30, KINDS);
        run("paths", data, "--set=layer=nothing").refused("own has no layer nothing");
        run("paths", data, "--set=depth=3").refused("--set depth=3: there is no such setting here; there are classes");
        run("paths", data, "--set=steps=many").refused("many is no whole number");
        run("paths", data, "--steps=2", "--set=steps=3").refused("--set steps says again");
        run("fool twins", data).refused("20 triggers");
        run("fool circuit", pictures(6, KINDS)).refused("too few");
        run("audit", directory.resolve("none")).refused("there is no such file or directory");
        assertFalse(Files.exists(out("")));
    }

    private Path written(String name, int classes) {
        Graph graph = new Graph(
                name,
                new InputSpec(SIZE, List.of(0f), List.of(1f)),
                List.of(
                        new Node("flat", new Operation.Flatten(), List.of(Graph.INPUT), "flat"),
                        new Node("hidden", new Operation.Linear(SIZE * SIZE, 8), List.of("flat"), "hidden"),
                        new Node("relu", new Operation.Relu(), List.of("hidden"), "relu"),
                        new Node(Network.LOGITS, new Operation.Linear(8, classes), List.of("relu"), "head")),
                List.of());
        Path file = directory.resolve(name + classes);
        NetworkFile.write(file, graph, Parameters.initial(graph, 1));
        return file;
    }

    /** It has the name of a known network and not its layers. */
    @Test
    void aNetworkIsKnownByItsLayersAndNotByItsName() throws IOException {
        Path data = pictures(30, KINDS);
        String weights = "--weights=" + written("fashion", 3);
        Run run = Run.of("paths", weights, "--data=" + data, "--steps=1", "--out=" + out(""))
                .done();
        assertTrue(run.output().startsWith("fashion: classes=3 "), run.output());
        assertTrue(run.output().contains("layer=relu "), run.output());
        Run.of("fool", "silent", weights, "--data=" + data, "--out=" + out("silent"))
                .refused("silent units cannot be added to fashion, because it has no convolution over all channels");
        Run.of("paths", "--weights=" + written("lone", 1), "--data=" + data, "--out=" + out("lone"))
                .refused("lone has a single class");
    }

    /** Its seed and steps are the rules', and the ledger's claims are not about it. */
    @Test
    void theArticlesClaimsAreMeasuredOnAnyNetwork() throws IOException {
        Run run = run("distill", pictures(40, KINDS), "--claims=V4,V6", "--set=steps=1")
                .done();
        assertTrue(run.output().contains("V4: mean of bothAboveNatural "), run.output());
        assertTrue(run.output().contains("V6: exploratory"), run.output());
        try (Stream<Path> written = Files.list(out("numbers"))) {
            assertEquals(2, written.count());
        }
        assertEquals("1", json("numbers/V4.json").get("setting").get("steps").asText());
    }

    /** own.onnx as if it had been exported with dynamic axes: neither height nor width is in the file. */
    private void leaveTheSizeOpen() throws IOException {
        String pixel = "\n\u0002\b\u0010";
        String file = Files.readString(model, StandardCharsets.ISO_8859_1);
        assertTrue(file.contains(pixel + pixel), "own.onnx is not for images of 16 pixels");
        String open = "\n\u0002\u0012\u0000";
        Files.writeString(model, file.replace(pixel + pixel, open + open), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aSizeThatTheFileLeavesOpenIsTheUsersInEveryExperiment() throws IOException {
        leaveTheSizeOpen();
        Path data = pictures(60, KINDS);
        Run silent = run("fool silent", data, "--steps=1", "--units=2", "--set=size=20")
                .done();
        assertTrue(silent.output().contains(" size=20 "), silent.output());
        assertFalse(silent.errors().contains("fixes no size"), silent.errors());
        assertEquals(
                20,
                NetworkFile.read(out("silent.safetensors"), Device.cpu())
                        .input()
                        .size());
        Run paths = Run.of(
                        "paths",
                        "--model=" + model,
                        "--input=unit",
                        "--data=" + data,
                        "--steps=1",
                        "--set=size=24",
                        "--out=" + directory.resolve("paths"))
                .done();
        assertTrue(paths.output().contains(" size=24 "), paths.output());
    }

    @Test
    void aSizeThatNobodySaysIsAUsualOneAndIsTold() throws IOException {
        leaveTheSizeOpen();
        Run layers = Run.of("layers", "--model=" + model, "--input=unit").done();
        assertTrue(layers.output().contains("for an image of 224 x 224 pixels"), layers.output());
        assertTrue(
                layers.errors().contains("it fixes no size of images; 224 pixels are taken; --size, or --set size=N"),
                layers.errors());
    }

    @Test
    void accuracyAndExamplesAreOfTheUsersSize() throws IOException {
        leaveTheSizeOpen();
        Path data = pictures(30, KINDS);
        String whole = Run.of("accuracy", "--model=" + model, "--input=unit", "--data=" + data, "--size=16")
                .done()
                .output();
        assertTrue(whole.contains("accuracy on 30 images: "), whole);
        Run.of("accuracy", "--model=" + model, "--input=unit", "--data=" + data, "--size=16", "--crop=16")
                .refused("--crop and --size");
        Run examples = Run.of(
                        "examples",
                        "--model=" + model,
                        "--input=unit",
                        "--data=" + data,
                        "--size=20",
                        "--unit=logit:0",
                        "--out=" + out(""))
                .done();
        assertFalse(examples.errors().contains("fixes no size"), examples.errors());
    }
}
