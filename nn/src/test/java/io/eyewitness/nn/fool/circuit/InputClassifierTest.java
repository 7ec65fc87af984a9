package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.fool.circuit.CircuitVisualizations.ObservedRun;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import java.util.List;
import java.util.SplittableRandom;
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
}
