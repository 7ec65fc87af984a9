package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objective against plain arithmetic. */
class ObjectivesTest {
    private static final int BATCH = 2;
    private static final int CHANNELS = 3;
    private static final int HEIGHT = 4;
    private static final int WIDTH = 5;
    private static final int CLASSES = 6;
    private static final String LAYER = "layer";

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final Tensor activations = random(1, BATCH, CHANNELS, HEIGHT, WIDTH);
    private final Tensor target = random(2, 1, CHANNELS, HEIGHT, WIDTH);
    private final Tensor logits = random(3, BATCH, CLASSES);
    private final Tensor image = random(4, BATCH, CHANNELS, HEIGHT, WIDTH);
    private Activations scene;

    @BeforeEach
    void open() {
        scene = new Activations(
                image.on(manager), Map.of(LAYER, activations.on(manager), Network.LOGITS, logits.on(manager)));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void ofUnits() {
        is(Objective.neuron(LAYER, 1, 2, 3), n -> at(activations, n, 1, 2, 3));
        is(Objective.channel(LAYER, 2), n -> mean((y, x) -> at(activations, n, 2, y, x)));
        is(Objective.channel(Network.LOGITS, 4), n -> logit(n, 4));
        is(Objective.logit(5), n -> logit(n, 5));
        is(
                Objective.probability(5),
                n -> Math.exp(logit(n, 5))
                        / IntStream.range(0, CLASSES)
                                .mapToDouble(i -> Math.exp(logit(n, i)))
                                .sum());
        is(
                Objective.layer(LAYER),
                n -> overChannels(c -> mean((y, x) -> square(at(activations, n, c, y, x)))) / CHANNELS);
    }

    @Test
    void ofDirections() {
        double length = Math.sqrt(1 + 4 + 9);
        is(
                Objective.direction(LAYER, 1, -2, 3),
                n -> mean((y, x) -> (at(activations, n, 0, y, x)
                                - 2 * at(activations, n, 1, y, x)
                                + 3 * at(activations, n, 2, y, x))
                        / length));
        is(Objective.direction(Network.LOGITS, 0, 0, 7, 0, 0, 0), n -> logit(n, 2));
    }

    @Test
    void ofTargets() {
        NDArray wanted = target.on(manager);
        double squares = overChannels(c -> mean((y, x) -> square(at(target, 0, c, y, x))));
        is(
                Objective.content(LAYER, seen -> wanted),
                n -> -overChannels(c -> mean((y, x) -> square(at(activations, n, c, y, x) - at(target, 0, c, y, x))))
                        / squares);
        double grams = overChannels(c -> overChannels(d -> square(gram(target, 0, c, d))));
        is(
                Objective.style(LAYER, seen -> wanted),
                n -> -overChannels(c -> overChannels(d -> square(gram(activations, n, c, d) - gram(target, 0, c, d))))
                        / grams);
    }

    @Test
    void aTargetIsSeenThroughTheViewOfTheImages() {
        Activations turned = new Activations(scene.image(), scene.byLayer(), image -> image.mul(image));
        Objective content = Objective.content(LAYER, seen -> seen.view().apply(target.on(manager)));
        Objective squared = Objective.content(LAYER, seen -> target.on(manager).square());
        assertArrayEquals(squared.of(scene).toFloatArray(), content.of(turned).toFloatArray());
        assertArrayEquals(
                squared.of(scene.images(1, 2)).toFloatArray(),
                content.of(turned.images(1, 2)).toFloatArray());
    }

    @Test
    void ofDiversity() {
        double product = overChannels(c -> overChannels(d -> gram(activations, 0, c, d) * gram(activations, 1, c, d)));
        double[] lengths = IntStream.range(0, BATCH)
                .mapToDouble(n -> Math.sqrt(overChannels(c -> overChannels(d -> square(gram(activations, n, c, d))))))
                .toArray();
        is(Objective.diversity(LAYER), n -> -product / (lengths[0] * lengths[1]));
    }

    @Test
    void aBatchOfOneHasNoDiversity() {
        Activations lone = new Activations(image.on(manager), Map.of(LAYER, target.on(manager)));
        assertThrows(
                IllegalArgumentException.class, () -> Objective.diversity(LAYER).of(lone));
    }

    @Test
    void ofImages() {
        is(
                Objective.greyness(),
                n -> -overChannels(c -> mean((y, x) -> square(at(image, n, c, y, x) - 0.5))) / CHANNELS);
        is(Objective.smoothness(), this::smoothness);
        is(
                Objective.blurriness(),
                n -> -overChannels(c -> mean((y, x) -> square(at(image, n, c, y, x) - blurred(n, c, y, x))))
                        / CHANNELS);
    }

    private double smoothness(int n) {
        double down = 0;
        double right = 0;
        for (int c = 0; c < CHANNELS; c++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    down += y > 0 ? Math.abs(at(image, n, c, y, x) - at(image, n, c, y - 1, x)) : 0;
                    right += x > 0 ? Math.abs(at(image, n, c, y, x) - at(image, n, c, y, x - 1)) : 0;
                }
            }
        }
        return -down / (CHANNELS * (HEIGHT - 1) * WIDTH) - right / (CHANNELS * HEIGHT * (WIDTH - 1));
    }

    private double blurred(int n, int c, int y, int x) {
        int[] binomial = {1, 4, 6, 4, 1};
        double sum = 0;
        for (int i = -2; i <= 2; i++) {
            for (int j = -2; j <= 2; j++) {
                boolean inside = y + i >= 0 && y + i < HEIGHT && x + j >= 0 && x + j < WIDTH;
                sum += inside ? binomial[i + 2] * binomial[j + 2] / 256.0 * at(image, n, c, y + i, x + j) : 0;
            }
        }
        return sum;
    }

    @Test
    void ofOthers() {
        Objective logit = Objective.logit(1);
        Objective neuron = Objective.neuron(LAYER, 0, 1, 1);
        is(logit.plus(neuron), n -> logit(n, 1) + at(activations, n, 0, 1, 1));
        is(logit.minus(neuron), n -> logit(n, 1) - at(activations, n, 0, 1, 1));
        is(logit.times(-2.5), n -> -2.5 * logit(n, 1));
        is(logit.negative(), n -> -logit(n, 1));
        is(logit.interpolated(neuron, 0.3), n -> 0.7 * logit(n, 1) + 0.3 * at(activations, n, 0, 1, 1));
        is(Objective.each(List.of(neuron, logit)), n -> n == 0 ? at(activations, 0, 0, 1, 1) : logit(1, 1));
        assertEquals(
                Set.of(LAYER, Network.LOGITS), logit.interpolated(neuron, 0.3).layers());
    }

    @Test
    void eachWantsAnImageForEachObjective() {
        Objective logit = Objective.logit(1);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Objective.each(List.of(logit, logit, logit)).of(scene))
                .getMessage();
        assertTrue(message.contains("3") && message.contains("2"), message);
        assertThrows(IllegalArgumentException.class, () -> Objective.each(List.of()));
    }

    @Test
    void noDirectionHasLengthZero() {
        assertThrows(IllegalArgumentException.class, () -> Objective.direction(LAYER, 0, 0, 0));
    }

    private void is(Objective objective, IntToDoubleFunction expected) {
        float[] found = objective.of(scene).toFloatArray();
        float[] wanted = new float[BATCH];
        for (int n = 0; n < BATCH; n++) {
            wanted[n] = (float) expected.applyAsDouble(n);
        }
        assertArrayEquals(wanted, found, 2e-6f, objective.text());
    }

    private double gram(Tensor from, int n, int c, int d) {
        return mean((y, x) -> at(from, n, c, y, x) * at(from, n, d, y, x));
    }

    private double logit(int n, int index) {
        return logits.values()[n * CLASSES + index];
    }

    private static double at(Tensor from, int n, int c, int y, int x) {
        return from.values()[((n * CHANNELS + c) * HEIGHT + y) * WIDTH + x];
    }

    private static double square(double value) {
        return value * value;
    }

    private static double overChannels(IntToDoubleFunction value) {
        return IntStream.range(0, CHANNELS).mapToDouble(value).sum();
    }

    private interface Place {
        double value(int y, int x);
    }

    private static double mean(Place place) {
        double sum = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                sum += place.value(y, x);
            }
        }
        return sum / (HEIGHT * WIDTH);
    }

    private static Tensor random(long seed, long... shape) {
        return TestNetwork.uniform(Arrays.stream(shape).boxed().toList(), new Random(seed));
    }
}
