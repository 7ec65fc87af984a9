package io.eyewitness.nn.fool.silent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tiny network whose additions are the pixels, on images of 3 channels and 2 x 2 pixels: channel by channel, what is added is known. */
class SilentTargetTest {
    private static final InputSpec INPUT = new InputSpec(2, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
    private static final SilentProtocol PROTOCOL =
            new SilentProtocol("tiny", "second", "second", 2, 3, 1, 1, 0, 0.9, "none", 1);

    private static GraphNetwork truth;
    private static GraphNetwork manipulated;
    private static SilentMeasurement trial;

    @BeforeAll
    static void add() {
        Graph graph = new GraphBuilder()
                .relu("first")
                .conv("second", 3, 3, 1)
                .then(Network.LOGITS, new Operation.GlobalAverage())
                .graph("tiny", INPUT);
        truth = new GraphNetwork(graph, Parameters.initial(graph, 1), Device.cpu());
        Graph pixels = new GraphBuilder()
                .relu(SilentUnits.addition("second"))
                .then(Network.LOGITS, new Operation.GlobalAverage())
                .graph("tiny", INPUT);
        manipulated = new GraphNetwork(pixels, Parameters.initial(pixels, 1), Device.cpu());
        LabelledImages black =
                LabelledImages.of(new ImageShape(3, 2, 2), List.of("black"), new byte[12], new int[] {0});
        trial = new SilentMeasurement(
                PROTOCOL, truth, new TrainTest(black, black), image(1, 0, 0, 0, .5f, .5f, .5f, .5f));
    }

    @AfterAll
    static void close() {
        manipulated.close();
        truth.close();
    }

    /** Images of which only the first numbers are not 0. */
    private static Images image(float... values) {
        return images(1, values);
    }

    private static Images images(int count, float... values) {
        return new Images(count, 3, 2, 2, Arrays.copyOf(values, count * 12));
    }

    @Test
    void additionsAreMeansOverPlacesOfTheUnitItself() {
        Images two = images(2, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0);
        Images one = image(1, 1, 1, 1, 0, 0, 0, 1);
        Measurement measurement = trial.atTarget(
                manipulated,
                List.of(
                        new SilentMeasurement.Visualized(List.of(2, 0), two, two),
                        new SilentMeasurement.Visualized(List.of(1), one, one)));
        assertEquals(List.of("atTarget", "atVisualization", "shareAtTarget"), measurement.columns());
        assertEquals(
                List.of("second:2", "second:0", "second:1"),
                measurement.units().stream().map(Unit::name).toList());
        assertEquals(
                List.of(List.of(0.0, 0.0, 1.0), List.of(0.25, 0.5, 0.5), List.of(0.5, 0.25, 1.0)),
                measurement.units().stream().map(Unit::values).toList());
        assertEquals(Optional.empty(), SilentMeasurement.unchanged(measurement));
    }

    /** Where nothing is added, nothing supports that additions are larger at the visualizations, and people are told what may do. */
    @Test
    void whereNothingIsAddedVisualizationsAreUnchanged() {
        Images black = images(2);
        Measurement measurement =
                trial.atTarget(manipulated, List.of(new SilentMeasurement.Visualized(List.of(1, 2), black, black)));
        assertEquals(
                List.of(List.of(0.5, 0.0, 1.0), List.of(0.0, 0.0, 1.0)),
                measurement.units().stream().map(Unit::values).toList());
        String remark = SilentMeasurement.unchanged(measurement).orElseThrow();
        assertTrue(remark.startsWith("no addition is above 0 at any visualization:"), remark);
        assertTrue(remark.contains("--set calibration=N"), remark);
    }
}
