package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class LossesTest {
    @Test
    void crossEntropyIsThatOfTheFormula() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray logits = manager.create(new float[] {1, 2, 0, 0, 0, 3}, new Shape(2, 3));
            NDArray labels = manager.create(new long[] {1, 0});
            double first = Math.log(Math.E + Math.exp(2) + 1);
            double second = Math.log(2 + Math.exp(3));
            assertArrayEquals(
                    new float[] {(float) ((first - 2 + second) / 2)},
                    new float[] {Losses.crossEntropy(logits, labels, 0).getFloat()},
                    1e-6f);
            double smooth = 0.3;
            double even = (first - 1 + second - 1) / 2;
            assertEquals(
                    (1 - smooth) * (first - 2 + second) / 2 + smooth * even,
                    Losses.crossEntropy(logits, labels, smooth).getFloat(),
                    1e-6);
        }
    }
}
