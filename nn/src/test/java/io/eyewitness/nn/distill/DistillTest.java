package io.eyewitness.nn.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The experiments on the small network, with few steps: what they measure, not what comes out. */
class DistillTest {
    private static GraphNetwork network;
    private static Subject subject;

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        LabelledImages images = FashionMnist.builtIn().first(40);
        Subject usual = Subjects.of(network, images, 3);
        subject = new Subject(
                network,
                usual.images(),
                usual.layer(),
                usual.channels().subList(0, 2),
                usual.classes().subList(9, 11),
                usual.transforms(),
                2,
                3);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @ParameterizedTest
    @EnumSource(DistillClaim.class)
    void eachClaimMeasuresWhatItsCriterionAsksFor(DistillClaim claim) {
        int[] ascents = new int[1];
        Measurement measurement = claim.measure(subject, finished -> ascents[0] += finished);
        assertEquals(claim.ascents(subject), ascents[0]);
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
                DistillClaim.V4.measure(subject, finished -> {}), DistillClaim.V4.measure(subject, finished -> {}));
    }

    /** A unit that no image opens has no value for others to be compared with: one is not to be invented. */
    @ParameterizedTest
    @EnumSource(
            value = DistillClaim.class,
            names = {"V2", "V3"})
    void aUnitThatStaysClosedIsNamedAndNotMeasured(DistillClaim claim) {
        int closed = subject.channels().get(1);
        Map<String, Tensor> tensors = new HashMap<>(network.tensors());
        tensors.put("bn4.weight", with(tensors.get("bn4.weight"), closed, 0));
        tensors.put("bn4.bias", with(tensors.get("bn4.bias"), closed, -1));
        try (GraphNetwork shut = new GraphNetwork(network.graph(), tensors, Device.cpu())) {
            String told = assertThrows(
                            IllegalArgumentException.class, () -> claim.measure(subject.on(shut), finished -> {}))
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
    void whatHasNoCriterionIsNotMeasured() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Distill.measure(DistillClaim.V1, subject, new TreeMap<>(), finished -> {}));
        assertThrows(IllegalArgumentException.class, () -> Subjects.size("resnet50"));
    }

    @Test
    void twentyUnitsAreActiveChannelsAndClassesInTurn() {
        Subject usual = Subjects.of(network, subject.images(), 3);
        Naturals naturals = usual.naturals();
        assertEquals(20, Set.copyOf(usual.channels()).size());
        assertTrue(usual.channels().stream().allMatch(naturals::isActive));
        assertEquals(20, usual.classes().size());
        assertEquals(10, Set.copyOf(usual.classes()).size());
    }

    @Test
    void theTopImagesActivateAChannelMost() {
        Naturals naturals = subject.naturals();
        int channel = subject.channels().get(0);
        float[] axis = new float[naturals.width()];
        axis[channel] = 1;
        Images best = naturals.images(naturals.top(channel, 1));
        assertEquals(naturals.largest(axis), Views.channels(network, subject.layer(), best)[channel], 1e-5);
        assertEquals(
                naturals.largest(axis), Views.mean(network, Objective.channel(subject.layer(), channel), best), 1e-5);
    }

    @Test
    void aCheckerboardIsAllHighAndASlowWaveAllLow() {
        assertEquals(1, Views.highShare(network, pattern(1, 1)), 1e-6);
        assertEquals(0, Views.highShare(network, pattern(14, 28)), 0.11);
        assertEquals(0, Views.highShare(network, new Images(1, 1, 28, 28, new float[28 * 28])));
    }

    @Test
    void anImageIsAsLikeItselfAsCanBe() {
        Images twice = twice(subject.naturals().images(0));
        assertEquals(1, Views.similarity(network, subject.layer(), twice), 1e-4);
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
