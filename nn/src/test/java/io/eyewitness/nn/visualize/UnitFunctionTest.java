package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.fool.TargetImage;
import io.eyewitness.nn.gallery.Png;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Gram;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.file.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directions, content and style on the Fashion-MNIST network. */
class UnitFunctionTest {
    private static final int SIZE = 28;
    private static final String LAYER = "relu4";
    private static final int WIDTH = 64;

    @TempDir
    private static Path folder;

    private static Network network;
    private static Path picture;
    private static final Images EYE = TargetImage.eye(1, SIZE);

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
        picture = Files.write(folder.resolve("eye.png"), PngFile.bytes(Png.picture(EYE, 0)));
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static Objective objective(String text) throws IOException {
        return UnitSpec.read(List.of(UnitSpec.parse(text)), network, SIZE, note -> {})
                .get(0)
                .objective();
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Images noise() {
        return Images.of(TestNetwork.uniform(List.of(2L, 1L, (long) SIZE, (long) SIZE), new Random(3)));
    }

    private static float[] values(Objective objective, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray array = images.on(scratch);
            return objective
                    .of(new Activations(array, network.activations(array, objective.layers())))
                    .toFloatArray();
        }
    }

    private static Images optimized(Objective objective, String transforms) {
        return VisualizationSpec.of(objective)
                .withSize(SIZE)
                .withTransforms(Transforms.parse(transforms))
                .withSteps(64)
                .withSeed(1)
                .run(network);
    }

    private static Images start() {
        try (Optimization start = VisualizationSpec.of(Objective.logit(0))
                .withSize(SIZE)
                .withSeed(1)
                .start(network)) {
            return start.images();
        }
    }

    /** The sum of two channels is orthogonal to their difference. Before the ReLU both can rise and fall. */
    @Test
    void anOptimizationRisesAlongItsDirectionAndNotAlongAnOrthogonalOne() throws IOException {
        Objective difference = objective("direction(conv4,3-7)");
        Objective sum = objective("direction(conv4,3+7)");
        Images before = start();
        Images up = optimized(difference, "none");
        Images across = optimized(sum, "none");
        double margin = 0.2;
        assertTrue(values(difference, up)[0] > values(difference, before)[0] + margin, "the difference rises");
        assertTrue(values(sum, across)[0] > values(sum, before)[0] + margin, "the sum rises");
        assertTrue(values(difference, up)[0] > values(difference, across)[0] + margin, "the sum has no difference");
        assertTrue(values(sum, across)[0] > values(sum, up)[0] + margin, "the difference has no sum");
        float channel3 = values(Objective.channel("conv4", 3), up)[0];
        float channel7 = values(Objective.channel("conv4", 7), up)[0];
        assertEquals((channel3 - channel7) / Math.sqrt(2), values(difference, up)[0], 1e-4);
    }

    @Test
    void aFileAndChannelsGiveTheSameDirection() throws IOException {
        float[] vector = new float[WIDTH];
        vector[3] = 5;
        vector[7] = -5;
        List<String> numbers = new ArrayList<>();
        for (float value : vector) {
            numbers.add(Integer.toString((int) value));
        }
        Path text = file("text.txt", String.join("\n", numbers) + "\n");
        Path json = file("list.json", "[" + String.join(", ", numbers) + "]");
        Path tensor = folder.resolve("vector.safetensors");
        new Safetensors(Map.of("v", new Tensor(List.of(1L, (long) WIDTH), vector)), Map.of()).write(tensor);
        float[] expected = values(objective("direction(relu4,3-7)"), noise());
        for (Path one : List.of(text, json, tensor)) {
            assertArrayEquals(
                    expected, values(objective("direction(relu4," + one + ")"), noise()), 1e-6f, one.toString());
        }
    }

    @Test
    void aPictureHasADirectionAtEachPlaceWhoseMeanIsItsOwn() throws IOException {
        Tensor seen = seen(EYE);
        int places = seen.values().length / WIDTH;
        int width = seen.shape().get(3).intValue();
        float[] mean = new float[WIDTH];
        float[] place = new float[WIDTH];
        for (int channel = 0; channel < WIDTH; channel++) {
            for (int i = 0; i < places; i++) {
                mean[channel] += seen.values()[channel * places + i] / places;
            }
            place[channel] = seen.values()[channel * places + 2 * width + 3];
        }
        assertArrayEquals(
                values(Objective.direction(LAYER, mean), noise()),
                values(objective("direction(relu4," + picture + ")"), noise()),
                2e-3f);
        assertArrayEquals(
                values(Objective.direction(LAYER, place), noise()),
                values(objective("direction(relu4," + picture + ",2,3)"), noise()),
                2e-3f);
        List<List<Optional<UnitSpec>>> grid =
                UnitSpec.parse("direction(relu4," + picture + ")").places(network);
        assertEquals(places, grid.size() * grid.get(0).size());
        assertEquals(
                "direction(relu4," + picture + ",2,3)",
                grid.get(2).get(3).orElseThrow().toString());
    }

