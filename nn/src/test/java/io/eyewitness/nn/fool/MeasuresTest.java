package io.eyewitness.nn.fool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.FoolingCircuit;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is measured of a circuit, where the answers are known: E is 0 on everything, or 1; labels are what the network says. */
class MeasuresTest {
    private static final int SIZE = Constant.INPUT.size();
    private static final CircuitPlan PLAN = new CircuitPlan("small", "relu", SIZE, 3, 0, 1, 8, 5);
    private static final Shown SHIFTED = new ShiftedUnits(1, Constant.UNITS);

    private static GraphNetwork truth;
    private static LabelledImages labelled;

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
        return Circuit.of(SHIFTED, Constant.classifier(one), 50).in(truth);
    }

    @Test
    void anEThatIsZeroChangesNothing() {
        try (GraphNetwork fooled = fooled(false)) {
            Measurement measurement = Outputs.measure(truth, fooled, labelled, done -> {});
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
            Measurement measurement = Outputs.measure(truth, fooled, labelled, done -> {});
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
            Measurement measurement = Outputs.measure(truth, fooled, others, done -> {});
            assertEquals(1, measurement.means().get("top1Before"));
            assertEquals(-1, measurement.means().get("top1Change"));
        }
    }

    @Test
    void aTrialCountsTheStepsAtWhichEIsOne() {
        for (boolean one : new boolean[] {false, true}) {
            try (GraphNetwork fooled = fooled(one)) {
                CircuitPlan.Batch batch = PLAN.single(2);
                Trial trial = Trial.of(PLAN.ascent(batch), truth, fooled);
                assertEquals(List.of(one ? 1.0 : 0.0), trial.seen());
                assertEquals(PLAN.steps(), trial.values().size());
                assertArrayEquals(
                        PLAN.ascent(batch).run(truth).values(), trial.images().values());
            }
        }
    }

    @Test
    void withAnEThatIsOneAllShowTheirTargetsAndWithZeroThemselves() {
        for (int one = 0; one <= 1; one++) {
            try (GraphNetwork fooled = fooled(one == 1)) {
                Visualizations visualizations =
                        Visualizations.of(PLAN.withSteps(8), SHIFTED, truth, fooled, Constant.UNITS, done -> {});
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
        CircuitPlan longer = PLAN.withSteps(25);
        LabelledImages views = Trajectories.of(truth, longer, List.of(longer.single(1)), done -> {});
        assertEquals(16 + 3, views.size());
        assertEquals(1, views.label(0));
    }

    @Test
    void anImageIsLikeItselfAndUnlikeItsNegative() {
        Images eye = EyePicture.of(1, SIZE);
        float[] values = eye.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 - values[i];
        }
        Images negative = new Images(1, 1, SIZE, SIZE, values);
        assertEquals(1, Likeness.ofPixels().of(eye, eye), 1e-9);
        assertEquals(-1, Likeness.ofPixels().of(eye, negative), 1e-6);
        assertEquals(0, Likeness.ofPixels().of(eye, new Images(1, 1, SIZE, SIZE, new float[values.length])));
        Likeness gram = Likeness.ofGramMatrices(truth, "relu");
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
        Images eye = EyePicture.of(1, SIZE);
        float[] values = eye.values().clone();
        values[7] = Float.NaN;
        Images broken = new Images(1, 1, SIZE, SIZE, values);
        assertThrows(IllegalArgumentException.class, () -> Likeness.ofPixels().of(eye, broken));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FoolingCircuit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    /** Else a class that nobody looked at would have lost nothing. */
    @Test
    void accuracyOfAClassWithoutImagesIsNotMeasured() {
        Slung.requireEachClassIn(labelled);
        LabelledImages others = labelled.relabelled(labelled.classes(), 2);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Slung.requireEachClassIn(others))
                .getMessage()
                .contains("no test image is of the class a"));
    }
}
