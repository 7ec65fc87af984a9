package io.eyewitness.nn.defend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.Suspects;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.paths.Paths;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.claim.Preregistration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With natural images in place of visualizations, whose scores are known in advance. */
class DefenceTest {
    private static final UnitProtocol PROTOCOL =
            new UnitProtocol("fashion", "relu4", 28, 500, 20, ExperimentProtocol.SMALL_TRANSFORMS, 2, 3);

    private static GraphNetwork network;
    private static LabelledImages images;
    private static Setup setup;

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        images = FashionMnist.builtIn().first(150);
        setup = PROTOCOL.on(network, images);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static Images ofClass(int label) {
        LabelledImages some = FashionMnist.builtIn();
        LabelledImages chosen = some.subset(some.ofClass(label)).first(4);
        try (NDManager scratch = network.manager().newSubManager()) {
            return Images.of(chosen.batch(scratch, 0, 4));
        }
    }

    private static Scores scores(String unit, int label) {
        return Scores.of(network, UnitSpec.parse(unit), ofClass(label), Paths.layers(network), images, 1);
    }

    @Test
    void imagesOfTheClassAgreeWithTheTopExamplesAndOthersDoNot() {
        for (int label : new int[] {1, 5, 8}) {
            Scores own = scores("logit:" + label, label);
            Scores other = scores("logit:" + label, (label + 3) % 10);
            assertTrue(own.agreement() > other.agreement(), own + " " + other);
            assertTrue(own.path() > 0 && own.path() > other.path(), own + " " + other);
        }
    }

    @Test
    void unitsAreThoseOfTheLayerThatWasReplaced() {
        DefenceExperiment defence = new DefenceExperiment(PROTOCOL, 2, 100, Suspects.none());
        try (GraphNetwork shifted = new Permutation(1, 10).network(network)) {
            List<UnitSpec> units = defence.units(network, shifted);
            assertEquals(10, units.size());
            assertEquals("logit:9", units.get(9).toString());
            long[] parts = new long[1];
            List<DefenceExperiment.Scored> scored =
                    defence.score(setup, shifted, units.subList(0, 2), done -> parts[0] += done);
            assertEquals(4 + 2, parts[0], "ascents and scores");
            assertEquals(2, scored.get(1).visualizations().batch());
        }
        assertEquals("logit:0", defence.units(network, network).get(0).toString());
    }

    @Test
    void whatHasNoPathOrNothingToCompareWithIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> scores("conv1:0", 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Scores.of(
                        network, UnitSpec.parse("logit:1"), ofClass(1), Paths.layers(network), images.first(100), 1));
    }

    private static void write(Path file, String measurement, Map<String, String> changes) throws IOException {
        Map<String, String> setting = new TreeMap<>(
                Preregistration.of(measurement, "fashion-built-in").protocol().settings());
        setting.putAll(Map.of("network", "fashion", "weights", "built-in sha256:" + Pretrained.sha256("fashion")));
        setting.putAll(changes);
        NetworkFile.write(file, network.graph(), network.tensors(), setting);
    }

    /** The claims are about the networks that the ledger's own runs make. */
    @Test
    void aSuspectThatWasMadeOtherwiseIsNotTheClaimsOne(@TempDir Path directory) throws IOException {
        Map<String, Path> suspects = new LinkedHashMap<>();
        Map<String, String> measurements =
                Map.of("permuted", "permuted", "arbitrary", "arbitrary-image", "silent", "silent-units");
        for (Map.Entry<String, String> suspect : measurements.entrySet()) {
            suspects.put(suspect.getKey(), directory.resolve(suspect.getKey()));
            write(suspects.get(suspect.getKey()), suspect.getValue(), Map.of());
        }
        Subject subject = new Subject(
                LoadedModel.builtIn("fashion", Device.cpu()),
                "cpu",
                NaturalImages.of(network, Path.of(NaturalImages.BUILT_IN)));
        DefenceExperiment defence = DefenceExperiment.of(subject, UnitProtocol.of(subject, 1), new Suspects(suspects));
        assertTrue(defence.isRegistered(subject));
        assertEquals(Optional.empty(), defence.suspects().departure(subject));
        for (Map.Entry<String, String> suspect : measurements.entrySet()) {
            String name = suspect.getKey();
            Path file = suspects.get(name);
            write(file, suspect.getValue(), Map.of("steps", "1"));
            String told = defence.suspects().departure(subject).orElseThrow();
            assertTrue(
                    told.startsWith("the suspect " + name + " was not made by the ledger's protocol: its steps is '1'"),
                    told);
            write(file, suspect.getValue(), Map.of("weights", "mine sha256:" + "0".repeat(64)));
            assertEquals(
                    "the suspect " + name + " was not made from these weights",
                    defence.suspects().departure(subject).orElseThrow());
            write(file, suspect.getValue(), Map.of());
        }
        subject.close();
    }
}
