package io.eyewitness.nn.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.eyewitness.nn.graph.Parameter.Role;
import java.util.List;

/**
 * A function of two arrays, either of which may be constant: the parameter {@code value}. Shapes are broadcast, axes counted from the last;
 * the product of matrices is that of the last two axes.
 *
 * @param function which
 * @param constant which side is constant
 * @param shape of the constant; empty too where there is none
 */
@JsonTypeName("binary")
public record Binary(Function function, Constant constant, List<Long> shape) implements Operation {
    /** The functions; x is the left side, y the right. */
    public enum Function {
        /** x + y. */
        ADD,
        /** x - y. */
        SUB,
        /** x y, number by number. */
        MUL,
        /** x / y. */
        DIV,
        /** x to the power of y. */
        POW,
        /** The smaller. */
        MIN,
        /** The larger. */
        MAX,
        /** x above 0, else y x. */
        PRELU,
        /** The product of matrices. */
        MATMUL,
        /** 1 where x is above y, else 0: without a slope, as the ones that follow. */
        GREATER,
        /** 1 where x is below y, else 0. */
        LESS,
        /** 1 where x is y, else 0. */
        EQUAL
    }

    /** The side that is constant. */
    public enum Constant {
        /** The left one. */
        LEFT,
        /** The right one. */
        RIGHT,
        /** Neither. */
        NONE
    }

    public Binary {
        shape = List.copyOf(shape);
    }

    @Override
    public List<Parameter> parameters() {
        return constant == Constant.NONE ? List.of() : List.of(new Parameter("value", shape, Role.FIXED));
    }

    @Override
    public boolean takes(int inputs) {
        return inputs == (constant == Constant.NONE ? 2 : 1);
    }

    @Override
    public NDArray apply(List<NDArray> inputs, Parameters parameters, boolean training) {
        NDArray first = inputs.get(0);
        return switch (constant) {
            case LEFT -> of(owned(first, parameters), first);
            case RIGHT -> of(first, parameters.get("value"));
            case NONE -> of(first, inputs.get(1));
        };
    }

    /** In the manager of the input, as results are in that of the left side. */
    private static NDArray owned(NDArray input, Parameters parameters) {
        NDArray value = parameters.get("value").duplicate();
        value.attach(input.getManager());
        return value;
    }

    /** Whether it compares with a constant, so that it is constant on a part of its domain. */
    boolean isGate() {
        return constant != Constant.NONE
                && switch (function) {
                    case MIN, MAX, GREATER, LESS, EQUAL -> true;
                    default -> false;
                };
    }

    private static NDArray number(NDArray truth) {
        return truth.toType(DataType.FLOAT32, false);
    }

    private NDArray of(NDArray x, NDArray y) {
        return switch (function) {
            case ADD -> x.add(y);
            case SUB -> x.sub(y);
            case MUL -> x.mul(y);
            case DIV -> x.div(y);
            case POW -> x.pow(y);
            case MIN -> x.minimum(y);
            case MAX -> x.maximum(y);
            case PRELU -> Activation.relu(x).sub(Activation.relu(x.neg()).mul(y));
            case MATMUL -> x.matMul(y);
            case GREATER -> number(x.gt(y));
            case LESS -> number(x.lt(y));
            case EQUAL -> number(x.eq(y));
        };
    }
}
