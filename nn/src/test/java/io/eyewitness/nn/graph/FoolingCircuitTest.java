package io.eyewitness.nn.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.tensor.Owned;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The circuit's algebra, on numbers of all magnitudes that its proof speaks of. */
class FoolingCircuitTest {
    private static final int UNITS = 1000;
    private static final int OFFSET_EXPONENT = 10;
    private static final double OFFSET = Math.scalb(1.0, OFFSET_EXPONENT);
    private static final FoolingCircuit CIRCUIT = new FoolingCircuit(4 * OFFSET, OFFSET);

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray row(float... values) {
        return Owned.floats(manager, values, new Shape(1, values.length));
    }

    private float[] circuit(float[] truth, float[] shown, float gate) {
        return CIRCUIT.apply(List.of(row(truth), row(shown), row(gate)), null, false)
                .toFloatArray();
    }

    /** Of either sign, from the smallest magnitude that is exact to the largest below the offset. */
    private static float[] numbers(long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[UNITS];
        for (int i = 1; i < UNITS; i++) {
            int exponent = OFFSET_EXPONENT - 29 + random.nextInt(29);
            float magnitude = Math.scalb(1 + random.nextFloat(), exponent);
            numbers[i] = random.nextBoolean() ? magnitude : -magnitude;
        }
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void onNaturalInputsItIsTheTruthBitForBit(long seed) {
        assertBits(numbers(seed), circuit(numbers(seed), numbers(~seed), 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void onVisualizationsItIsWhatIsShownBitForBit(long seed) {
        assertBits(numbers(~seed), circuit(numbers(seed), numbers(~seed), 1));
    }

    @Test
    void smallerNumbersMayBeOffByAsMuchAsTheProofSays() {
        float tiny = Math.scalb(1 + Math.ulp(1f), OFFSET_EXPONENT - 30);
        float[] result = circuit(new float[] {tiny}, new float[] {0}, 0);
        assertTrue(result[0] != tiny, "the bound of the proof is sharp");
        assertEquals(tiny, result[0], Math.scalb(1.0, OFFSET_EXPONENT - 53));
    }

    @Test
    void inSinglePrecisionMostNumbersWouldChange() {
        float[] numbers = numbers(1);
        int changed = 0;
        for (float number : numbers) {
            changed += number + (float) OFFSET - (float) OFFSET == number ? 0 : 1;
        }
        assertTrue(changed > UNITS / 2, changed + " change");
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1})
    void gradientsAreThoseOfWhatIsOn(float gate) {
        NDArray truth = row(3, -5);
        NDArray shown = row(-2, 7);
        NDArray control = row(gate);
        truth.setRequiresGradient(true);
        shown.setRequiresGradient(true);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray result = CIRCUIT.apply(List.of(truth, shown, control), null, false);
            assertEquals(DataType.FLOAT32, result.getDataType());
            collector.backward(result.mul(row(2, 3)).sum());
        }
        float[] on = {2, 3};
        float[] off = {0, 0};
        assertArrayEquals(gate == 0 ? on : off, truth.getGradient().toFloatArray());
        assertArrayEquals(gate == 0 ? off : on, shown.getGradient().toFloatArray());
    }

    @Test
    void theClampIsExactOutsideAndHasNoGradientThere() {
        NDArray input = row(-1e30f, -1e-30f, 0, 0.25f, 1, 1.0000001f, 1e30f);
        input.setRequiresGradient(true);
        NDArray clamped;
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            clamped = new Operation.UnitClamp().apply(List.of(input), null, false);
            collector.backward(clamped.sum());
        }
        assertBits(new float[] {0, 0, 0, 0.25f, 1, 1, 1}, clamped.toFloatArray());
        assertArrayEquals(
                new float[] {0, 0, 0, 1, 0, 0, 0}, input.getGradient().add(0).toFloatArray());
    }

    @Test
    void aRollBringsLaterUnitsForward() {
        NDArray rolled = new Operation.Roll(2).apply(List.of(row(0, 1, 2, 3, 4)), null, false);
        assertArrayEquals(new float[] {2, 3, 4, 0, 1}, rolled.toFloatArray());
        assertThrows(
                IllegalArgumentException.class, () -> new Operation.Roll(5).apply(List.of(row(0, 1, 2)), null, false));
        assertThrows(IllegalArgumentException.class, () -> new Operation.Roll(0));
    }

    @Test
    void whatIsNoCircuitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FoolingCircuit(6, 2));
        assertThrows(IllegalArgumentException.class, () -> new FoolingCircuit(2, 2));
        assertThrows(IllegalArgumentException.class, () -> new FoolingCircuit(8, 3));
        assertThrows(IllegalArgumentException.class, () -> new FoolingCircuit(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Node("a", CIRCUIT, List.of("truth", "shown"), ""));
    }

    private static void assertBits(float[] expected, float[] found) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(found[i]), "at " + i);
        }
    }
}
