package io.eyewitness.nn.lipschitz;

import io.eyewitness.nn.graph.Pointwise;
import java.util.OptionalDouble;

/** The largest slopes of the functions of single numbers. */
final class Slopes {
    /** The largest slopes of x sigmoid(x), at 2.3994, of GELU, at the root of 2, of its approximation and of Mish, rounded upwards. */
    private static final double SILU = 1.09984;

    private static final double GELU = 1.12891;
    private static final double GELU_TANH = 1.129;
    private static final double MISH = 1.08850;

    private static final double HARD_SWISH = 1.5;

    private Slopes() {}

    /** The largest slope; empty if there is none, as for a function that jumps. */
    static OptionalDouble of(Pointwise pointwise) {
        double a = pointwise.a();
        return switch (pointwise.function()) {
            case CLIP, TANH, SOFTPLUS, SOFTSIGN, NEG, ABS -> OptionalDouble.of(1);
            case LEAKY_RELU, ELU -> OptionalDouble.of(Math.max(1, Math.abs(a)));
            case SELU -> OptionalDouble.of(Math.abs(pointwise.b()) * Math.max(1, Math.abs(a)));
            case CELU -> a > 0 ? OptionalDouble.of(1) : OptionalDouble.empty();
            case SIGMOID -> OptionalDouble.of(0.25);
            case HARD_SIGMOID -> OptionalDouble.of(Math.abs(a));
            case HARD_SWISH -> OptionalDouble.of(HARD_SWISH);
            case ERF -> OptionalDouble.of(2 / Math.sqrt(Math.PI));
            case SILU -> OptionalDouble.of(SILU);
            case GELU -> OptionalDouble.of(GELU);
            case GELU_TANH -> OptionalDouble.of(GELU_TANH);
            case MISH -> OptionalDouble.of(MISH);
            case THRESHOLDED_RELU -> a == 0 ? OptionalDouble.of(1) : OptionalDouble.empty();
            case EXP, LOG, SQRT, RECIPROCAL, SIGN, FLOOR, CEIL, ROUND -> OptionalDouble.empty();
        };
    }
}
