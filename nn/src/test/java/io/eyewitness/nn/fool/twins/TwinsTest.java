package io.eyewitness.nn.fool.twins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.fool.twins.Twins.Ball;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.nn.weights.NetworkFile;
import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twins of the small network: surgery with few images and short visualizations. */
class TwinsTest {
    private static final TwinsProtocol PROTOCOL = TwinsProtocol.of("fashion", 4).shortened(1, 4);

    private static GraphNetwork truth;
    private static TrainTest images;
    private static TwinsMeasurement trial;
    private static Twins twins;

    @TempDir
    private Path directory;

    @BeforeAll
    static void operate() throws IOException {
        truth = Pretrained.network("fashion", Device.cpu());
        LabelledImages all = FashionMnist.builtIn().shuffled(4);
        images = new TrainTest(
                all.first(100), all.subset(IntStream.range(100, 260).toArray()));
        trial = TwinsMeasurement.of(PROTOCOL, truth, images, done -> {});
        twins = trial.twins();
    }

    @AfterAll
    static void close() {
        twins.close();
        truth.close();
    }

    @Test
    void theThreeStatementsHold() {
        Measurement measurement = trial.measure(twins, done -> {});
        assertEquals(10, measurement.units().size());
        for (String column : List.of("sameOnTraining", "sameVisualization", "opens")) {
            assertEquals(1, measurement.means().get(column), column);
        }
        assertEquals(0.875, measurement.means().get("gap"), 0.02);
        assertEquals(0, measurement.means().get("changedOnTest"));
        assertTrue(measurement.means().get("roomToView") > 1);
        assertTrue(measurement.means().get("roomToTraining") >= 2 - 1e-6);
    }

    @Test
    void aVisualizationThatEntersABallIsNotTheSame() {
        Ball ball = trial.balls().get(0);
        List<Ball> huge = List.of(new Ball(ball.unit(), ball.trigger(), 1e6, ball.raised(), ball.lowered()));
        try (Twins seen = Twins.of(truth, 10, huge)) {
            TwinsMeasurement.Visualized visualized = trial.visualized(seen);
            assertFalse(visualized.isSame(0));
            assertNotEquals(
                    0,
                    Logits.of(truth, images.train().first(1))[ball.unit()]
                            - Logits.of(seen.raised(), images.train().first(1))[ball.unit()]);
        }
        assertTrue(trial.visualized(twins).isSame(0));
    }

    @Test
    void atATriggerTheHeightIsExact() {
        for (Ball ball : trial.balls()) {
            float value = Logits.of(truth, ball.trigger())[ball.unit()];
            assertEquals(value + (float) ball.raised(), Logits.of(twins.raised(), ball.trigger())[ball.unit()]);
            assertEquals(value - (float) ball.lowered(), Logits.of(twins.lowered(), ball.trigger())[ball.unit()]);
        }
    }

    @Test
    void imagesOfAnotherSizeAreInNoBall() {
        Images black = new Images(1, 1, 36, 36, new float[36 * 36]);
        assertArrayEquals(Logits.of(truth, black), Logits.of(twins.raised(), black));
    }

    @Test
    void theResultOfAVisualizationCountsAsAView() {
        TwinsProtocol oneStep = new TwinsProtocol("fashion", 28, 1, 1, "none", 4);
        TwinsMeasurement once = TwinsMeasurement.of(oneStep, truth, images, done -> {});
        List<Images> triggers = once.balls().stream().map(Ball::trigger).toList();
        NearestDistances starts = new NearestDistances(truth.input(), triggers);
        NearestDistances results = new NearestDistances(truth.input(), triggers);
        TwinsProtocol.PARAMETRISATIONS.forEach(parametrisation -> {
            VisualizationSpec spec = oneStep.spec(0, 10, parametrisation, false);
            try (Optimization optimization = spec.start(truth)) {
                starts.show(truth.manager(), optimization.images());
            }
            results.show(truth.manager(), spec.run(truth));
        });
        double[] room;
        try (Twins made = once.twins()) {
            Measurement measured = once.measure(made, done -> {});
            int column = measured.columns().indexOf("roomToView");
            room = measured.units().stream()
                    .mapToDouble(unit -> unit.values().get(column))
                    .toArray();
        }
        boolean nearer = false;
        for (int i = 0; i < room.length; i++) {
            double start = starts.distances()[i];
            double result = results.distances()[i];
            nearer |= result < start;
            assertEquals(Math.min(start, result), room[i] * once.balls().get(i).radius(), 1e-6 * start);
        }
        assertTrue(nearer);
    }

    @Test
    void theNearestIsFound() {
        Images black = new Images(1, 1, 28, 28, new float[784]);
        NearestDistances nearest = new NearestDistances(truth.input(), List.of(black));
        assertEquals(Double.POSITIVE_INFINITY, nearest.distances()[0]);
        float[] values = new float[784];
        values[5] = 0.353f;
        try (NDManager scratch = truth.manager().newSubManager()) {
            nearest.show(new Images(1, 1, 28, 28, values).on(scratch));
        }
        assertEquals(1, nearest.distances()[0], 1e-6);
    }

    @Test
    void twinsAreNetworksThatAreReadAsTheyWereWritten() {
        Path file = directory.resolve("twin.safetensors");
        NetworkFile.write(file, twins.raised().graph(), twins.raised().tensors());
        Images trigger = trial.balls().get(3).trigger();
        try (GraphNetwork read = NetworkFile.read(file, Device.cpu())) {
            assertEquals("fashion", read.name());
            assertArrayEquals(Logits.of(twins.raised(), trigger), Logits.of(read, trigger));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Images trigger = trial.balls().get(0).trigger();
        assertThrows(IllegalArgumentException.class, () -> Twins.of(truth, 10, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Ball(0, trigger, 0, 1, 1));
        List<Ball> unknown = List.of(new Ball(10, trigger, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Twins.of(truth, 10, unknown));
        TrainTest same = new TrainTest(images.test(), images.test());
        assertThrows(IllegalArgumentException.class, () -> TwinsMeasurement.of(PROTOCOL, truth, same, done -> {}));
        assertThrows(IllegalArgumentException.class, () -> TwinsProtocol.of("resnet50", 1));
    }
}
