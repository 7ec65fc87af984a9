package io.eyewitness.theory.exact;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A closed interval of rationals, with the usual interval arithmetic: the result of an operation holds every value that
 * the operation takes on members of its operands.
 *
 * @param low the least member
 * @param high the greatest member
 */
public record Interval(BigFraction low, BigFraction high) {
    /** The interval [0,1]. */
    public static final Interval UNIT = new Interval(BigFraction.ZERO, BigFraction.ONE);

    /** The interval [0,0]. */
    public static final Interval ZERO = of(BigFraction.ZERO);

    /** The interval [1,1]. */
    public static final Interval ONE = of(BigFraction.ONE);

    public Interval {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("the lower bound " + Rationals.text(low) + " exceeds the upper bound "
                    + Rationals.text(high) + "; swap them");
        }
    }

    public static Interval of(BigFraction value) {
        return new Interval(value, value);
    }

    public Interval plus(Interval other) {
        return new Interval(Effort.add(low, other.low), Effort.add(high, other.high));
    }

    public Interval negate() {
        return new Interval(high.negate(), low.negate());
    }

    public Interval times(BigFraction factor) {
        BigFraction p = Effort.multiply(low, factor);
        BigFraction q = Effort.multiply(high, factor);
        return new Interval(Rationals.min(p, q), Rationals.max(p, q));
    }

    /** The range of max(p, q). */
    public Interval max(Interval other) {
        return new Interval(Rationals.max(low, other.low), Rationals.max(high, other.high));
    }

    /** The smallest interval that holds both. */
    public Interval hull(Interval other) {
        return new Interval(Rationals.min(low, other.low), Rationals.max(high, other.high));
    }

    /** The largest absolute value of a member. */
    public BigFraction magnitude() {
        return Rationals.max(low.abs(), high.abs());
    }

    public boolean contains(BigFraction value) {
        return low.compareTo(value) <= 0 && value.compareTo(high) <= 0;
    }

    public boolean contains(Interval other) {
        return contains(other.low) && contains(other.high);
    }

    @Override
    public String toString() {
        return "[" + Rationals.text(low) + ", " + Rationals.text(high) + "]";
    }
}
