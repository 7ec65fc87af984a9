package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Compares a gradient with central differences: the derivatives along random directions, and along the gradient, may differ
 * by a hundredth, as vectors, at one step of three: long ones meet kinks, short ones drown in rounding. Between the function
 * and its gradient the memory is churned.
 */
public final class GradientCheck {
    private static final int DIRECTIONS = 12;
    private static final double TOLERANCE = 0.01;

    private final NDManager manager;
    private final double step;

    /** @param step the length of the middle one of three steps along each direction */
    public GradientCheck(NDManager manager, double step) {
        this.manager = manager;
        this.step = step;
    }

    /** Checks a function of an array whose values' sum is differentiated. */
    public void agrees(UnaryOperator<NDArray> function, Tensor place) {
        float[] gradient = gradient(function, place);
        double least = DoubleStream.of(step, step / 4, 4 * step)
                .map(length -> error(function, place, gradient, length))
                .min()
                .orElseThrow();
        assertTrue(least < TOLERANCE, "the gradient is off by " + least + " of the differences");
    }

    private double error(UnaryOperator<NDArray> function, Tensor place, float[] gradient, double length) {
        Random random = new Random(11);
        double square = 0;
        double error = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            double[] direction = i == 0 ? along(gradient) : normal(gradient.length, random);
            double ahead = value(function, place, direction, length);
            double expected = (ahead - value(function, place, direction, -length)) / (2 * length);
            double found = 0;
            for (int j = 0; j < gradient.length; j++) {
                found += gradient[j] * direction[j];
            }
            square += expected * expected;
            error += (found - expected) * (found - expected);
        }
        assertTrue(square > 0, "the function is constant");
        return Math.sqrt(error / square);
    }

    private float[] gradient(UnaryOperator<NDArray> function, Tensor place) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = place.on(scratch);
            leaf.setRequiresGradient(true);
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray sum = function.apply(leaf).sum();
                Churn.memory();
                collector.backward(sum);
            }
            return leaf.getGradient().toFloatArray();
        }
    }

    private double value(UnaryOperator<NDArray> function, Tensor place, double[] direction, double length) {
        float[] moved = place.values().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (length * direction[i]);
        }
        try (NDManager scratch = manager.newSubManager()) {
            double sum = 0;
            for (float value :
                    function.apply(new Tensor(place.shape(), moved).on(scratch)).toFloatArray()) {
                sum += value;
            }
            return sum;
        }
    }

    /** The gradient's direction, as long as normal numbers are. */
    private static double[] along(float[] gradient) {
        double square = 0;
        for (float slope : gradient) {
            square += slope * slope;
        }
        double[] direction = new double[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = gradient[i] * Math.sqrt(direction.length / square);
        }
        return direction;
    }

    private static double[] normal(int length, Random random) {
        double[] direction = new double[length];
        for (int i = 0; i < length; i++) {
            direction[i] = random.nextGaussian();
        }
        return direction;
    }
}
