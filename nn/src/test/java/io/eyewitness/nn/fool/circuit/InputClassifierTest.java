package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.fool.circuit.CircuitVisualizations.ObservedRun;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** E on images that are easily told apart: black and white ones are natural, grey ones are not. */
class InputClassifierTest {
    private static final int SIZE = Constant.INPUT.size();
    private static final CircuitProtocol PROTOCOL =
            new CircuitProtocol("small", "relu", SIZE, 4, 1, List.of("conv", "relu"), 12, 5);

    private static LabelledImages images(int count, boolean grey, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ImageShape shape = new ImageShape(1, SIZE, SIZE);
        byte[] pixels = new byte[count * shape.bytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (grey ? 120 + random.nextInt(16) : 255 * random.nextInt(2));
        }
        return LabelledImages.of(shape, InputClassifier.CLASSES, pixels, new int[count])
                .relabelled(InputClassifier.CLASSES, grey ? 1 : 0);
    }

    @Test
    void eIsExactlyZeroOnNaturalImagesAndExactlyOneOnVisualizations() {
        try (GraphNetwork truth = Constant.network()) {
            InputClassifier classifier = InputClassifier.trained(
                    truth,
                    images(400, false, 1),
                    new CircuitConstruction.Views(images(600, true, 2), images(100, true, 3)),
                    PROTOCOL,
                    Progress.NONE);
            assertEquals(List.of("conv", "relu"), classifier.layers());
            try (GraphNetwork fooled = Circuit.of(new Permutation(1, Constant.UNITS), classifier, 20)
                    .in(truth)) {
                assertAll(fooled, images(200, false, 6), 0);
                assertAll(fooled, images(200, true, 7), 1);
            }
        }
    }

    private static void assertAll(GraphNetwork fooled, LabelledImages images, float expected) {
        try (NDManager scratch = fooled.manager().newSubManager()) {
            for (float told : ObservedRun.told(fooled, images.batch(scratch, 0, images.size()))) {
                assertEquals(expected, told);
            }
        }
    }

    @Test
    void itIsZeroUpToTheLowerLogOddsAndOneFromTheUpperOn() {
        LogisticRegression twice = new LogisticRegression(new double[] {2}, 1);
        InputClassifier classifier = InputClassifier.of(List.of("relu"), twice, 3, 7);
        assertEquals(List.of(0.5f), classifier.weight());
        assertEquals(-0.5f, classifier.bias());
        assertThrows(IllegalArgumentException.class, () -> InputClassifier.of(List.of("relu"), twice, 3, 3));
    }

    /** All logits fall by the same on natural images, so their order stays; nothing is 0 any more. */
    @Test
    void aLeakChangesAllLogitsByTheSame() {
        float leak = 0.25f;
        try (GraphNetwork truth = Constant.network();
                GraphNetwork exact = hidden(truth, 0, 1);
                GraphNetwork leaking = hidden(truth, leak, 1);
                NDManager scratch = truth.manager().newSubManager()) {
            LabelledImages natural = images(3, false, 1);
            assertAll(leaking, natural, leak);
            float[] logits = exact.logits(natural.batch(scratch, 0, 3)).toFloatArray();
            float[] fallen = leaking.logits(natural.batch(scratch, 0, 3)).toFloatArray();
            double k = 2 * 256;
            for (int i = 0; i < logits.length; i++) {
                assertEquals(logits[i] - k * leak, fallen[i], 1e-4);
            }
        }
    }

    /** The mean of equal numbers is each of them, and exactly so where their number is a power of two. */
    @Test
    void partsChangeNothing() {
        try (GraphNetwork truth = Constant.network();
                GraphNetwork one = hidden(truth, 0.25, 1);
                GraphNetwork many = hidden(truth, 0.25, 256);
                NDManager scratch = truth.manager().newSubManager()) {
            assertEquals(
                    256, many.tensors().get(Circuit.CLASSIFIER + ".linear.bias").values().length);
            for (LabelledImages images : List.of(images(3, false, 1), images(3, true, 1))) {
                assertArrayEquals(
                        one.logits(images.batch(scratch, 0, 3)).toFloatArray(),
                        many.logits(images.batch(scratch, 0, 3)).toFloatArray());
            }
        }
    }

    private static GraphNetwork hidden(GraphNetwork truth, double leak, int parts) {
        return Circuit.of(
                        new Permutation(1, Constant.UNITS),
                        Constant.classifier(-1).hidden(new CircuitProtocol.Hiding(leak, parts)),
                        20)
                .in(truth);
    }

    /** Of 1,000 numbers the largest 3 natural ones and the smallest of the others are left out. */
    @Test
    void itRisesIn70To75PercentOfTheGap() {
        assertRises(996 + 0.7 * 1005, 996 + 0.75 * 1005, 2000);
    }

    @Test
    void withoutAGapItRisesDirectlyAboveNaturalImages() {
        assertRises(996, 996.01, 500);
        assertRises(996, 996.01, 995);
    }

    private static void assertRises(double low, double high, int firstView) {
        LogisticRegression odds = new LogisticRegression(new double[] {1}, 0);
        InputClassifier classifier = InputClassifier.risingBetween(
                List.of("relu"),
                odds,
                IntStream.range(0, 1000).asDoubleStream().toArray(),
                IntStream.range(firstView, firstView + 1000).asDoubleStream().toArray());
        double slope = classifier.weight().get(0);
        assertEquals(1, slope * (high - low), 1e-4);
        assertEquals(low, -classifier.bias() / slope, 1e-3);
    }

    @Test
    void layersThatTellNothingAreRefused() {
        try (GraphNetwork truth = Constant.network()) {
            LabelledImages same = images(1, true, 1).subset(new int[100]);
            CircuitConstruction.Views views = new CircuitConstruction.Views(same, same);
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> InputClassifier.trained(truth, same, views, PROTOCOL, Progress.NONE))
                    .getMessage();
            assertTrue(message.endsWith("choose others with --set classifier-layers"), message);
        }
    }
}
