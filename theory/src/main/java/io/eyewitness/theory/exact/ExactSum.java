package io.eyewitness.theory.exact;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A running sum of products of rationals that is brought to lowest terms only at the end, which spares most of the
 * common divisors that a chain of {@link BigFraction} additions computes. Mutable; for use within one method.
 */
public final class ExactSum {
    private BigInteger numerator;
    private BigInteger denominator;

    public ExactSum(BigFraction start) {
        numerator = Rationals.numerator(start);
        denominator = Rationals.denominator(start);
    }

    /** Adds p times q. */
    public void addProduct(BigFraction p, BigFraction q) {
        Effort.spendOnBits((long) bits(p) + bits(q) + denominator.bitLength());
        BigInteger top = Rationals.numerator(p).multiply(Rationals.numerator(q));
        BigInteger bottom = Rationals.denominator(p).multiply(Rationals.denominator(q));
        if (bottom.equals(denominator)) {
            numerator = numerator.add(top);
            return;
        }
        BigInteger common = denominator.gcd(bottom);
        BigInteger factor = bottom.divide(common);
        numerator = numerator.multiply(factor).add(top.multiply(denominator.divide(common)));
        denominator = denominator.multiply(factor);
    }

    private static int bits(BigFraction value) {
        return value.getNumerator().bitLength() + value.getDenominator().bitLength();
    }

    /** The sign of the sum so far, without bringing it to lowest terms. */
    public int signum() {
        return numerator.signum();
    }

    /** The sum so far. */
    public BigFraction value() {
        Effort.spendOnBits((long) numerator.bitLength() + denominator.bitLength());
        return BigFraction.of(numerator, denominator);
    }
}
