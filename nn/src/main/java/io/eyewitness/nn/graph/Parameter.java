package io.eyewitness.nn.graph;

import java.util.Arrays;
import java.util.List;

/**
 * A parameter that an operation wants.
 *
 * @param name its last part, such as {@code weight}
 * @param shape the sizes of its axes
 * @param role what it is for
 */
public record Parameter(String name, List<Long> shape, Role role) {
    /** What a parameter is for, which decides how it starts and whether training changes it. */
    public enum Role {
        /** Multiplies inputs: starts at random (He). */
        WEIGHT,
        /** Is added: starts at 0. */
        BIAS,
        /** Scales a normalised channel: starts at 1. */
        SCALE,
        /** The mean seen in training: starts at 0, no gradient. */
        RUNNING_MEAN,
        /** The variance seen in training: starts at 1, no gradient. */
        RUNNING_VARIANCE,
        /** Given, no gradient. */
        FIXED;

        /** Whether training follows its gradient. */
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

    /** The same under a prefix: {@code prefix.name}, or its own name under an empty one. */
    Parameter under(String prefix) {
        return prefix.isEmpty() ? this : new Parameter(prefix + "." + name, shape, role);
    }

    /** The number of values that each output sums: all but the first axis. */
    long fanIn() {
        return shape.stream().skip(1).reduce(1L, (a, b) -> a * b);
    }
}
