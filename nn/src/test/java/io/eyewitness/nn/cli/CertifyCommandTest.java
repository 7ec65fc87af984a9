package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.Axes;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.weights.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certification from the command line, of networks with random weights and the built-in images. */
class CertifyCommandTest {
    @TempDir
    private Path directory;

    private Run run(Graph graph, String... options) {
        Path weights = directory.resolve("random.safetensors");
        NetworkFile.write(weights, graph, Parameters.initial(graph, 1), Map.of());
        List<String> all = new ArrayList<>(List.of("certify", "--weights=" + weights, "--data=built-in"));
        all.addAll(List.of("--steps=2", "--examples=200", "--out=" + out("")));
        all.addAll(List.of(options));
        return Run.of(all.toArray(String[]::new));
    }

    private Path out(String name) {
        return directory.resolve("out").resolve(name);
    }

    private JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(out(name).toFile());
    }

    @Test
    void boundsAndDecisionsAreWritten() throws IOException {
        Run run = run(Architectures.named("fashion_lipschitz"), "--tests=40").done();
        assertTrue(run.output().contains("logit:9: Lipschitz constant from "), run.output());
        assertTrue(run.output().contains("decided, of the test images of each unit's class: "), run.output());
        JsonNode certified = json("certify.json");
        assertEquals(10, certified.get("units").size());
        assertEquals(200, certified.get("examples").asInt());
        for (JsonNode unit : certified.get("units")) {
            assertTrue(unit.get("lower").asDouble() <= unit.get("upper").asDouble(), unit.toString());
            assertTrue(unit.get("lower").asDouble() > 0.05 * unit.get("upper").asDouble(), unit.toString());
            assertTrue(unit.get("lowest").asDouble() < unit.get("highest").asDouble(), unit.toString());
            assertEquals(0, unit.get("wrong").asInt(), unit.toString());
        }
        JsonNode numbers = json("numbers/certified.json");
        assertEquals("ownDecided", numbers.get("columns").get(7).asText());
        assertEquals("200", numbers.get("setting").get("examples").asText());
        assertTrue(Files.readString(out("index.html")).contains("What a Lipschitz constant decides"));
    }

    @Test
    void blocksOfTestImagesAreMeasuredIfThereAreTwo() throws IOException {
        run(Architectures.named("fashion_lipschitz"), "--tests=99").done();
        assertFalse(Files.exists(out("numbers/certified-images.json")), "99 test images fill one block");
        run(Architectures.named("fashion_lipschitz"), "--tests=100", "--force").done();
        JsonNode numbers = json("numbers/certified-images.json");
        assertEquals(2, numbers.get("units").size());
        assertEquals(3, numbers.get("columns").size());
        assertEquals(1, numbers.get("means").get("right").asDouble());
    }

    @Test
    void otherUnitsAreCertified() throws IOException {
        run(Architectures.named("fashion_lipschitz"), "--units=relu1:3,logit:1", "--tests=40")
                .done();
        JsonNode units = json("certify.json").get("units");
        assertEquals("relu1:3", units.get(0).get("unit").asText());
        assertEquals("logit:1", units.get(1).get("unit").asText());
        assertTrue(
                units.get(0).get("upper").asDouble() < units.get(1).get("upper").asDouble(), units.toString());
    }

    @Test
    void unitsThatAreNotOneFunctionAreRefused() {
        run(Architectures.named("fashion_lipschitz"), "--units=probability:1")
                .refused("what is certified is logit:CLASS");
        run(Architectures.named("fashion_lipschitz"), "--units=-logit:1").refused("what is certified is logit:CLASS");
    }

    @Test
    void anOperationWithoutABoundIsRefusedByName() {
        Graph graph = new GraphBuilder()
                .conv("conv", 1, 4, 3)
                .relu("relu")
                .then("share", new Axes.Softmax(1, false))
                .then("average", new Operation.GlobalAverage())
                .logits(4, 10, "linear")
                .graph("fashion_soft", new InputSpec(28, List.of(0.5f), List.of(0.5f)));
        run(graph)
                .refused(
                        "the layer share of fashion_soft is of the kind softmax, for which no Lipschitz constant is known");
    }
}
