package io.eyewitness.nn.parametrisation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.visualize.GradientCheck;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.TestNetwork;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametrisationsTest {
    private static final int SIZE = 28;

    private Network network;
    private NDManager manager;

    @BeforeEach
    void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        manager = network.manager().newSubManager();
    }

    @AfterEach
    void close() {
        network.close();
    }

    private static Images picture(int channels, int size) {
        return Images.of(TestNetwork.uniform(List.of(1L, (long) channels, (long) size, (long) size), new Random(2)));
    }

    private void agrees(Parametrisation parametrisation, Shape images, double deviation, double step) {
        NDArray initial = parametrisation.initial(manager, images, new Random(1));
        Tensor place =
                Tensor.of(initial.add(TestNetwork.normal(Tensor.of(initial).shape(), deviation, new Random(4))
                        .on(manager)));
        NDArray weights = TestNetwork.normal(
                        Tensor.of(parametrisation.image(initial)).shape(), 1, new Random(3))
                .on(manager);
        new GradientCheck(manager, step)
                .agrees(parameters -> parametrisation.image(parameters).mul(weights), place);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void gradientsAgreeWithDifferences(int channels) {
        Shape images = new Shape(2, channels, 8, 8);
        agrees(new CoordinateNetwork(channels, 8), images, 0.1, 0.0001);
        agrees(new Accentuation(picture(channels, 8), "a.png", "0"), images, 0.1, 0.01);
        agrees(new Aligned(new Parametrisation.Fourier()), images, 0.5, 0.01);
    }

    @Test
    void accentuationStartsAtThePicture() {
        for (int channels : new int[] {1, 3}) {
            for (int size : new int[] {8, 9}) {
                Images picture = picture(channels, size);
                Accentuation accentuation = new Accentuation(picture, "a.png", "0123456789abcdef");
                NDArray start = accentuation.initial(manager, new Shape(2, channels, size, size), new Random(1));
                Images made = Images.of(accentuation.image(start));
                for (int image = 0; image < 2; image++) {
                    assertArrayEquals(picture.values(), made.image(image).values(), 0.03f);
                }
                assertEquals("accentuation (a.png, 0123456789ab)", accentuation.name());
                assertThrows(
                        IllegalArgumentException.class,
                        () -> accentuation.initial(manager, new Shape(1, channels, 16, 16), new Random(1)));
            }
        }
    }

    /** The content keeps the picture, and the unit still rises. */
    @Test
    void accentuationStaysCloserToThePictureWithItsContent() {
        Images picture = picture(1, SIZE);
        Objective unit = Objective.logit(3);
        Objective content = Objective.content(
                "relu2",
                seen -> network.activations(picture.on(seen.image().getManager()), List.of("relu2"))
                        .get("relu2"));
        Images free = accentuated(unit, picture);
        Images kept = accentuated(unit.plus(content.times(20)), picture);
        assertTrue(distance(kept, 0, picture, 0) < 0.7 * distance(free, 0, picture, 0));
        assertTrue(logit(kept) > logit(picture) + 1, logit(picture) + " became " + logit(kept));
    }

    private Images accentuated(Objective objective, Images picture) {
        return VisualizationSpec.of(objective)
                .withParametrisation(new Accentuation(picture, "a.png", "0"))
                .withTransforms(Transforms.none())
                .withSize(SIZE)
                .withSteps(48)
                .run(network);
    }

    private float logit(Images images) {
        try (NDManager scratch = manager.newSubManager()) {
            return network.logits(images.on(scratch)).getFloat(0, 3);
        }
    }

    @Test
    void aCoordinateNetworkStartsGreyAndDrawsSmoothImagesOfItsUnit() {
        CoordinateNetwork cppn = new CoordinateNetwork(1, SIZE);
        NDArray start = cppn.initial(manager, new Shape(1, 1, SIZE, SIZE), new Random(1));
        for (float pixel : cppn.image(start).toFloatArray()) {
            assertEquals(0.5f, pixel);
        }
        Images made = VisualizationSpec.of(Objective.logit(3))
                .withParametrisation(cppn)
                .withTransforms(Transforms.none())
                .withSize(SIZE)
                .withSteps(64)
                .withRate(CoordinateNetwork.RATE)
                .run(network);
        Images frequencies = VisualizationSpec.of(Objective.logit(3))
                .withTransforms(Transforms.none())
                .withSize(SIZE)
                .withSteps(64)
                .run(network);
        assertTrue(logit(made) > logit(Images.of(cppn.image(start))) + 1, "logit " + logit(made));
        assertTrue(variation(made) < variation(frequencies));
        assertThrows(
                IllegalArgumentException.class,
                () -> cppn.initial(manager, new Shape(1, 3, SIZE, SIZE), new Random(1)));
    }

    private static double variation(Images images) {
        return IntStream.range(1, images.values().length)
                .mapToDouble(i -> Math.abs(images.values()[i] - images.values()[i - 1]))
                .sum();
    }

    /** At the same number of steps neighbours differ less than when each frame is optimized by itself, and each rises as it should. */
    @Test
    void alignedFramesAreCloseToTheirNeighbours() {
        List<Objective> frames = IntStream.range(0, 5)
                .mapToObj(frame -> Objective.logit(1).interpolated(Objective.logit(9), frame / 4.0))
                .toList();
        Images alone = frames(frames, new Parametrisation.Fourier());
        Images aligned = frames(frames, new Aligned(new Parametrisation.Fourier()));
        double apart = 0;
        double together = 0;
        for (int i = 1; i < 5; i++) {
            apart += distance(alone, i - 1, alone, i);
            together += distance(aligned, i - 1, aligned, i);
        }
        assertTrue(together < 0.7 * apart, together + " aligned, " + apart + " alone");
        try (NDManager scratch = manager.newSubManager()) {
            NDArray logits = network.logits(aligned.on(scratch));
            assertTrue(logits.getFloat(0, 1) > logits.getFloat(4, 1) + 2, "the first frame is one of logit 1");
            assertTrue(logits.getFloat(4, 9) > logits.getFloat(0, 9) + 2, "the last frame is one of logit 9");
        }
    }

    private Images frames(List<Objective> frames, Parametrisation parametrisation) {
        return VisualizationSpec.ofEach(frames)
                .withParametrisation(parametrisation)
                .withTransforms(Transforms.robust(SIZE))
                .withSize(SIZE)
                .withSteps(64)
                .run(network);
    }

    private static double distance(Images one, int i, Images other, int j) {
        float[] a = one.image(i).values();
        float[] b = other.image(j).values();
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum);
    }
}
