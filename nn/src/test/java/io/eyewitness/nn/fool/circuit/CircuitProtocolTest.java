package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitProtocolTest {
    private static final CircuitProtocol PROTOCOL = CircuitProtocol.of("fashion", 3);

    @Test
    void whatIsMeasuredTookNoPartInMakingTheCircuit() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 3; seed < 6; seed++) {
            CircuitProtocol protocol = CircuitProtocol.of("fashion", seed);
            Stream.of(protocol.training(10), protocol.thresholds(10), protocol.measured(10))
                    .flatMap(List::stream)
                    .forEach(batch -> seeds.add(batch.seed()));
        }
        assertEquals(seeds.size(), new HashSet<>(seeds).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void aHundredAndTwentyVisualizationsAreMeasuredInAllParametrisations(int outputs) {
        Set<String> rows = new HashSet<>();
        Set<Integer> units = new HashSet<>();
        Set<String> parametrisations = new HashSet<>();
        for (CircuitProtocol.Batch batch : PROTOCOL.measured(outputs)) {
            parametrisations.add(batch.parametrisation().name());
            for (int unit : batch.units()) {
                assertTrue(unit < outputs);
                rows.add(unit + " " + batch.seed());
                units.add(unit);
            }
        }
        assertEquals(120, rows.size());
        assertEquals(Math.min(120, outputs), units.size());
        assertEquals(Set.of("fourier", "pixel", "maco"), parametrisations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion", "cifar", "squeezenet1_1", "inception_v1", "mobilenet_v2"})
    void eLearnsAndIsSetOnAllKindsThatAreMeasuredAndOnImagesSeenAsTheyAre(String network) {
        CircuitProtocol protocol = CircuitProtocol.of(network, 3);
        Set<String> measured = kinds(protocol.measured(10));
        assertEquals(3, measured.size());
        assertEquals(measured, kinds(protocol.thresholds(10)));
        Set<String> learnt = kinds(protocol.training(10));
        assertTrue(learnt.containsAll(measured), "E never sees some of " + measured + ": " + learnt);
        measured.forEach(kind -> assertTrue(learnt.contains(kind.split(" ")[0] + " none"), learnt.toString()));
        protocol.training(10).forEach(batch -> assertEquals(10, new HashSet<>(batch.units()).size()));
        assertEquals(
                protocol.classifierBatches(),
                protocol.training(10).size() + protocol.thresholds(10).size());
    }

    private static Set<String> kinds(List<CircuitProtocol.Batch> batches) {
        return batches.stream()
                .map(batch -> batch.parametrisation().name() + " "
                        + batch.transforms().text())
                .collect(Collectors.toSet());
    }

    @Test
    void aNetworkWithoutAPlanIsNamedWithThoseThatHaveOne() {
        String message = assertThrows(IllegalArgumentException.class, () -> CircuitProtocol.of("resnet50", 1))
                .getMessage();
        assertTrue(message.endsWith("cifar, fashion, inception_v1, mobilenet_v2, squeezenet1_1"), message);
        assertThrows(IllegalArgumentException.class, () -> small(0, 1, List.of("relu")));
        assertThrows(IllegalArgumentException.class, () -> small(3, 0, List.of("relu")));
        assertThrows(IllegalArgumentException.class, () -> small(3, 67, List.of("relu")));
        assertThrows(IllegalArgumentException.class, () -> small(3, 1, List.of()));
    }

    @Test
    void moreChannelsThanAreFittedAreRefused() {
        Graph graph = Architectures.named("inception_v1");
        try (GraphNetwork network = new GraphNetwork(graph, Parameters.initial(graph, 1), Device.cpu())) {
            String five = "inception4c,inception4d,inception4e,inception5a,inception5b";
            assertEquals(5, reading(five, network).classifierLayers().size());
            String message = assertThrows(IllegalArgumentException.class, () -> reading("inception4b," + five, network))
                    .getMessage();
            assertTrue(message.contains("E would read 4240 channels, and at most 4096 are fitted"), message);
        }
    }

    private static CircuitProtocol reading(String classifierLayers, GraphNetwork network) {
        return CircuitProtocol.of(
                new Subject(
                        new LoadedModel(network, "none", "0", ClassNames.unknown()),
                        "cpu",
                        NaturalImages.of(network, null),
                        new RunTerms(Choices.NONE.with("classifier-layers", classifierLayers), Optional.empty())),
                1);
    }

    private static CircuitProtocol small(int steps, int rounds, List<String> classifierLayers) {
        return new CircuitProtocol("small", "relu", 16, steps, rounds, classifierLayers, 12, 5);
    }

    @Test
    void aLeakIsNoPartOfTheFixedProtocolAndClipsNothing() {
        CircuitProtocol fixed = CircuitProtocol.of("fashion", 1);
        assertEquals("0.0", fixed.settings().get("leak"));
        assertTrue(fixed.isRegistered());
        assertFalse(hiding(fixed, 0.4, 1).isRegistered());
        assertEquals("0.4", hiding(fixed, 0.4, 1).settings().get("leak"));
        for (double leak : new double[] {-0.1, 0.41, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> hiding(fixed, leak, 1));
        }
    }

    @Test
    void theClassifierIsOneChannelInTheFixedProtocol() {
        CircuitProtocol fixed = CircuitProtocol.of("fashion", 1);
        assertEquals("1", fixed.settings().get("parts"));
        assertFalse(hiding(fixed, 0, 64).isRegistered());
        assertThrows(IllegalArgumentException.class, () -> hiding(fixed, 0, 0));
    }

    private static CircuitProtocol hiding(CircuitProtocol fixed, double leak, int parts) {
        return new CircuitProtocol(
                fixed.network(),
                fixed.layer(),
                fixed.size(),
                fixed.steps(),
                fixed.rounds(),
                fixed.classifierLayers(),
                fixed.batches(),
                new CircuitProtocol.Hiding(leak, parts),
                fixed.seed());
    }
}