    private static Tensor seen(Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return Tensor.of(
                    network.activations(images.on(scratch), List.of(LAYER)).get(LAYER));
        }
    }

    /** The deviation from the picture falls to less than half of the start's, though the pixels are no part of the objective. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "jitter:2"})
    void anEarlyLayerKnowsThePicture(String transforms) throws IOException {
        Objective content = objective("content(relu1," + picture + ")");
        assertEquals(0, values(content, EYE)[0], 1e-3, "the picture itself has its content");
        Images found = optimized(content, transforms);
        double before = deviation(start());
        double after = deviation(found);
        assertTrue(after < before / 2, before + " at the start, " + after + " at the end");
    }

    private static double deviation(Images images) {
        double sum = 0;
        for (int i = 0; i < images.values().length; i++) {
            sum += Math.pow(images.values()[i] - EYE.values()[i], 2);
        }
        return Math.sqrt(sum / images.values().length);
    }

    /** The style is that of the picture, the place of things is not: upside down the picture has nearly the same style and another content. */
    @Test
    void styleIsReachedAndDoesNotDependOnPlaces() throws IOException {
        Objective style = objective("style(relu2," + picture + ")");
        Images found = optimized(style, "none");
        double before = gramDistance(start());
        double after = gramDistance(found);
        assertTrue(after < before / 4, before + " at the start, " + after + " at the end");
        float[] turned = EYE.values().clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = EYE.values()[(i + 6 * SIZE) % turned.length];
        }
        Images moved = new Images(1, 1, SIZE, SIZE, turned);
        float styleMoved = values(style, moved)[0];
        float contentMoved = values(objective("content(relu2," + picture + ")"), moved)[0];
        assertTrue(styleMoved > contentMoved / 4, "style " + styleMoved + ", content " + contentMoved);
    }

    private static double gramDistance(Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray own = Gram.matrices(
                    network.activations(images.on(scratch), List.of("relu2")).get("relu2"));
            NDArray wanted = Gram.matrices(
                    network.activations(EYE.on(scratch), List.of("relu2")).get("relu2"));
            return own.sub(wanted).square().sum().getFloat();
        }
    }

    @Test
    void aPictureGoesThroughTheSameTransformsAsTheImages() throws IOException {
        Objective content = objective("content(relu2," + picture + ")");
        try (NDManager scratch = network.manager().newSubManager()) {
            Transforms transforms = Transforms.robust(SIZE);
            NDArray image = EYE.on(scratch);
            NDArray view = transforms.view(image, new Random(5));
            Activations together = new Activations(
                    image, network.activations(view, List.of("relu2")), other -> transforms.view(other, new Random(5)));
            Activations apart = new Activations(image, network.activations(view, List.of("relu2")));
            assertEquals(0, content.of(together).getFloat(), 1e-3);
            assertTrue(content.of(apart).getFloat() < -0.1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 3|3 numbers, but relu4 has 64 channels",
                "1, two|line 1 holds 'two', which is not a number",
                "1 NaN|line 1 holds NaN, which is not a finite number",
                "1 1e60|line 1 holds 1e60, which is not a finite number",
                "' '|the list is empty"
            })
    void whatIsNoVectorIsRefused(String text, String fault) throws IOException {
        Path file = file("bad.txt", text);
        Exception refusal = assertThrows(Exception.class, () -> objective("direction(relu4," + file + ")"));
        assertTrue(
                refusal.getMessage().startsWith(file.toString())
                        && refusal.getMessage().contains(fault),
                refusal.getMessage());
    }

    @Test
    void filesOfOtherKindsAreNamed() throws IOException {
        Path numpy = folder.resolve("vector.npy");
        Files.write(numpy, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 0, 0});
        assertTrue(refusal("direction(relu4," + numpy + ")").contains("a NumPy array"));
        Path two = folder.resolve("two.safetensors");
        Tensor one = new Tensor(List.of(1L), new float[] {1});
        new Safetensors(Map.of("a", one, "b", one), Map.of()).write(two);
        assertTrue(refusal("direction(relu4," + two + ")").contains("2 tensors"));
        assertTrue(refusal("direction(relu4," + file("zeros.txt", "0 ".repeat(WIDTH)) + ")")
                .contains("points nowhere"));
        assertTrue(refusal("direction(relu4," + picture + ",20,0)").contains("no place 20,0"));
        assertTrue(refusal("direction(relu4,3-64)").contains("there is no 64"));
        assertTrue(refusal("style(average," + picture + ")").contains("average has none"));
        assertTrue(
                refusal("content(relu2," + file("text.png", "no picture") + ")").contains("text.png"));
        assertTrue(refusal("content(relu2," + folder.resolve("none.png") + ")").contains("none.png"));
    }

    private static String refusal(String unit) {
        return assertThrows(Exception.class, () -> objective(unit)).getMessage();
    }
}
