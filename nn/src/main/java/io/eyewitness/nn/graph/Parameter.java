package io.eyewitness.nn.graph;

import java.util.Arrays;
import java.util.List;

/**
 * A parameter of an operation.
 *
 * @param name its last part, such as {@code weight}
 * @param shape the sizes of its axes
 * @param role its purpose
 */
public record Parameter(String name, List<Long> shape, Role role) {
    /** The purpose of a parameter, which decides its initial value and whether it is trained. */
    public enum Role {
        /** A factor of inputs; its initial values are random (He). */
        WEIGHT,
        /** A summand; its initial value is 0. */
        BIAS,
        /** The scale of a normalised channel; its initial value is 1. */
        SCALE,
        /** The running mean in training; its initial value is 0, and it has no gradient. */
        RUNNING_MEAN,
        /** The running variance in training; its initial value is 1, and it has no gradient. */
        RUNNING_VARIANCE,
        /** A constant; it has no gradient. */
        FIXED;

        /** Whether it is trained by its gradient. */
        public boolean trainable() {
            return this == WEIGHT || this == BIAS || this == SCALE;
        }
    }

    public Parameter {
        shape = List.copyOf(shape);
    }

    static Parameter of(String name, Role role, long... shape) {
        return new Parameter(name, Arrays.stream(shape).boxed().toList(), role);
    }

    /** The parameter under a prefix: {@code prefix.name}; its own name if the prefix is empty. */
    Parameter under(String prefix) {
        return prefix.isEmpty() ? this : new Parameter(prefix + "." + name, shape, role);
    }

    /** The number of values that each output sums, over all axes but the first. */
    long fanIn() {
        return shape.stream().skip(1).reduce(1L, (a, b) -> a * b);
    }
}
