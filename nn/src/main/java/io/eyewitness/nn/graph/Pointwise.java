package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.tensor.Owned;
import java.util.List;
import java.util.Optional;

/**
 * A function of each number by itself, of any shape.
 *
 * @param function which
 * @param a its first constant, 0 where it has none
 * @param b its second constant, 0 where it has none
 */
@JsonTypeName("pointwise")
public record Pointwise(Function function, float a, float b) implements Operation {
    /** The functions; x is the input. */
    public enum Function {
        /** The nearest number from a to b. */
        CLIP,
        /** x above 0, else a x. */
        LEAKY_RELU,
        /** x above 0, else a (exp(x) - 1). */
        ELU,
        /** b times {@link #ELU}. */
        SELU,
        /** 1 / (1 + exp(-x)). */
        SIGMOID,
        /** x times {@link #SIGMOID}. */
        SILU,
        /** a x + b, clipped to [0,1]. */
        HARD_SIGMOID,
        /** x times x / 6 + 1 / 2 clipped to [0,1]. */
        HARD_SWISH,
        /** The hyperbolic tangent. */
        TANH,
        /** The error function. */
        ERF,
        /** x times the normal distribution at x. */
        GELU,
        /** Its approximation by a hyperbolic tangent. */
        GELU_TANH,
        /** log(1 + exp(x)). */
        SOFTPLUS,
        /** x / (1 + |x|). */
        SOFTSIGN,
        /** x tanh(softplus(x)). */
        MISH,
        /** The exponential function. */
        EXP,
        /** The natural logarithm. */
        LOG,
        /** The square root. */
        SQRT,
        /** 1 / x. */
        RECIPROCAL,
        /** -x. */
        NEG,
        /** |x|. */
        ABS,
        /** x above a, else 0. */
        THRESHOLDED_RELU,
        /** x above 0, else a (exp(x / a) - 1). */
        CELU,
        /** 1 above 0, 0 at 0, -1 below: without a slope, as the ones that follow. */
        SIGN,
        /** The next whole number below. */
        FLOOR,
        /** The next whole number above. */
        CEIL,
        /** The nearest whole number; between two of them the even one. */
        ROUND
    }

    /**
     * Where a function has a slope: it is constant below the lower and above the upper limit of its input, and rises between them.
     *
     * @param lower below it, it is closed
     * @param upper above it, it is saturated; infinite for a function that has no largest value
     */
    record Gate(float lower, float upper) {
        /** Of an operation; empty if it has no such limits. */
        static Optional<Gate> of(Operation operation) {
            if (operation instanceof Operation.Relu) {
                return Optional.of(new Gate(0, Float.POSITIVE_INFINITY));
            }
            if (!(operation instanceof Pointwise pointwise)) {
                return Optional.empty();
            }
            float a = pointwise.a;
            float b = pointwise.b;
            return switch (pointwise.function) {
                case CLIP -> Optional.of(new Gate(a, b));
                case HARD_SIGMOID -> a > 0 ? Optional.of(new Gate(-b / a, (1 - b) / a)) : Optional.empty();
                default -> Optional.empty();
            };
        }
    }

    /** Whether an operation, number by number, is constant on a part of its domain: closed or saturated there, or a staircase. */
    public static boolean isGate(Operation operation) {
        if (operation instanceof Binary binary) {
            return binary.isGate();
        }
        return Gate.of(operation).isPresent()
                || operation instanceof Operation.UnitClamp
                || operation instanceof Cones
                || operation instanceof Pointwise pointwise && pointwise.isFlat();
    }

    /** Whether it is constant on a part of its domain, though it has no {@link Gate}. */
    private boolean isFlat() {
        return switch (function) {
            case HARD_SIGMOID, HARD_SWISH, THRESHOLDED_RELU, SIGN, FLOOR, CEIL, ROUND -> true;
            case LEAKY_RELU, ELU, SELU -> a == 0;
            default -> false;
        };
    }

    private static final double GELU_CUBIC = 0.044715;

    @Override
    public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
        NDArray x = inputs.get(0);
        return switch (function) {
            case CLIP -> x.clip(a, b);
            case LEAKY_RELU -> Activation.leakyRelu(x, a);
            case ELU -> elu(x);
            case SELU -> Owned.times(elu(x), b);
            case SIGMOID -> Activation.sigmoid(x);
            case SILU -> x.mul(Activation.sigmoid(x));
            case HARD_SIGMOID -> Owned.times(x, a).add(number(x, b)).clip(0, 1);
            case HARD_SWISH -> x.mul(Owned.times(x, 1.0 / 6).add(number(x, 0.5)).clip(0, 1));
            case TANH -> x.tanh();
            case ERF -> x.erf();
            case GELU ->
                Owned.times(x, 0.5).mul(Owned.times(x, Math.sqrt(0.5)).erf().add(1));
            case GELU_TANH ->
                Owned.times(x, 0.5)
                        .mul(Owned.times(x.add(Owned.times(x.square().mul(x), GELU_CUBIC)), Math.sqrt(2 / Math.PI))
                                .tanh()
                                .add(1));
            case SOFTPLUS -> Activation.softPlus(x);
            case SOFTSIGN -> x.div(x.abs().add(1));
            case MISH -> x.mul(Activation.softPlus(x).tanh());
            case EXP -> x.exp();
            case LOG -> x.log();
            case SQRT -> x.sqrt();
            case RECIPROCAL -> x.onesLike().div(x);
            case NEG -> x.neg();
            case ABS -> x.abs();
            case THRESHOLDED_RELU -> x.mul(x.gt(a).toType(DataType.FLOAT32, false));
            case CELU ->
                Activation.relu(x)
                        .add(Owned.times(
                                Owned.times(x.clip(-Float.MAX_VALUE, 0), 1 / a)
                                        .exp()
                                        .sub(1),
                                a));
            case SIGN -> x.sign();
            case FLOOR -> x.floor();
            case CEIL -> x.ceil();
            case ROUND -> x.round();
        };
    }

    private NDArray elu(NDArray x) {
        return Activation.relu(x)
                .add(Owned.times(x.clip(-Float.MAX_VALUE, 0).exp().sub(1), a));
    }

    private static NDArray number(NDArray x, double value) {
        return Owned.floats(x.getManager(), new float[] {(float) value}, new Shape());
    }
}
