package io.eyewitness.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final double RATE = 0.1;

    /** Algorithm 1 of Kingma and Ba 2015, for one number, up the gradient. */
    private static final class Reference {
        private double value;
        private double mean;
        private double square;
        private int steps;

        void ascend(double gradient) {
            steps++;
            mean = 0.9 * mean + 0.1 * gradient;
            square = 0.999 * square + 0.001 * gradient * gradient;
            double unbiased = mean / (1 - Math.pow(0.9, steps));
            value += RATE * unbiased / (Math.sqrt(square / (1 - Math.pow(0.999, steps))) + 1e-8);
        }
    }

    @Test
    void stepsAreThoseOfTheFormulaAfterAResumptionToo() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray parameters = manager.zeros(new Shape(2));
            Adam adam = new Adam(parameters);
            Reference first = new Reference();
            Reference second = new Reference();
            for (int step = 0; step < 6; step++) {
                if (step == 3) {
                    adam = Adam.resume(parameters, adam.state(), 3);
                }
                double gradient = step - 2.5;
                adam.ascend(parameters, manager.create(new float[] {(float) gradient, 100}), RATE);
                first.ascend(gradient);
                second.ascend(100);
                assertEquals(first.value, parameters.getFloat(0), 1e-5);
                assertEquals(second.value, parameters.getFloat(1), 1e-5);
            }
        }
    }

    @Test
    void aRowThatBeginsAnewForgetsItsStepsAndOthersDoNot() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray parameters = manager.zeros(new Shape(2, 1, 1, 1));
            Adam adam = Adam.ofRows(parameters);
            Reference kept = new Reference();
            Reference restarted = new Reference();
            for (int step = 0; step < 5; step++) {
                if (step == 2) {
                    adam.restart(false, true);
                    double value = restarted.value;
                    restarted = new Reference();
                    restarted.value = value;
                }
                NDArray gradient = manager.create(new float[] {1 + step, -3 - step}, new Shape(2, 1, 1, 1));
                adam.ascend(parameters, gradient, RATE);
                kept.ascend(1 + step);
                restarted.ascend(-3 - step);
                assertEquals(kept.value, parameters.getFloat(0, 0, 0, 0), 1e-5);
                assertEquals(restarted.value, parameters.getFloat(1, 0, 0, 0), 1e-5);
            }
        }
    }

    @Test
    void aStateWithoutAMomentIsRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray parameters = manager.zeros(new Shape(2));
            String message = assertThrows(IllegalArgumentException.class, () -> Adam.resume(parameters, Map.of(), 1))
                    .getMessage();
            assertTrue(message.contains("mean"), message);
        }
    }
}
