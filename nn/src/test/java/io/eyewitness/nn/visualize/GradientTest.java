package io.eyewitness.nn.visualize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of objectives, parametrisations and views against central differences. */
class GradientTest {
    private static final int BATCH = 3;
    private static final long SIZE = 9;

    private GraphNetwork network;
    private NDManager manager;

    @BeforeEach
    void open() {
        network = TestNetwork.of(3);
        manager = network.manager().newSubManager();
    }

    @AfterEach
    void close() {
        network.close();
    }

    static Stream<Arguments> objectives() {
        Objective logit = Objective.logit(1);
        Objective channel = Objective.channel(TestNetwork.RELU, 2);
        Stream<Objective> given = Stream.of(
                Objective.neuron(TestNetwork.CONV, 1, 4, 5),
                channel,
                Objective.channel("average", 1),
                Objective.layer(TestNetwork.RELU),
                logit,
                Objective.probability(1),
                Objective.direction(TestNetwork.RELU, 1, -2, 0.5f, 1),
                Objective.direction(Network.LOGITS, 1, -2, 0.5f),
                Objective.diversity(TestNetwork.CONV),
                Objective.smoothness(),
                Objective.greyness(),
                Objective.blurriness(),
                logit.plus(channel),
                logit.minus(channel),
                logit.times(2.5),
                channel.negative(),
                logit.interpolated(channel, 0.3),
                logit.minus(Objective.greyness().times(3)).interpolated(Objective.diversity(TestNetwork.RELU), 0.4),
                Objective.each(List.of(logit, channel, Objective.smoothness())));
        return given.map(objective -> Arguments.of(objective.text(), objective));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objectives")
    void ofAnObjective(String text, Objective objective) {
        new GradientCheck(manager, 0.001).agrees(seen(objective), images(1));
    }

    @Test
    void ofContentAndStyle() {
        NDArray target = network.activations(images(2).on(manager), List.of(TestNetwork.CONV))
                .get(TestNetwork.CONV)
                .get("0:1");
        for (Objective objective : List.of(
                Objective.content(TestNetwork.CONV, seen -> target),
                Objective.style(TestNetwork.CONV, seen -> target))) {
            new GradientCheck(manager, 0.001).agrees(seen(objective), images(1));
        }
    }

    static List<Arguments> parametrisations() {
        List<Arguments> all = new ArrayList<>();
        for (Parametrisation images :
                List.of(new Parametrisation.Pixel(), new Parametrisation.Fourier(), new Parametrisation.Maco())) {
            for (long channels : new long[] {1, 3}) {
                for (long[] size : new long[][] {{8, 8}, {9, 9}, {8, 9}}) {
                    all.add(Arguments.of(images, List.of(2L, channels, size[0], size[1])));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("parametrisations")
    void ofAParametrisation(Parametrisation parametrisation, List<Long> shape) {
        NDArray weights = TestNetwork.normal(shape, 1, new Random(3)).on(manager);
        new GradientCheck(manager, 0.01)
                .agrees(
                        parameters -> parametrisation.image(parameters).mul(weights),
                        TestNetwork.normal(shape, 0.5, new Random(4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "pad:2",
                "jitter:3",
                "scale:0.8:1.2",
                "rotate:30",
                "rotate:180",
                "pad:1,jitter:1,scale:0.9:1.1,rotate:10,jitter:2"
            })
    void ofAView(String transforms) {
        for (long size : new long[] {8, 9}) {
            List<Long> shape = List.of(2L, 3L, size, size);
            NDArray weights = TestNetwork.normal(shape, 1, new Random(3)).on(manager);
            new GradientCheck(manager, 0.1)
                    .agrees(
                            images -> Transforms.parse(transforms)
                                    .view(images, new Random(7))
                                    .mul(weights),
                            TestNetwork.uniform(shape, new Random(4)));
        }
    }

    @ParameterizedTest
    @MethodSource("parametrisations")
    void ofAllTogether(Parametrisation parametrisation, List<Long> shape) {
        try (GraphNetwork own = TestNetwork.of(Math.toIntExact(shape.get(1)))) {
            Objective objective = Objective.layer(TestNetwork.CONV)
                    .plus(Objective.diversity(TestNetwork.CONV).times(0.2))
                    .plus(Objective.smoothness().times(0.3));
            Transforms transforms = Transforms.parse("pad:1,scale:0.9:1.1,rotate:10,jitter:1");
            new GradientCheck(own.manager(), 0.001)
                    .agrees(
                            parameters -> {
                                NDArray image = parametrisation.image(parameters);
                                NDArray view = transforms.view(image, new Random(7));
                                return objective.of(new Activations(image, own.activations(view, objective.layers())));
                            },
                            TestNetwork.normal(shape, 0.5, new Random(4)));
        }
    }

    private UnaryOperator<NDArray> seen(Objective objective) {
        return image -> objective.of(new Activations(image, network.activations(image, objective.layers())));
    }

    private static Tensor images(long seed) {
        return TestNetwork.uniform(List.of((long) BATCH, 3L, SIZE, SIZE), new Random(seed));
    }
}
