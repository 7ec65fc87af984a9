package io.eyewitness.nn.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ExperimentResult;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.NaturalStatistics;
import io.eyewitness.nn.experiment.Setup;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The experiments on the small network, with few steps: what they measure, not what comes out. */
class DistillTest {
    private static final UnitProtocol PROTOCOL = UnitProtocol.of("fashion", 3);

    private static GraphNetwork network;
    private static Setup setup;

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        LabelledImages images = FashionMnist.builtIn().first(40);
        Setup usual = PROTOCOL.on(network, images);
        setup = new Setup(
                new UnitProtocol("fashion", "relu4", 28, 500, 20, ExperimentProtocol.SMALL_TRANSFORMS, 2, 3),
                usual.naturals(),
                usual.channels().subList(0, 2),
                usual.classes().subList(9, 11));
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @ParameterizedTest
    @EnumSource(DistillClaim.class)
    void eachClaimMeasuresWhatItsCriterionAsksFor(DistillClaim claim) {
        long[] ascents = new long[1];
        Measurement measurement = claim.measure(setup, 0.05, finished -> ascents[0] += finished);
        assertEquals(claim.optimizedImages(setup), ascents[0]);
        assertEquals(2, measurement.units().size());
        Set<String> names = measurement.units().stream().map(Unit::name).collect(Collectors.toSet());
        assertEquals(2, names.size());
        Ledger.builtIn().claims().stream()
                .filter(known -> known.id().startsWith("claim:" + claim + "."))
                .flatMap(known -> known.criterion().orElseThrow().conditions().stream())
                .forEach(condition -> assertTrue(measurement.columns().contains(condition.column())));
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        assertEquals(
                DistillClaim.V4.measure(setup, Double.NaN, finished -> {}),
                DistillClaim.V4.measure(setup, Double.NaN, finished -> {}));
    }

    /** A unit that no image opens has no value for others to be compared with: one is not to be invented. */
    @ParameterizedTest
    @EnumSource(
            value = DistillClaim.class,
            names = {"V2", "V3"})
    void aUnitThatStaysClosedIsNamedAndNotMeasured(DistillClaim claim) {
        int closed = setup.channels().get(1);
        Map<String, Tensor> tensors = new HashMap<>(network.tensors());
        tensors.put("bn4.weight", with(tensors.get("bn4.weight"), closed, 0));
        tensors.put("bn4.bias", with(tensors.get("bn4.bias"), closed, -1));
        try (GraphNetwork shut = new GraphNetwork(network.graph(), tensors, Device.cpu())) {
            Setup ofShut = new Setup(
                    setup.protocol(),
                    NaturalStatistics.of(shut, setup.layer(), setup.images()),
                    setup.channels(),
                    setup.classes());
            String told = assertThrows(IllegalArgumentException.class, () -> claim.measure(ofShut, 1, finished -> {}))
                    .getMessage();
            assertTrue(told.contains("relu4:" + closed + " is 0"), told);
        }
    }

    private static Tensor with(Tensor tensor, int index, float value) {
        float[] values = tensor.values().clone();
        values[index] = value;
        return new Tensor(tensor.shape(), values);
    }

    @Test
    void whatHasNoCriterionIsNoEvidence() throws IOException {
        Subject fashion = new Subject(
                LoadedModel.builtIn("fashion", Device.cpu()),
                "cpu",
                NaturalImages.of(network, Path.of(NaturalImages.BUILT_IN)));
        ExperimentResult result = new DistillExperiment(
                        new UnitProtocol("fashion", "relu4", 28, 500, 20, ExperimentProtocol.SMALL_TRANSFORMS, 1, 3),
                        DistillClaim.V6,
                        Map.of())
                .run(fashion, Progress.NONE);
        ExperimentResult.Outcome outcome = result.outcomes().get(0);
        assertFalse(outcome.isEvidence());
        assertTrue(result.hasStanding(outcome));
        assertTrue(result.lines(outcome).get(2).startsWith("V6: exploratory"), result.lines(outcome)::toString);
        assertThrows(IllegalArgumentException.class, () -> UnitProtocol.of("resnet50", 1));
    }

    @Test
    void twentyUnitsAreActiveChannelsAndClassesInTurn() {
        Setup usual = PROTOCOL.on(network, setup.images());
        NaturalStatistics naturals = usual.naturals();
        assertEquals(20, Set.copyOf(usual.channels()).size());
        assertTrue(usual.channels().stream().allMatch(naturals::isActive));
        assertEquals(20, usual.classes().size());
        assertEquals(10, Set.copyOf(usual.classes()).size());
    }

    @Test
    void theTopImagesActivateAChannelMost() {
        NaturalStatistics naturals = setup.naturals();
        int channel = setup.channels().get(0);
        float[] axis = new float[naturals.width()];
        axis[channel] = 1;
        Images best = naturals.images(naturals.top(channel, 1));
        assertEquals(naturals.largest(axis), ImageMetrics.channels(network, setup.layer(), best)[channel], 1e-5);
        assertEquals(
                naturals.largest(axis),
                ImageMetrics.mean(network, Objective.channel(setup.layer(), channel), best),
                1e-5);
    }

    @Test
    void aCheckerboardIsAllHighAndASlowWaveAllLow() {
        assertEquals(1, ImageMetrics.highShare(network, pattern(1, 1)), 1e-6);
        assertEquals(0, ImageMetrics.highShare(network, pattern(14, 28)), 0.11);
        assertEquals(0, ImageMetrics.highShare(network, new Images(1, 1, 28, 28, new float[28 * 28])));
    }

    @Test
    void anImageIsAsLikeItselfAsCanBe() {
        Images twice = twice(setup.naturals().images(0));
        assertEquals(1, ImageMetrics.similarity(network, setup.layer(), twice), 1e-4);
    }

    private static Images twice(Images image) {
        float[] values = new float[2 * image.values().length];
        System.arraycopy(image.values(), 0, values, 0, image.values().length);
        System.arraycopy(image.values(), 0, values, image.values().length, image.values().length);
        return new Images(2, 1, image.height(), image.width(), values);
    }

    /** Squares of a side in a row, half of them bright. */
    private static Images pattern(int rows, int columns) {
        float[] values = new float[28 * 28];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 28 / rows + i % 28 / columns) % 2;
        }
        return new Images(1, 1, 28, 28, values);
    }
}
