package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slingshots, paths, defences and the audit from the command line, with few steps and the built-in images. */
class ExperimentCommandsTest {
    @TempDir
    private Path directory;

    private Run run(String command, String... arguments) {
        Stream<String> usual = Stream.of("--steps=1", "--data=built-in", "--out=" + directory.resolve("out"));
        return Run.of(Stream.of(Stream.of(command.split(" ")), usual, Stream.of(arguments))
                .flatMap(all -> all)
                .toArray(String[]::new));
    }

    private Path out(String name) {
        return directory.resolve("out").resolve(name);
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(out(name).toFile());
    }

    private void assertShown(String folder) throws IOException {
        Path shown = out(folder);
        assertTrue(ImageIO.read(shown.resolve("contact-sheet.png").toFile()).getWidth() > 100);
        assertTrue(Files.readString(shown.resolve("index.html")).contains("\"settings\":[["));
        assertFalse(
                Files.exists(shown.resolve("measurement")),
                "with other steps than the protocol's there is no evidence");
    }

    private Path script() throws IOException {
        Path script = directory.resolve("script.pt");
        try (InputStream made = Network.class.getResourceAsStream("script.pt")) {
            Files.copy(made, script);
        }
        return script;
    }

    @Test
    void pathsAreWritten() throws IOException {
        Run run = run("paths", "--units=1", "--batch=2").done();
        assertTrue(run.output().contains("paths: mean of earlyGap "), run.output());
        assertShown("");
        JsonNode paths = json("paths.json");
        assertEquals(10, paths.get("units").size());
        JsonNode own = paths.get("units").get(0).get("images").get(0);
        assertEquals("built-in", own.get("file").asText());
        assertTrue(own.get("part").asText().matches("image \\d+, counted from 0"), own.toString());
        assertEquals(
                "logits",
                paths.get("layers").get(paths.get("layers").size() - 1).asText());
        assertEquals(3, paths.get("curves").size());
        assertTrue(ImageIO.read(out("paths.png").toFile()).getWidth() > 100);
        run("paths").refused("out is there already; --force replaces it");
    }

    @Test
    void oneImageOfEachClassWantsGroups() throws IOException {
        Path data = directory.resolve("single");
        LabelledImages single = FashionMnist.builtIn().firstOfEachClass(1);
        FashionFiles.write(data, "train", single);
        FashionFiles.write(data, "t10k", single);
        Run.of("paths", "--steps=1", "--data=" + data, "--out=" + out("")).refused("give --groups a file");
    }

    @Test
    void whatIsNoPathIsRefusedAndNothingIsWritten() throws IOException {
        run("paths", "--batch=0").refused("--units and --batch must be at least 1");
        run("paths", "--steps=0").refused("steps");
        run("paths", "--model=" + script())
                .refused(
                        "is TorchScript, whose layers can neither be seen nor replaced; give its parameters with --weights");
        Path groups = Files.writeString(directory.resolve("groups"), "shoes\t5\tSandal\nshoes, too\n");
        run("paths", "--groups=" + groups).refused(groups + ": line 2 is not a group, the number of a class");
        Files.writeString(groups, "shoes\t5\tSandal\n");
        run("paths", "--groups=" + groups).refused("give --groups a file");
        Files.writeString(groups, "shoes\t10\tSandal\ncoats\t4\tCoat\n");
        run("paths", "--groups=" + groups).refused("10 classes");
        run("paths", "--groups=" + directory.resolve("none")).refused("there is no such file");
        run("paths", "--suspect=bent=" + directory.resolve("none")).refused("there is no such file");
        run("paths", "--suspect=clean=" + directory.resolve("none")).refused("clean is the network itself");
        run("paths", "--suspect=../x=" + directory.resolve("none")).refused("a name has letters, digits");
        assertFalse(Files.exists(out("")));
    }

