package io.eyewitness.sim.bound;

import io.eyewitness.theory.exact.Rationals;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/** The rational with the least denominator in a closed interval, by the continued fractions of its ends. */
final class SimplestRational {
    private SimplestRational() {}

    /** Of an interval whose ends are in order; among several, the one closest to 0. */
    static BigFraction between(BigFraction low, BigFraction high) {
        if (low.signum() <= 0 && high.signum() >= 0) {
            return BigFraction.ZERO;
        }
        return low.signum() > 0
                ? positive(low, high)
                : positive(high.negate(), low.negate()).negate();
    }

    private static BigFraction positive(BigFraction low, BigFraction high) {
        BigInteger[] parts = Rationals.numerator(low).divideAndRemainder(Rationals.denominator(low));
        BigFraction whole = BigFraction.of(parts[0]);
        if (parts[1].signum() == 0) {
            return whole;
        }
        BigFraction next = whole.add(BigFraction.ONE);
        if (next.compareTo(high) <= 0) {
            return next;
        }
        BigFraction rest =
                positive(high.subtract(whole).reciprocal(), low.subtract(whole).reciprocal());
        return whole.add(rest.reciprocal());
    }
}
