package io.eyewitness.nn.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSettingTest {
    private static GraphNetwork network;
    private static Setup setup;

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        setup = protocol(24).on(network, FashionMnist.builtIn().first(60));
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static UnitProtocol protocol(int steps) {
        return new UnitProtocol("fashion", "relu4", 28, 60, 8, ExperimentProtocol.SMALL_TRANSFORMS, steps, 3);
    }

    @Test
    void pilotsAreNotMeasured() {
        Setup pilots = OpenSetting.pilots(setup);
        assertEquals(8, setup.classes().size());
        assertEquals(2, pilots.classes().size());
        assertEquals(6, Set.copyOf(pilots.channels()).size());
        Set<Integer> both = new HashSet<>(pilots.channels());
        both.retainAll(setup.channels());
        both.addAll(pilots.classes().stream().filter(setup.classes()::contains).toList());
        assertEquals(Set.of(), both);
        assertTrue(pilots.channels().stream().allMatch(setup.naturals()::isActive));
        assertEquals(pilots, OpenSetting.pilots(setup), "the same seed gives the same pilots");
    }

    /** All ten classes are measured, so the pilots are some of them, from other starts. */
    @Test
    void whereAllAreMeasuredPilotsHaveOtherStarts() {
        Setup all = new Setup(
                setup.protocol(),
                setup.naturals(),
                setup.channels(),
                IntStream.range(0, 10).boxed().toList());
        Setup pilots = OpenSetting.pilots(all);
        assertEquals(6, Set.copyOf(pilots.classes()).size());
        Objective logit = Objective.logit(pilots.classes().get(0));
        float[] start = all.spec(logit).withSteps(1).run(network).values();
        assertFalse(Arrays.equals(
                start, pilots.spec(logit).withSteps(1).run(network).values()));
    }

    @Test
    void theWeightIsTheLargestAtWhichPilotsKeepTheirValue() {
        double chosen = OpenSetting.DIVERSITY.byPilots(setup, Progress.NONE);
        assertTrue(chosen < 1, "else the rule is not seen at work");
        assertTrue(kept(chosen) >= 0.95, () -> "kept " + kept(chosen));
        assertTrue(kept(2 * chosen) < 0.95, () -> "kept " + kept(2 * chosen));
    }

    private static double kept(double weight) {
        Measurement measured = DistillClaim.V3.measure(OpenSetting.pilots(setup), weight, Progress.NONE);
        return measured.means().get("activationRatio");
    }

    @Test
    void theRateIsTheOneWithTheLargestProbabilities() {
        Setup pilots = OpenSetting.pilots(setup);
        double chosen = OpenSetting.PROBABILITY_RATE.byPilots(setup, Progress.NONE);
        double best = probability(pilots, chosen);
        DoubleStream.of(0.0125, 0.025, 0.05, 0.1, 0.2)
                .forEach(rate -> assertTrue(probability(pilots, rate) <= best, () -> "at " + rate));
        assertTrue(probability(pilots, 0.0125) < best, "else the rule is not seen at work");
    }

    private static double probability(Setup pilots, double rate) {
        List<Objective> objectives =
                pilots.classes().stream().map(Objective::probability).toList();
        var images = pilots.images(objectives, spec -> spec.withRate(rate), Progress.NONE);
        return IntStream.range(0, objectives.size())
                .mapToDouble(i -> ImageMetrics.mean(network, objectives.get(i), images.get(i)))
                .average()
                .orElseThrow();
    }

    private static Subject subject(Choices choices) throws IOException {
        return new Subject(
                LoadedModel.builtIn("fashion", Device.cpu()),
                "cpu",
                NaturalImages.of(network, Path.of(NaturalImages.BUILT_IN)),
                new RunTerms(choices, Optional.empty()));
    }

    @Test
    void theMeasurementSaysWhatPilotsOrTheUserChose() throws IOException {
        try (Subject piloted = subject(Choices.NONE)) {
            assertEquals("0.5", diversity(piloted, Map.of(OpenSetting.DIVERSITY, 0.5)));
            double chosen =
                    OpenSetting.DIVERSITY.byPilots(piloted.images().setup(protocol(2), Progress.NONE), Progress.NONE);
            assertEquals(Decimals.plain(chosen), diversity(piloted, Map.of()));
        }
    }

    private String diversity(Subject subject, Map<OpenSetting, Double> open) throws IOException {
        new DistillExperiment(protocol(2), DistillClaim.V3, open)
                .run(subject, Progress.NONE)
                .writeEvidenceTo(directory);
        return new ObjectMapper()
                .readTree(directory.resolve("numbers/V3.json").toFile())
                .get("setting")
                .get("diversity")
                .asText();
    }

    @Test
    void aValueThatDepartsFromTheFixedOneIsRegisteredNowhere() throws IOException {
        UnitProtocol fixed = UnitProtocol.of("squeezenet1_1", 1);
        Map<OpenSetting, Double> usual = OpenSetting.of("squeezenet1_1", Choices.NONE);
        Map<OpenSetting, Double> other = OpenSetting.of("squeezenet1_1", Choices.NONE.with("probability-rate", "0.1"));
        Map<OpenSetting, Double> piloted =
                OpenSetting.of("squeezenet1_1", Choices.NONE.with("probability-rate", "pilots"));
        assertEquals(0.1, other.get(OpenSetting.PROBABILITY_RATE));
        assertFalse(piloted.containsKey(OpenSetting.PROBABILITY_RATE));
        try (Subject any = subject(Choices.NONE)) {
            assertTrue(new DistillExperiment(fixed, DistillClaim.V1, usual).isRegistered(any));
            assertFalse(new DistillExperiment(fixed, DistillClaim.V1, other).isRegistered(any));
            assertFalse(new DistillExperiment(fixed, DistillClaim.V1, piloted).isRegistered(any));
            assertTrue(new DistillExperiment(fixed, DistillClaim.V3, other).isRegistered(any));
            UnitProtocol inception = UnitProtocol.of("inception_v1", 1);
            assertTrue(new DistillExperiment(inception, DistillClaim.V3, OpenSetting.of("inception_v1", Choices.NONE))
                    .isRegistered(any));
        }
    }
}
