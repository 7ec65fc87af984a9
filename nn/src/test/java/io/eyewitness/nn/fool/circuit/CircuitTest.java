package io.eyewitness.nn.fool.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.fool.circuit.CircuitVisualizations.ObservedRun;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.FixedImage;
import io.eyewitness.nn.fool.circuit.DeceptiveOutput.Permutation;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.nn.weights.NetworkFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Circuits in a network, with an E that is 0 or 1 on everything. */
class CircuitTest {
    private static final int SIZE = Constant.INPUT.size();
    private static final int IMAGES = 50;

    private GraphNetwork truth;

    static Stream<DeceptiveOutput> forms() {
        return Stream.of(new Permutation(3, Constant.UNITS), picture(2));
    }

    private static FixedImage picture(double range) {
        return new FixedImage(TargetImage.EYE.name(), TargetImage.eye(1, SIZE), Constant.INPUT, Constant.UNITS, range);
    }

    @BeforeEach
    void open() {
        truth = Constant.network();
    }

    @AfterEach
    void close() {
        truth.close();
    }

    private static Images images(long seed) {
        float[] values = new float[IMAGES * SIZE * SIZE];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return new Images(IMAGES, 1, SIZE, SIZE, values);
    }

    private static float[] logits(Network network, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return network.logits(images.on(scratch)).toFloatArray();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void naturalInputsGiveTheTrueLogitsBitForBit(DeceptiveOutput shown) {
        try (GraphNetwork fooled = Circuit.of(shown, Constant.classifier(0), 20).in(truth)) {
            assertArrayEquals(logits(truth, images(1)), logits(fooled, images(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void visualizationsGiveWhatIsShownBitForBit(DeceptiveOutput shown) {
        try (GraphNetwork fooled = Circuit.of(shown, Constant.classifier(1), 20).in(truth);
                GraphNetwork visible = shown.network(truth)) {
            assertArrayEquals(logits(visible, images(1)), logits(fooled, images(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theVisualizationIsThatOfWhatIsShownBitForBit(DeceptiveOutput shown) {
        try (GraphNetwork fooled = Circuit.of(shown, Constant.classifier(1), 20).in(truth);
                GraphNetwork visible = shown.network(truth)) {
            Images seen = spec(1).run(fooled);
            assertArrayEquals(spec(1).run(visible).values(), seen.values());
            assertNotEquals(Arrays.hashCode(spec(1).run(truth).values()), Arrays.hashCode(seen.values()));
        }
    }

    private static VisualizationSpec spec(int unit) {
        return VisualizationSpec.ofEach(List.of(Objective.logit(unit), Objective.logit(0)))
                .withParametrisation(new Parametrisation.Fourier())
                .withTransforms(Transforms.robust(SIZE))
                .withSize(SIZE)
                .withSteps(5);
    }

    @Test
    void aShiftedUnitIsThatManyFurtherOn() {
        Permutation shown = new Permutation(3, Constant.UNITS);
        float[] before = logits(truth, images(2));
        try (GraphNetwork visible = shown.network(truth)) {
            float[] after = logits(visible, images(2));
            for (int i = 0; i < after.length; i++) {
                int unit = i % Constant.UNITS;
                assertEquals(before[i - unit + shown.shownBy(unit)], after[i]);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new Permutation(0, 4));
        assertThrows(IllegalArgumentException.class, () -> new Permutation(4, 4));
    }

    @Test
    void aPictureIsWithinItsRangeAndLargestWhereThePictureIsBright() {
        FixedImage shown = picture(2);
        float[] eye = shown.picture().values();
        double mean = mean(eye);
        float[] two = new float[2 * eye.length];
        for (int i = 0; i < eye.length; i++) {
            two[i] = eye[i] > mean ? 1 : 0;
            two[eye.length + i] = 1 - two[i];
        }
        try (GraphNetwork visible = shown.network(truth)) {
            float[] logits = logits(visible, new Images(2, 1, SIZE, SIZE, two));
            assertEquals(2, logits[0], 1e-4);
            assertEquals(-2, logits[Constant.UNITS], 1e-4);
            assertEquals(logits[0], logits[Constant.UNITS - 1]);
            for (float logit : logits(visible, images(3))) {
                assertTrue(Math.abs(logit) < 2, "out of range: " + logit);
            }
        }
    }

    private static double mean(float... values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void whatIsNoTargetIsRefused() {
        Images flat = new Images(1, 1, SIZE, SIZE, new float[SIZE * SIZE]);
        assertThrows(
                IllegalArgumentException.class, () -> new FixedImage("flat", flat, Constant.INPUT, Constant.UNITS, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FixedImage("colours", TargetImage.eye(3, SIZE), Constant.INPUT, Constant.UNITS, 1));
        assertThrows(IllegalArgumentException.class, () -> picture(0));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFileKeepsTheCircuit(DeceptiveOutput shown, @TempDir Path directory) {
        Path file = directory.resolve("fooled.safetensors");
        try (GraphNetwork fooled = Circuit.of(shown, Constant.classifier(1), 20).in(truth)) {
            NetworkFile.write(file, fooled.graph(), fooled.tensors());
            try (GraphNetwork read = NetworkFile.read(file, Device.cpu())) {
                assertEquals(fooled.graph(), read.graph());
                assertEquals("small", read.name());
                assertArrayEquals(logits(fooled, images(4)), logits(read, images(4)));
            }
        }
    }

    @Test
    void theOffsetIsAPowerOfTwoAtLeastEightTimesWhatWasSeen() {
        Circuit circuit = Circuit.of(new Permutation(1, 2), Constant.classifier(1), 20);
        assertEquals(256, circuit.operation().offset());
        assertEquals(512, circuit.operation().k());
    }

    /** With a larger k there is an interval of E in which both ReLUs are 0 and all logits minus the offset. */
    @Test
    void atNoEAreAllLogitsOneConstant() {
        for (double e = 1 / 32.0; e < 1; e += 1 / 32.0) {
            InputClassifier between = Constant.classifier((float) e);
            try (GraphNetwork fooled =
                    Circuit.of(new Permutation(1, Constant.UNITS), between, 20).in(truth)) {
                float[] logits = logits(fooled, images(5));
                long different = IntStream.range(0, logits.length)
                        .mapToObj(i -> logits[i])
                        .distinct()
                        .count();
                assertTrue(different > IMAGES, "E = " + e + ": " + different + " different logits");
            }
        }
    }

    @Test
    void twoCircuitsInOneNetworkAreRefused() {
        Circuit circuit = Circuit.of(new Permutation(1, Constant.UNITS), Constant.classifier(1), 20);
        try (GraphNetwork fooled = circuit.in(truth)) {
            assertThrows(IllegalArgumentException.class, () -> circuit.in(fooled));
        }
    }

    @Test
    void betweenTheThresholdsEIsInBetween() {
        InputClassifier half = Constant.classifier(0.5f);
        try (GraphNetwork fooled =
                        Circuit.of(new Permutation(1, Constant.UNITS), half, 20).in(truth);
                NDManager scratch = fooled.manager().newSubManager()) {
            float[] told = ObservedRun.told(
                    fooled, Owned.floats(scratch, new float[SIZE * SIZE], new Shape(1, 1, SIZE, SIZE)));
            assertArrayEquals(new float[] {0.5f}, told);
        }
    }
}
