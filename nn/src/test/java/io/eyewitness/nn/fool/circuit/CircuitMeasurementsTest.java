package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.fool.ImageSimilarity;
import io.eyewitness.nn.fool.LabelledAccuracy;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.fool.circuit.CircuitVisualizations.ObservedRun;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.FoolingCircuit;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is measured of a circuit, where the answers are known: E is 0 on everything, or 1; labels are what the network says. */
class CircuitMeasurementsTest {
    private static final int SIZE = Constant.INPUT.size();
    private static final CircuitProtocol PROTOCOL = protocol(3);
    private static final DeceptiveOutput SHIFTED = new Permutation(1, Constant.UNITS);

    private static GraphNetwork truth;
    private static LabelledImages labelled;

    private static CircuitProtocol protocol(int steps) {
        return new CircuitProtocol("small", "relu", SIZE, steps, 1, List.of("relu"), 12, 5);
    }

    @BeforeAll
    static void label() {
        truth = Constant.network();
        SplittableRandom random = new SplittableRandom(3);
        ImageShape shape = new ImageShape(1, SIZE, SIZE);
        byte[] pixels = new byte[40 * shape.bytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        List<String> classes = List.of("a", "b", "c", "d");
        LabelledImages images = LabelledImages.of(shape, classes, pixels, new int[40]);
        try (NDManager scratch = truth.manager().newSubManager()) {
            long[] largest =
                    truth.logits(images.batch(scratch, 0, 40)).argMax(1).toLongArray();
            int[] labels = Arrays.stream(largest).mapToInt(Math::toIntExact).toArray();
            labelled = LabelledImages.of(shape, classes, pixels, labels);
        }
    }

    @AfterAll
    static void close() {
        truth.close();
    }

    private static GraphNetwork fooled(boolean one) {
        return Circuit.of(SHIFTED, Constant.classifier(one ? 1 : 0), 50).in(truth);
    }

    @Test
    void anEThatIsZeroChangesNothing() {
        try (GraphNetwork fooled = fooled(false)) {
            Measurement measurement = NaturalOutputs.measure(truth, fooled, 0, labelled, done -> {});
            assertEquals(8, measurement.units().size());
            measurement.units().forEach(unit -> {
                assertEquals(List.of(1.0, 1.0, 0.0, 0.0), unit.values().subList(0, 4));
                assertEquals(1.0, unit.values().get(5), "of four logits each is among the first five");
            });
        }
    }

    @Test
    void anEThatIsOneGivesTheAnswersOfOtherUnits() {
        try (GraphNetwork fooled = fooled(true)) {
            Measurement measurement = NaturalOutputs.measure(truth, fooled, 0, labelled, done -> {});
            assertEquals(0, measurement.means().get("naturalRight"));
            assertEquals(0, measurement.means().get("equalOutputs"));
            assertEquals(1, measurement.means().get("top1Before"));
            assertEquals(-1, measurement.means().get("top1Change"));
            assertEquals(0, measurement.means().get("top5Change"));
        }
    }

    @Test
    void imagesOfOtherClassesAreLabelledByTheNetwork() {
        LabelledImages others = labelled.relabelled(List.of("x", "y"), 1);
        try (GraphNetwork fooled = fooled(true)) {
            Measurement measurement = NaturalOutputs.measure(truth, fooled, 0, others, done -> {});
            assertEquals(1, measurement.means().get("top1Before"));
            assertEquals(-1, measurement.means().get("top1Change"));
        }
    }

    /** Of 40 images 10 have the label that the network says; the others count for everything but accuracy. */
    @Test
    void accuracyIsThatOfLabelledImagesWhereSomeHaveNoLabel() {
        int[] some = labelled.labels();
        Arrays.fill(some, 0, 30, LabelledImages.UNLABELLED);
        LabelledImages partly = labelled.withLabels(labelled.classes(), some);
        TrainTest images = new TrainTest(partly.range(20, 40), partly.range(0, 20));
        assertTrue(LabelledAccuracy.isOf(images, Constant.UNITS));
        assertFalse(LabelledAccuracy.isOf(images, Constant.UNITS + 1));
        assertFalse(
                LabelledAccuracy.isOf(new TrainTest(labelled.range(0, 20), labelled.range(20, 40)), Constant.UNITS));
        try (GraphNetwork fooled = fooled(true)) {
            Measurement accuracy = LabelledAccuracy.measure(truth, fooled, images, done -> {});
            assertEquals(2, accuracy.units().size(), "blocks of five");
            assertEquals(1, accuracy.means().get("top1Before"));
            assertEquals(-1, accuracy.means().get("top1Change"));
            Measurement outputs = NaturalOutputs.ofPartlyLabelled(truth, fooled, 0, images.test(), done -> {});
            assertEquals(List.of("naturalRight", "equalOutputs"), outputs.columns());
            assertEquals(4, outputs.units().size());
        }
    }

    @Test
    void fewerThanFiveLabelledImagesGiveNoAccuracy() {
        for (int count : new int[] {4, 5}) {
            int[] some = labelled.labels();
            Arrays.fill(some, count, some.length, LabelledImages.UNLABELLED);
            LabelledImages partly = labelled.withLabels(labelled.classes(), some);
            TrainTest images = new TrainTest(partly.range(0, 20), partly.range(20, 40));
            assertTrue(LabelledAccuracy.arePartlyLabelled(images, Constant.UNITS));
            assertEquals(count == 5, LabelledAccuracy.isOf(images, Constant.UNITS));
        }
    }

    @Test
    void aTrialCountsTheStepsAtWhichEIsOne() {
        for (boolean one : new boolean[] {false, true}) {
            try (GraphNetwork fooled = fooled(one)) {
                CircuitProtocol.Batch batch = PROTOCOL.single(2);
                ObservedRun trial = ObservedRun.of(PROTOCOL.spec(batch), truth, fooled);
                assertEquals(List.of(one ? 1.0 : 0.0), trial.seen());
                assertEquals(PROTOCOL.steps(), trial.values().size());
                assertArrayEquals(
                        PROTOCOL.spec(batch).run(truth).values(), trial.images().values());
            }
        }
    }

    @Test
    void withAnEThatIsOneAllShowTheirTargetsAndWithZeroThemselves() {
        for (int one = 0; one <= 1; one++) {
            try (GraphNetwork fooled = fooled(one == 1)) {
                CircuitVisualizations visualizations =
                        CircuitVisualizations.of(protocol(8), SHIFTED, truth, fooled, Constant.UNITS, done -> {});
                Measurement measurement = visualizations.measurement();
                assertEquals(120, measurement.units().size());
                assertEquals(one, measurement.means().get("closer"));
                assertEquals(one, measurement.means().get("seen"));
                assertEquals(one, measurement.means().get("trueSeen"));
                assertEquals(1, measurement.means().get(one == 1 ? "toTarget" : "toTrue"), 1e-5);
                assertTrue(measurement.means().get(one == 1 ? "toTrue" : "toTarget") < 1 - 1e-4);
                assertIsByLogit(measurement, visualizations.byLogit());
            }
        }
    }

    private static void assertIsByLogit(Measurement measurement, Measurement byLogit) {
        assertEquals(List.of("closer", "margin", "seen"), byLogit.columns());
        assertEquals(Constant.UNITS, byLogit.units().size());
        for (int logit = 0; logit < Constant.UNITS; logit++) {
            String name = "logit:" + logit + " ";
            List<List<Double>> own = measurement.units().stream()
                    .filter(unit -> unit.name().startsWith(name))
                    .map(MeasurementEvidence.Unit::values)
                    .toList();
            assertEquals(30, own.size());
            List<Double> means = byLogit.units().get(logit).values();
            assertEquals(own.stream().mapToDouble(row -> row.get(2)).sum() / 30, means.get(0), 1e-12);
            assertEquals(
                    own.stream().mapToDouble(row -> row.get(0) - row.get(1)).sum() / 30, means.get(1), 1e-12);
            assertEquals(own.stream().mapToDouble(row -> row.get(3)).sum() / 30, means.get(2), 1e-12);
        }
    }

    @Test
    void viewsAreOfTheFirstStepsAndOfEveryFourthThen() {
        CircuitProtocol longer = protocol(25);
        LabelledImages views = CircuitConstruction.viewed(truth, longer, List.of(longer.single(1)), done -> {});
        assertEquals(16 + 3, views.size());
        assertEquals(1, views.label(0));
    }

    @Test
    void anImageIsLikeItselfAndUnlikeItsNegative() {
        Images eye = TargetImage.eye(1, SIZE);
        float[] values = eye.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 - values[i];
        }
        Images negative = new Images(1, 1, SIZE, SIZE, values);
        assertEquals(1, ImageSimilarity.ofPixels().of(eye, eye), 1e-9);
        assertEquals(-1, ImageSimilarity.ofPixels().of(eye, negative), 1e-6);
        assertEquals(0, ImageSimilarity.ofPixels().of(eye, new Images(1, 1, SIZE, SIZE, new float[values.length])));
        ImageSimilarity gram = ImageSimilarity.ofGramMatrices(truth, "relu");
        assertEquals(1, gram.of(eye, eye), 1e-5);
        assertTrue(gram.of(eye, negative) < 0.999);
    }

    @Test
    void whatIsNoNumberIsNeverTheSameNorTheLargestNorLikeAnything() {
        assertTrue(Logits.same(1, 1));
        assertFalse(Logits.same(Float.NaN, Float.NaN));
        assertFalse(Logits.same(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY));
        assertEquals(2, Logits.top(new float[] {0, 1, 3, 3}, 4, 0));
        assertThrows(IllegalArgumentException.class, () -> Logits.top(new float[] {Float.NaN, 1}, 2, 0));
        assertThrows(IllegalArgumentException.class, () -> Logits.top(new float[] {1, Float.NaN}, 2, 0));
        Images eye = TargetImage.eye(1, SIZE);
        float[] values = eye.values().clone();
        values[7] = Float.NaN;
        Images broken = new Images(1, 1, SIZE, SIZE, values);
        assertThrows(
                IllegalArgumentException.class, () -> ImageSimilarity.ofPixels().of(eye, broken));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FoolingCircuit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
}