    @Test
    void aSlingshotIsWrittenAndASuspectForTheDefence() throws IOException {
        Run slung = run("fool slingshot", "--fine-tuning=2").done();
        assertTrue(slung.output().contains("slingshots: mean of "), slung.output());
        assertShown("");
        Path suspect = Files.copy(out("slingshot.safetensors"), directory.resolve("suspect"));
        Run scored = Run.of(
                        "defend",
                        "--steps=1",
                        "--data=built-in",
                        "--batch=1",
                        "--suspect=bent=" + suspect,
                        "--out=" + out("defence"))
                .done();
        assertTrue(scored.output().contains("bent, by path: area under the curve "), scored.output());
        assertShown("defence");
        JsonNode scores = json("defence/scores.json");
        assertEquals(10, scores.get("units").size());
        assertEquals(2, scores.get("areas").size());
        assertTrue(ImageIO.read(out("defence/roc.png").toFile()).getWidth() > 100);
        Run followed = Run.of(
                        "paths",
                        "--steps=1",
                        "--data=built-in",
                        "--units=1",
                        "--batch=1",
                        "--suspect=bent=" + suspect,
                        "--out=" + out("followed"))
                .done();
        assertTrue(followed.output().contains("paths-bent: mean of logitsFall "), followed.output());
        assertFalse(followed.output().contains("paths: mean"), followed.output());
        assertShown("followed");
        assertEquals(
                json("followed/paths.json").get("layers"),
                json("followed/paths-bent.json").get("layers"));
        assertNotEquals(
                json("followed/paths.json").get("anchored"),
                json("followed/paths-bent.json").get("anchored"));
    }

    @Test
    void whatCannotBeDefendedIsRefusedAndNothingIsWritten() throws IOException {
        Path missing = directory.resolve("none");
        run("defend", "--suspect=bent=" + missing).refused(missing + ": there is no such file");
        run("defend").refused("--suspect");
        run("defend", "--suspect=bent=" + missing, "--batch=0").refused("--batch must be at least 1");
        run("defend", "--suspect=bent=" + missing, "--model=" + script()).refused("is TorchScript, whose layers");
        Path text = Files.writeString(directory.resolve("text"), "no network");
        run("defend", "--suspect=bent=" + text).refused(text.toString());
        Graph graph = Architectures.named("cifar");
        Path other = directory.resolve("other");
        NetworkFile.write(other, graph, Parameters.initial(graph, 1));
        run("defend", "--suspect=bent=" + other).refused(other + " was made from cifar, not from fashion");
        assertFalse(Files.exists(out("")));
    }

    @Test
    void whatIsNoSlingshotIsRefusedAndNothingIsWritten() throws IOException {
        run("fool slingshot", "--fine-tuning=0").refused("--fine-tuning");
        run("fool slingshot", "--target=unit:10").refused("10 classes");
        run("fool slingshot", "--model=" + script()).refused("is TorchScript, whose layers");
        assertFalse(Files.exists(out("")));
    }

    @Test
    void theAuditRunsEveryExperimentAndSaysThatShortOnesAreNoEvidence() throws IOException {
        LabelledImages images = FashionMnist.builtIn().shuffled(2);
        Path data = directory.resolve("data");
        FashionFiles.write(data, "train", images.first(100));
        FashionFiles.write(data, "t10k", images.subset(IntStream.range(100, 250).toArray()));
        Run run = Run.of("audit", "--steps=1", "--data=" + data, "--out=" + out(""))
                .done();
        List<String> experiments = List.of("permuted", "arbitrary", "silent", "twins", "slingshot", "paths", "defence");
        for (String experiment : experiments) {
            assertShown(experiment);
            assertTrue(run.output().contains(experiment + ", with "), run.output());
        }
        for (String measurement :
                List.of("permuted", "arbitrary-image", "silent-units", "twins", "slingshots", "paths", "defences")) {
            assertTrue(run.output().contains(measurement + ": no evidence, because its "), run.output());
            assertTrue(json("numbers/" + measurement + ".json")
                    .get("standing")
                    .asText()
                    .startsWith("no evidence, "));
        }
        assertEquals(40, json("defence/scores.json").get("units").size(), "20 silent units, 10 logits twice");
        assertFalse(Files.exists(out("measurement")));
        assertTrue(run.output().startsWith(Files.readString(out("audit.txt"))), run.output());
    }

    @Test
    void anAuditThatCannotBeLeavesNothing() throws IOException {
        run("audit", "--model=squeezenet1_1").refused("squeezenet1_1");
        Run stopped = run("audit", "--steps=0");
        assertEquals(2, stopped.exitCode());
        Path none = directory.resolve("none");
        Run.of("audit", "--data=" + none, "--out=" + out("")).refused(none + ": there is no such file or directory");
        Run.of("audit", "--model=cifar", "--out=" + out("")).refused("CIFAR-10 does not come with eyewitness");
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }
}
