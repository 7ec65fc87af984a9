package io.eyewitness.theory.exact;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** {@code coefficient * sqrt(radicand)}, the radicand a positive integer, not a square. */
record Root(BigFraction coefficient, BigInteger radicand) {
    private static final int TRIAL_LIMIT = 256;

    /** The square root of p/q as sqrt(p q)/q, small square factors taken out. */
    static Root of(BigFraction positive) {
        BigInteger radicand = Rationals.numerator(positive).multiply(Rationals.denominator(positive));
        BigInteger outside = BigInteger.ONE;
        Effort.spend((long) TRIAL_LIMIT * radicand.bitLength() / Long.SIZE);
        for (int factor = 2; factor < TRIAL_LIMIT; factor++) {
            BigInteger square = BigInteger.valueOf((long) factor * factor);
            while (radicand.compareTo(square) > 0 && radicand.mod(square).signum() == 0) {
                radicand = radicand.divide(square);
                outside = outside.multiply(BigInteger.valueOf(factor));
            }
        }
        return new Root(BigFraction.of(outside, Rationals.denominator(positive)), radicand);
    }

    /** The square root of a non-negative rational, where it is rational. */
    static Optional<BigFraction> exact(BigFraction value) {
        Effort.spendOn(value, value);
        BigInteger[] top = Rationals.numerator(value).sqrtAndRemainder();
        BigInteger[] bottom = Rationals.denominator(value).sqrtAndRemainder();
        return top[1].signum() == 0 && bottom[1].signum() == 0
                ? Optional.of(BigFraction.of(top[0], bottom[0]))
                : Optional.empty();
    }

    Root times(BigFraction factor) {
        return new Root(coefficient.multiply(factor), radicand);
    }

    Interval bounds(int precision) {
        Effort.spendOnBits((long) radicand.bitLength() + 2L * precision);
        BigInteger floor = radicand.shiftLeft(2 * precision).sqrt();
        BigInteger unit = BigInteger.ONE.shiftLeft(precision);
        return new Interval(BigFraction.of(floor, unit), BigFraction.of(floor.add(BigInteger.ONE), unit))
                .times(coefficient);
    }
}
