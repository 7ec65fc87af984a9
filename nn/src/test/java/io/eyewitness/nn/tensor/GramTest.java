package io.eyewitness.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GramTest {
    /** Two channels, two places; three images, of which the second is the first times 2. */
    private static final float[] ACTIVATIONS = {1, 2, 0, 1, 2, 4, 0, 2, 0, 1, 3, 0};

    private static double[][] table(float... values) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray activations = manager.create(values, new Shape(values.length / 4, 2, 2, 1));
            return Gram.table(activations);
        }
    }

    /** By hand: the Gram matrices are [5 2; 2 1] and [1 0; 0 9], without the division. */
    private static final double COSINE = (5 + 9) / Math.sqrt((25 + 4 + 4 + 1) * (1 + 81.0));

    /** Squares of squares of single precision overflow from about 1e9 on and are lost below about 1e-3. */
    @ParameterizedTest
    @ValueSource(floats = {1, 1e-3f, 1e-6f, 1e-30f, 1e5f, 1e10f, 1e30f})
    void theCosineDoesNotDependOnTheSizeOfActivations(float factor) {
        float[] values = ACTIVATIONS.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        double[][] cosines = table(values);
        assertEquals(1, cosines[0][0], 1e-4);
        assertEquals(1, cosines[0][1], 1e-4);
        assertEquals(COSINE, cosines[0][2], 1e-4);
        assertEquals(COSINE, cosines[2][1], 1e-4);
    }

    @Test
    void whatActivatesNothingIsLikeNothing() {
        double[][] cosines = table(1, 2, 3, 4, 0, 0, 0, 0);
        assertEquals(1, cosines[0][0], 1e-4);
        assertEquals(0, cosines[0][1]);
        assertEquals(0, cosines[1][1]);
    }
}
