package io.eyewitness.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.theory.decimal.Decimals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtocolRulesTest {
    private static ProtocolRules of(String name) {
        Graph graph = Architectures.named(name);
        try (GraphNetwork network = new GraphNetwork(graph, Parameters.initial(graph, 1), Device.cpu())) {
            return ProtocolRules.of(
                    network,
                    Choices.NONE.with("size", Math.min(64, network.input().size())));
        }
    }

    /** Where pilots chose a layer, the rule chooses the same, or one in the next block. */
    @Test
    void theLayerIsNearestToTwoThirdsOfTheDepth() {
        assertEquals("relu4", of("fashion").layer());
        assertEquals("block2.0", of("cifar").layer());
        assertEquals("features.10.squeeze_activation", of("squeezenet1_1").layer());
        assertEquals("layer3.3.relu2", of("resnet50").layer());
    }

    /** It was measured by the rules before it had claims, and these were fixed with the settings that it had. */
    @Test
    void theFixedProtocolOfTheConstrainedNetworkIsThatOfTheRules() {
        ProtocolRules rules = of("fashion_lipschitz");
        UnitProtocol fixed = UnitProtocol.of("fashion_lipschitz", 2);
        assertTrue(fixed.isRegistered());
        assertEquals(rules.layer(), fixed.layer());
        assertEquals(rules.size(), fixed.size());
        assertEquals(rules.transforms(), fixed.transforms());
    }

    @Test
    void whatFollowsAConvolutionIsItsActivation() {
        assertEquals("relu5", of("fashion").following("conv5"));
        assertEquals("logits", of("fashion").following("logits"));
    }

    @Test
    void sizesBelow64AreSmall() {
        assertEquals("small", of("fashion").bySize("small", "large"));
        assertEquals("large", of("squeezenet1_1").bySize("small", "large"));
    }

    @Test
    void choicesAreForAllExperimentsOrForOne() {
        Choices choices = Choices.NONE.with("steps", 3).with("silent.steps", 5).with("images", 9);
        assertEquals(Map.of("steps", "5"), choices.of("silent", Set.of("steps")).chosen());
        assertEquals(
                Map.of("steps", "3"),
                choices.of("twins", Set.of("steps", "size")).chosen());
        assertEquals(7, choices.whole("size", 7));
        assertThrows(
                IllegalArgumentException.class,
                () -> choices.with("rate", "fast").number("rate", 0.1));
        assertThrows(IllegalArgumentException.class, () -> choices.requireAmong(Set.of("steps")));
    }

    /** What is printed as a setting can be given back. */
    @Test
    void numbersAreReadAsTheyArePrinted() {
        assertEquals("0.0005", Decimals.plain(0.0005));
        for (double value : new double[] {0, 0.3, 2, 0.0005, 1e-7, 1.2345678901234567e-5, 12345678, 1e23}) {
            assertEquals(value, Choices.NONE.with("rate", Decimals.plain(value)).number("rate", 9));
            assertEquals(value, Choices.NONE.with("rate", Decimals.text(value)).number("rate", 9));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Choices.NONE.with("rate", "1e999").number("rate", 9));
    }

    @Test
    void criteriaThatLackSomethingAreRefused(@TempDir Path directory) throws IOException {
        String condition = "{\"column\": \"gap\", \"statistic\": \"mean\", \"relation\": \"above\", \"bound\": 0.5}";
        String criterion = "{\"units\": 2, \"confidence\": 0.9, \"conditions\": [" + condition + "]}";
        for (String judge : List.of(
                "null",
                "{\"criterion\": null}",
                "{\"criterion\": " + criterion + ", \"columns\": {\"gap\": null}}",
                "{\"criterion\": " + criterion.replace(condition, "null") + "}")) {
            Path file = Files.writeString(
                    directory.resolve("mine.json"), "{\"schema\": 1, \"criteria\": {\"twins\": " + judge + "}}");
            String told = assertThrows(IllegalArgumentException.class, () -> Criteria.read(file))
                    .getMessage();
            assertTrue(told.startsWith(file + ": "), told);
        }
    }

    @Test
    void criteriaThatChangeDuringTheRunAreRefused(@TempDir Path directory) throws IOException {
        String text = "{\"schema\": 1, \"criteria\": {\"twins\": {\"criterion\": {\"units\": 2, \"confidence\": 0.9,"
                + " \"conditions\": [{\"column\": \"gap\", \"statistic\": \"mean\", \"relation\": \"above\", \"bound\": 0.5}]}}}}";
        Path file = Files.writeString(directory.resolve("mine.json"), text);
        RunTerms terms = new RunTerms(Choices.NONE, Optional.of(Criteria.read(file)));
        ExperimentResult result = new ExperimentResult(new TreeMap<>(Map.of("network", "own")), false);
        result.judgedBy(terms);
        Files.writeString(file, text.replace("0.5", "0.4"));
        String told = assertThrows(IllegalArgumentException.class, () -> result.judgedBy(terms))
                .getMessage();
        assertTrue(told.startsWith(file + " changed during the run: it had the SHA-256 "), told);
    }
}
