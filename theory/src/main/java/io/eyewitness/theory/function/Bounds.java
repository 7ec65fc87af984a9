package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.formula.TermFold;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Bounds on a piecewise affine term over X, by interval arithmetic on its value and on its slopes: exact, safe, not
 * always tight.
 *
 * <p>Since {@code |f(x) - f(y)| <= max_j |df/dx_j| |x - y|_1}, the slopes bound how fast a unit can change (theory.md
 * section 3, row 3: the radius of a correction cone).
 *
 * @param value encloses the range on X
 * @param gradient of length d; encloses each partial derivative wherever it exists
 */
public record Bounds(Interval value, List<Interval> gradient) {
    public Bounds {
        gradient = List.copyOf(gradient);
    }

    /**
     * The bounds of a term over x1, ..., xd.
     *
     * @throws IllegalArgumentException if it has other variables or a product of two of them
     */
    public static Bounds of(Term term, int dimension) {
        return new Fold(dimension).value(term);
    }

    /** A bound G on the slope in l1: {@code |f(x) - f(y)| <= G |x - y|_1} on X. */
    public BigFraction slope() {
        return gradient.stream().map(Interval::magnitude).reduce(BigFraction.ZERO, Rationals::max);
    }

    private Bounds plus(Bounds other) {
        return new Bounds(
                value.plus(other.value),
                IntStream.range(0, gradient.size())
                        .mapToObj(j -> gradient.get(j).plus(other.gradient.get(j)))
                        .toList());
    }

    private Bounds times(BigFraction factor) {
        return new Bounds(
                value.times(factor), gradient.stream().map(g -> g.times(factor)).toList());
    }

    private Bounds times(Bounds other) {
        if (!isConstant() && !other.isConstant()) {
            throw new IllegalArgumentException("a product of two variable factors is not piecewise affine");
        }
        return other.isConstant() ? times(other.value.low()) : other.times(value.low());
    }

    private Bounds negate() {
        return times(BigFraction.of(-1));
    }

    private Bounds max(Bounds other) {
        if (value.low().compareTo(other.value.high()) >= 0) {
            return this;
        }
        if (other.value.low().compareTo(value.high()) >= 0) {
            return other;
        }
        return new Bounds(
                value.max(other.value),
                IntStream.range(0, gradient.size())
                        .mapToObj(j -> gradient.get(j).hull(other.gradient.get(j)))
                        .toList());
    }

    private boolean isConstant() {
        return value.low().equals(value.high());
    }

    private static final class Fold extends TermFold<Bounds> {
        private final int dimension;
        private final Map<String, Bounds> inputs = new HashMap<>();

        private Fold(int dimension) {
            this.dimension = dimension;
            Effort.spend((long) dimension * dimension);
            for (int i = 0; i < dimension; i++) {
                int input = i;
                List<Interval> gradient = IntStream.range(0, dimension)
                        .mapToObj(j -> j == input ? Interval.ONE : Interval.ZERO)
                        .toList();
                inputs.put(Coordinates.variable(i).name(), new Bounds(Interval.UNIT, gradient));
            }
        }

        private Bounds exactly(BigFraction value) {
            return new Bounds(Interval.of(value), Collections.nCopies(dimension, Interval.ZERO));
        }

        @Override
        protected Bounds variable(String name) {
            Bounds bounds = inputs.get(name);
            if (bounds == null) {
                throw new IllegalArgumentException("'" + name + "' is not one of x1 to x" + dimension);
            }
            return bounds;
        }

        @Override
        protected Bounds constant(BigFraction constant) {
            return exactly(constant);
        }

        @Override
        protected Bounds operation(Term.Operator operator, List<Bounds> operands) {
            return switch (operator) {
                case SUM -> operands.stream().reduce(exactly(BigFraction.ZERO), Bounds::plus);
                case PRODUCT -> operands.stream().reduce(exactly(BigFraction.ONE), Bounds::times);
                case MIN ->
                    operands.get(0).negate().max(operands.get(1).negate()).negate();
                case MAX -> operands.get(0).max(operands.get(1));
                case ABS -> abs(operands.get(0));
                case RELU -> operands.get(0).max(exactly(BigFraction.ZERO));
            };
        }

        private Bounds abs(Bounds operand) {
            Bounds size = operand.max(operand.negate());
            boolean crosses =
                    operand.value.low().signum() * operand.value.high().signum() < 0;
            return crosses ? new Bounds(size.value.max(Interval.ZERO), size.gradient) : size;
        }
    }
}
