package io.eyewitness.theory.exact;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A running sum of products of rationals that is brought to lowest terms only at the end, which spares most of the
 * common divisors that a chain of {@link BigFraction} additions computes. While it fits, the sum is a quotient of two longs,
 * which are several times as fast as big integers; those sums are so quick that who asks for them counts the {@link Effort}. Mutable; for
 * use within one method.
 */
public final class ExactSum {
    private static final BigInteger MINUS_ONE = BigInteger.ONE.negate();

    private long top;
    private long bottom = 1;
    /** The sum where it does not fit into longs, else null. */
    private BigInteger numerator;

    private BigInteger denominator;

    /** The sum 0. */
    public ExactSum() {}

    public ExactSum(BigFraction start) {
        add(start);
    }

    /** Adds p. */
    public void add(BigFraction p) {
        addProduct(p, BigInteger.ONE);
    }

    /** Subtracts p. */
    public void subtract(BigFraction p) {
        addProduct(p, MINUS_ONE);
    }

    /** Adds p times q. */
    public void addProduct(BigFraction p, BigFraction q) {
        addProduct(Rationals.numerator(p), Rationals.numerator(q), Rationals.denominator(p), Rationals.denominator(q));
    }

    /** Adds p times q. */
    public void addProduct(BigFraction p, BigInteger q) {
        addProduct(Rationals.numerator(p), q, Rationals.denominator(p), BigInteger.ONE);
    }

    private void addProduct(BigInteger p, BigInteger q, BigInteger under, BigInteger below) {
        boolean isShort = numerator == null && isLong(p) && isLong(q) && isLong(under) && isLong(below);
        if (!isShort || !added(p.longValue(), q.longValue(), under.longValue(), below.longValue())) {
            addLong(p.multiply(q), under.multiply(below));
        }
    }

    private static boolean isLong(BigInteger value) {
        return value.bitLength() < Long.SIZE;
    }

    /** Adds p q / (under below); false, with nothing changed, if a long overflows. */
    private boolean added(long p, long q, long under, long below) {
        if (overflows(p, q) || overflows(under, below)) {
            return false;
        }
        long product = p * q;
        long quotient = under * below;
        long factor = 1;
        if (quotient != bottom) {
            long common = quotient == 1 ? 1 : gcd(bottom, quotient);
            factor = quotient / common;
            long other = bottom / common;
            if (overflows(product, other) || overflows(top, factor) || overflows(bottom, factor)) {
                return false;
            }
            product *= other;
        }
        long scaled = top * factor;
        long sum = scaled + product;
        if (((scaled ^ sum) & (product ^ sum)) < 0) {
            return false;
        }
        top = sum;
        bottom *= factor;
        return true;
    }

    private static boolean overflows(long p, long q) {
        return (Math.abs(p) | Math.abs(q)) >>> 31 != 0 && Math.multiplyHigh(p, q) != p * q >> 63;
    }

    private static long gcd(long p, long q) {
        return q == 0 ? p : gcd(q, p % q);
    }

    private void addLong(BigInteger product, BigInteger quotient) {
        BigInteger sum = numerator();
        BigInteger below = denominator();
        Effort.spendOnBits((long) product.bitLength() + quotient.bitLength() + sum.bitLength() + below.bitLength());
        BigInteger common = quotient.equals(below) ? quotient : below.gcd(quotient);
        BigInteger factor = quotient.divide(common);
        numerator = sum.multiply(factor).add(product.multiply(below.divide(common)));
        denominator = below.multiply(factor);
    }

    /** The sign of the sum so far, without bringing it to lowest terms. */
    public int signum() {
        return numerator == null ? Long.signum(top) : numerator.signum();
    }

    /** The numerator of the sum so far, over {@link #denominator}; not in lowest terms. */
    public BigInteger numerator() {
        return numerator == null ? BigInteger.valueOf(top) : numerator;
    }

    /** The denominator of the sum so far, positive; not in lowest terms. */
    public BigInteger denominator() {
        return numerator == null ? BigInteger.valueOf(bottom) : denominator;
    }

    /** The sum so far. */
    public BigFraction value() {
        if (numerator != null) {
            Effort.spendOnBits((long) numerator.bitLength() + denominator.bitLength());
        }
        return BigFraction.of(numerator(), denominator());
    }
}
