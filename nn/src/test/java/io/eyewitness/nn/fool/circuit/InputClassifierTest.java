package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.fool.circuit.CircuitVisualizations.ObservedRun;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.train.Augmentation;
import io.eyewitness.nn.train.Hyperparameters;
import io.eyewitness.nn.train.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** E on images that are easily told apart: black and white ones are natural, grey ones are not. */
class InputClassifierTest {
    private static final int SIZE = Constant.INPUT.size();

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
        InputClassifier classifier = InputClassifier.trained(
                Constant.INPUT,
                List.of(images(400, false, 1)),
                new CircuitConstruction.Views(images(600, true, 2), images(100, true, 3)),
                new CircuitProtocol("small", "relu", SIZE, 4, 0, 1, 8, 12, 5),
                Device.cpu(),
                Progress.NONE);
        assertTrue(classifier.low() < classifier.high());
        try (GraphNetwork truth = Constant.network();
                GraphNetwork fooled = Circuit.of(new Permutation(1, Constant.UNITS), classifier, 20)
                        .in(truth)) {
            assertAll(fooled, images(200, false, 6), 0);
            assertAll(fooled, images(200, true, 7), 1);
        }
    }

    @Test
    void aTrainingThatDivergesIsRepeatedWithLowerRates() {
        List<Double> tried = new ArrayList<>();
        Training.Result slow = new Training.Result(Map.of(), List.of(1.0));
        assertSame(slow, InputClassifier.stable(rate -> {
            tried.add(rate);
            return rate > 0.02 ? training(rate * 1e30) : slow;
        }));
        assertEquals(List.of(0.05, 0.0125), tried);
        assertThrows(Training.Diverged.class, () -> InputClassifier.stable(rate -> training(1e30)));
    }

    private static Training.Result training(double rate) {
        return Training.run(
                InputClassifier.graph(Constant.INPUT, 4),
                LabelledImages.concat(images(40, false, 1), images(40, true, 2)),
                new Hyperparameters(2, 20, rate, 0.9, 0, 0, new Augmentation(0, false)),
                1,
                Device.cpu(),
                Progress.NONE);
    }

    /** Each image is one number everywhere; what is otherwise seen is that number and 100. */
    @Test
    void naturalImagesAreLearntFromOtherwiseSeenTooButNotThoseOfTheThresholds() {
        LabelledImages natural = numbered(0);
        LabelledImages nearer = numbered(100);
        Set<Integer> thresholds = numbers(InputClassifier.forThresholds(natural, 5));
        LabelledImages learnt = InputClassifier.learntFrom(List.of(natural, nearer), 5, 200);
        assertEquals(200, learnt.size());
        assertEquals(0, learnt.label(199));
        assertEquals(20, thresholds.size());
        Set<Integer> expected = IntStream.range(0, 100)
                .filter(i -> !thresholds.contains(i))
                .flatMap(i -> IntStream.of(i, 100 + i))
                .boxed()
                .collect(Collectors.toSet());
        assertEquals(expected, numbers(learnt));
    }

    private static LabelledImages numbered(int first) {
        ImageShape shape = new ImageShape(1, 1, 1);
        byte[] pixels = new byte[100];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (first + i);
        }
        return LabelledImages.of(shape, InputClassifier.CLASSES, pixels, new int[100]);
    }

    private static Set<Integer> numbers(LabelledImages images) {
        byte[] pixel = new byte[1];
        return IntStream.range(0, images.size())
                .map(i -> {
                    images.copy(i, pixel, 0);
                    return Byte.toUnsignedInt(pixel[0]);
                })
                .boxed()
                .collect(Collectors.toSet());
    }

    private static void assertAll(GraphNetwork fooled, LabelledImages images, float expected) {
        try (NDManager scratch = fooled.manager().newSubManager()) {
            for (float told : ObservedRun.told(fooled, images.batch(scratch, 0, images.size()))) {
                assertEquals(expected, told);
            }
        }
    }

    @Test
    void thresholdsThatLeaveNothingBetweenAreRefused() {
        InputClassifier some = Constant.classifier(true);
        assertThrows(IllegalArgumentException.class, () -> new InputClassifier(Constant.INPUT, some.tensors(), 1, 1));
        assertEquals(List.of("natural", "visualization"), InputClassifier.CLASSES);
    }
}
