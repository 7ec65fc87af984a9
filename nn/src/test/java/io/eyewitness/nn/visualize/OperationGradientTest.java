package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Window;
import io.eyewitness.nn.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operations without parameters. */
class OperationGradientTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void enlargedPixelsAreSquares() {
        Operation twice = new Operation.Enlarge(2);
        NDArray pixels = new Tensor(List.of(1L, 2L, 1L, 2L), new float[] {1, 2, 3, 4}).on(manager);
        NDArray squares = twice.apply(List.of(pixels), null, false);
        assertEquals(new Shape(1, 2, 2, 4), squares.getShape());
        assertArrayEquals(new float[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}, squares.toFloatArray());
        agrees(new Operation.Enlarge(3), List.of(2L, 3L, 4L, 5L), List.of(2L, 3L, 12L, 15L));
    }

    @Test
    void aRowBecomesAnImage() {
        Operation unflatten = new Operation.Unflatten(2, 1, 3);
        NDArray row = new Tensor(List.of(1L, 6L), new float[] {1, 2, 3, 4, 5, 6}).on(manager);
        NDArray image = unflatten.apply(List.of(row), null, false);
        assertEquals(new Shape(1, 2, 1, 3), image.getShape());
        assertArrayEquals(row.toFloatArray(), image.toFloatArray());
        agrees(unflatten, List.of(4L, 6L), List.of(4L, 2L, 1L, 3L));
    }

    @Test
    void aChannelIsDividedByThePowerOfItsNeighbours() {
        Operation norm = new Window.LocalResponseNorm(3, 0.5f, 0.75f, 2);
        float[] values = {1, -2, 3, -4};
        NDArray channels = new Tensor(List.of(1L, 4L, 1L, 1L), values).on(manager);
        float[] expected = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            double squares = 0;
            for (int j = Math.max(0, i - 1); j <= Math.min(3, i + 1); j++) {
                squares += values[j] * values[j];
            }
            expected[i] = (float) (values[i] / Math.pow(2 + 0.5 / 3 * squares, 0.75));
        }
        assertArrayEquals(expected, norm.apply(List.of(channels), null, false).toFloatArray(), 1e-6f);
        agrees(norm, List.of(2L, 5L, 2L, 3L), List.of(2L, 5L, 2L, 3L));
        assertThrows(IllegalArgumentException.class, () -> new Window.LocalResponseNorm(4, 1, 1, 1));
    }

    private void agrees(Operation operation, List<Long> input, List<Long> output) {
        NDArray weights = TestNetwork.normal(output, 1, new Random(3)).on(manager);
        new GradientCheck(manager, 0.1)
                .agrees(
                        place -> operation.apply(List.of(place), null, false).mul(weights),
                        TestNetwork.normal(input, 1, new Random(4)));
    }
}
