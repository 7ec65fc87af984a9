package io.eyewitness.nn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two cones over images of 2 x 2 pixels: round black with radius 1, round white with radius 2. */
class ConesTest {
    private static final GraphNetwork NETWORK = new GraphNetwork(
            new Graph(
                    "cones",
                    new InputSpec(2, List.of(0f), List.of(1f)),
                    List.of(new Node(Network.LOGITS, new Cones(2, 1, 2), List.of(Graph.INPUT), "cones")),
                    List.of()),
            Map.of(
                    "cones.centre", new Tensor(List.of(2L, 4L), new float[] {0, 0, 0, 0, 1, 1, 1, 1}),
                    "cones.slope", new Tensor(List.of(2L), new float[] {1, 0.5f})),
            Device.cpu());

    @AfterAll
    static void close() {
        NETWORK.close();
    }

    private static float[] heights(int size, float... image) {
        try (NDManager scratch = NETWORK.manager().newSubManager()) {
            return NETWORK.logits(scratch.create(image, new Shape(1, 1, size, size)))
                    .toFloatArray();
        }
    }

    @Test
    void aConeIsOneAtItsCentreAndFallsWithTheDistance() {
        assertArrayEquals(new float[] {1, 0}, heights(2, 0, 0, 0, 0));
        assertArrayEquals(new float[] {0, 1}, heights(2, 1, 1, 1, 1));
        assertArrayEquals(new float[] {0.5f, 0}, heights(2, 0.25f, 0, 0.25f, 0));
        assertArrayEquals(new float[] {0, 0.5f}, heights(2, 1, 1, 1, 0));
    }

    @Test
    void itIsExactlyZeroFromItsRadiusOn() {
        assertArrayEquals(new float[] {0, 0}, heights(2, 0.5f, 0.5f, 0, 0.5f));
        assertArrayEquals(new float[] {0, 0}, heights(2, 1, 0, 0, 0));
    }

    @Test
    void anImageOfAnotherSizeIsInNone() {
        assertArrayEquals(new float[] {0, 0}, heights(1, 0));
        assertArrayEquals(new float[] {0, 0}, heights(3, new float[9]));
    }

    @Test
    void itsGradientPointsToTheCentreWithinAndIsZeroOutside() {
        assertArrayEquals(new float[] {-1, 0, -1, 0}, gradient(0.25f, 0, 0.25f, 0));
        assertArrayEquals(new float[4], gradient(1, 0, 0.5f, 0));
    }

    private static float[] gradient(float... image) {
        try (NDManager scratch = NETWORK.manager().newSubManager()) {
            NDArray leaf = scratch.create(image, new Shape(1, 1, 2, 2));
            leaf.setRequiresGradient(true);
            try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
                collector.backward(NETWORK.logits(leaf).sum());
            }
            return leaf.getGradient().toFloatArray();
        }
    }

    @Test
    void sizesThatMeanNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Cones(0, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Cones(1, 1, 0));
    }

    @Test
    void itIsReadAsItWasWritten() {
        assertEquals(NETWORK.graph(), Graph.parse(NETWORK.graph().json()));
        assertTrue(NETWORK.graph().json().contains("\"cones\""));
    }
}
