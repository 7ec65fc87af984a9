package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Safetensors;
import io.eyewitness.nn.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizationTest {
    private static GraphNetwork network;

    @BeforeAll
    static void open() {
        network = TestNetwork.of(3);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    static Stream<Parametrisation> parametrisations() {
        return Stream.of(new Parametrisation.Pixel(), new Parametrisation.Fourier(), new Parametrisation.Maco());
    }

    private static VisualizationSpec ascent(Parametrisation images) {
        return VisualizationSpec.of(Objective.logit(1)
                        .plus(Objective.diversity(TestNetwork.RELU).times(0.1)))
                .withParametrisation(images)
                .withTransforms(Transforms.parse("pad:1,scale:0.9:1.1,rotate:10,jitter:1"))
                .withSize(11)
                .withBatch(2)
                .withSteps(25)
                .withSeed(3);
    }

    @ParameterizedTest
    @MethodSource("parametrisations")
    void climbs(Parametrisation images) {
        try (Optimization climb =
                ascent(images).withTransforms(Transforms.none()).start(network)) {
            float[] first = climb.advance();
            for (int i = 0; i < 25; i++) {
                climb.advance();
            }
            float[] last = climb.advance();
            assertTrue(last[0] > first[0] && last[1] > first[1], Arrays.toString(first) + Arrays.toString(last));
            assertEquals(27, climb.step());
        }
    }

    @ParameterizedTest
    @MethodSource("parametrisations")
    void aSeedDecidesEachByte(Parametrisation images) {
        float[] once = ascent(images).run(network).values();
        assertArrayEquals(once, ascent(images).run(network).values());
        assertFalse(Arrays.equals(once, ascent(images).withSeed(4).run(network).values()));
        for (float value : once) {
            assertTrue(value >= 0 && value <= 1);
        }
    }

    @ParameterizedTest
    @MethodSource("parametrisations")
    void goesOnAsIfItHadNeverStopped(Parametrisation images, @TempDir Path folder) {
        VisualizationSpec ascent = ascent(images);
        Path file = folder.resolve("climb.safetensors");
        try (Optimization climb = ascent.start(network)) {
            for (int i = 0; i < 10; i++) {
                climb.advance();
            }
            new Safetensors(climb.state(), Map.of()).write(file);
        }
        Map<String, Tensor> state = Safetensors.read(file).tensors();
        try (Optimization climb = Optimization.resume(ascent, network, state, 10)) {
            while (climb.step() < ascent.steps()) {
                climb.advance();
            }
            assertArrayEquals(ascent.run(network).values(), climb.images().values());
        }
    }

    @Test
    void stateThatDoesNotFitIsNamed() {
        VisualizationSpec ascent = ascent(new Parametrisation.Pixel());
        try (Optimization climb = ascent.start(network)) {
            Map<String, Tensor> state = climb.state();
            String shape = assertThrows(
                            IllegalArgumentException.class,
                            () -> Optimization.resume(ascent.withSize(12), network, state, 0))
                    .getMessage();
            assertTrue(shape.contains("12") && shape.contains("11"), shape);
            Map<String, Tensor> less = Map.of("parameters", state.get("parameters"), "mean", state.get("mean"));
            String missing = assertThrows(
                            IllegalArgumentException.class, () -> Optimization.resume(ascent, network, less, 0))
                    .getMessage();
            assertTrue(missing.contains("square"), missing);
            assertThrows(IllegalArgumentException.class, () -> Optimization.resume(ascent, network, state, -1));
        }
    }

    @Test
    void whatIsNotFiniteIsReportedWithItsStep() {
        Objective logarithm = new Objective(
                "log",
                Set.of(Network.LOGITS),
                scene -> Objective.logit(1)
                        .of(scene)
                        .mul(scene.byLayer()
                                .get(Network.LOGITS)
                                .get(":,0")
                                .sub(1e9)
                                .log()));
        try (Optimization climb = ascent(new Parametrisation.Pixel()).start(network)) {
            climb.advance();
            climb.advance();
            Map<String, Tensor> state = climb.state();
            VisualizationSpec broken = VisualizationSpec.of(logarithm)
                    .withParametrisation(new Parametrisation.Pixel())
                    .withSize(11)
                    .withBatch(2);
            try (Optimization going = Optimization.resume(broken, network, state, 2)) {
                String message = assertThrows(Optimization.Diverged.class, going::advance)
                        .getMessage();
                assertTrue(message.contains("step 2") && message.contains("NaN"), message);
                assertEquals(state, going.state());
            }
        }
    }

    @Test
    void aGradientThatIsNotFiniteIsReportedToo() {
        Objective root = new Objective("root", Set.of(Network.LOGITS), scene -> {
            var logit = Objective.logit(1).of(scene);
            return logit.sub(logit).sqrt();
        });
        VisualizationSpec ascent = VisualizationSpec.of(root)
                .withParametrisation(new Parametrisation.Pixel())
                .withSize(11);
        try (Optimization climb = ascent.start(network)) {
            String message =
                    assertThrows(Optimization.Diverged.class, climb::advance).getMessage();
            assertTrue(message.contains("step 0") && message.contains("gradient"), message);
        }
    }

    @Test
    void imagesOfABatchDoNotDisturbOneAnother() {
        Objective logit = Objective.logit(0);
        Objective other = Objective.logit(2);
        VisualizationSpec each = VisualizationSpec.ofEach(List.of(logit, other))
                .withTransforms(Transforms.none())
                .withSize(9)
                .withSteps(20);
        Images both = each.run(network);
        try (Optimization start = each.start(network);
                var manager = network.manager().newSubManager()) {
            float[] before = network.logits(start.images().on(manager)).toFloatArray();
            float[] after = network.logits(both.on(manager)).toFloatArray();
            assertTrue(after[0] > before[0], "image 0, logit 0");
            assertTrue(after[3 + 2] > before[3 + 2], "image 1, logit 2");
        }
    }
}
