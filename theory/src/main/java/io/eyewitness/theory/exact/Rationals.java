package io.eyewitness.theory.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import org.apache.commons.numbers.fraction.BigFraction;

/** Conversions and small operations on exact rationals that {@link BigFraction} does not offer. */
public final class Rationals {
    /** One half. */
    public static final BigFraction HALF = BigFraction.of(1, 2);

    /** Two. */
    public static final BigFraction TWO = BigFraction.of(2);

    private static final int MAX_EXPONENT = 10_000;
    private static final int MAX_LENGTH = 20_100;

    /** More than the kernel takes. */
    private static final int MOST_DIGITS = 2_500;

    /** At most. */
    private static final int BITS_OF_DIGIT = 4;

    private Rationals() {}

    /**
     * Reads {@code "3"}, {@code "-7/3"}, {@code "0.125"} or {@code "1e-3"}, exactly.
     *
     * @param text the number
     * @return its exact value
     * @throws IllegalArgumentException if the text is not a rational number
     */
    public static BigFraction parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a number of " + text.length() + " characters is too long");
        }
        String trimmed = text.strip();
        try {
            int slash = trimmed.indexOf('/');
            if (slash >= 0) {
                return BigFraction.of(
                        new BigInteger(trimmed.substring(0, slash)), new BigInteger(trimmed.substring(slash + 1)));
            }
            BigDecimal decimal = new BigDecimal(trimmed);
            if (Math.abs((long) decimal.scale()) > MAX_EXPONENT) {
                throw new NumberFormatException("exponent too large");
            }
            return of(decimal);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a rational number such as 3, -7/3 or 0.125", e);
        }
    }

    /**
     * Reads a number as {@link #parse} does, of no more than so many digits above and below the line.
     *
     * @throws IllegalArgumentException if the text is no such number
     */
    public static BigFraction parse(String text, int mostDigits) {
        return requireShort(parse(text), mostDigits);
    }

    /**
     * The number itself.
     *
     * @throws IllegalArgumentException if it has more digits than that above or below the line
     */
    public static BigFraction requireShort(BigFraction value, int mostDigits) {
        int digits = Math.max(
                numerator(value).abs().toString().length(),
                denominator(value).toString().length());
        if (digits > mostDigits) {
            throw new IllegalArgumentException("a number has " + digits
                    + " digits above or below the line; it may have no more than " + mostDigits);
        }
        return value;
    }

    /** The length of a number: the bits of its numerator and denominator together. */
    public static int bits(BigFraction value) {
        return value.getNumerator().bitLength() + value.getDenominator().bitLength();
    }

    /**
     * Reads what {@link #text} writes, of at most 2,500 digits above and below the line. What it takes to reduce a fraction is counted.
     *
     * @throws IllegalArgumentException if the text is not such a number
     */
    public static BigFraction fraction(String text) {
        if (text.length() > 2 * (MOST_DIGITS + 1)) {
            throw new IllegalArgumentException(
                    "a number of " + text.length() + " characters is too long; it may have " + MOST_DIGITS + " digits");
        }
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        boolean isFraction = isNumber(text, text.startsWith("-") ? 1 : 0, end)
                && (slash < 0 || isNumber(text, slash + 1, text.length()));
        if (!isFraction) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a rational number such as 3 or -7/3, of at most " + MOST_DIGITS + " digits");
        }
        if (slash < 0) {
            return BigFraction.of(new BigInteger(text));
        }
        Effort.spendOnBits((long) BITS_OF_DIGIT * text.length());
        return parse(text);
    }

    /** Whether a part of a text is from 1 to 2,500 decimal digits; a regular expression takes most of the time of reading. */
    private static boolean isNumber(String text, int from, int to) {
        boolean isNumber = from < to && to - from <= MOST_DIGITS;
        for (int i = from; i < to && isNumber; i++) {
            isNumber = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return isNumber;
    }

    /**
     * The exact value of a decimal.
     *
     * @param decimal the decimal
     * @return its exact value
     */
    public static BigFraction of(BigDecimal decimal) {
        return decimal.scale() > 0
                ? BigFraction.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : BigFraction.of(decimal.toBigIntegerExact());
    }

    /**
     * The exact value of a finite double.
     *
     * @param value the double
     * @return its exact value
     * @throws IllegalArgumentException if it is not finite
     */
    public static BigFraction of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    (Double.isNaN(value) ? "NaN" : "an infinity") + " is not a finite number");
        }
        return of(new BigDecimal(value));
    }

    /**
     * The shortest exact text: {@code "3"} or {@code "-7/3"}; {@link #parse} reads it back.
     *
     * @param value the number
     * @return its text
     */
    public static String text(BigFraction value) {
        return denominator(value).equals(BigInteger.ONE)
                ? numerator(value).toString()
                : numerator(value) + "/" + denominator(value);
    }

    /**
     * The numerator in lowest terms over {@link #denominator}; negative if the value is.
     *
     * @param value the number, which may keep its sign in its denominator, as the quotient by a negative number does
     * @return its numerator
     */
    public static BigInteger numerator(BigFraction value) {
        return value.getDenominator().signum() < 0 ? value.getNumerator().negate() : value.getNumerator();
    }

    /**
     * The denominator in lowest terms, positive.
     *
     * @param value the number
     * @return its denominator
     */
    public static BigInteger denominator(BigFraction value) {
        return value.getDenominator().abs();
    }

    /**
     * Whether a double holds the value exactly.
     *
     * @param value the number
     * @return true if converting it to a double and back changes nothing
     */
    public static boolean isExactDouble(BigFraction value) {
        double nearest = value.doubleValue();
        return Double.isFinite(nearest) && of(nearest).equals(value);
    }

    /** The smaller of the two. */
    public static BigFraction min(BigFraction p, BigFraction q) {
        return p.compareTo(q) <= 0 ? p : q;
    }

    /** The larger of the two. */
    public static BigFraction max(BigFraction p, BigFraction q) {
        return p.compareTo(q) >= 0 ? p : q;
    }

    /** The sum; 0 for none. */
    public static BigFraction sum(Collection<BigFraction> values) {
        return values.stream().reduce(BigFraction.ZERO, Effort::add);
    }

    /** The mean of the two. */
    public static BigFraction mid(BigFraction p, BigFraction q) {
        return p.add(q).multiply(HALF);
    }

    /** A dyadic number strictly between two others, which are not negative, with few digits. */
    public static BigFraction dyadicBetween(BigFraction low, BigFraction high) {
        BigFraction width = high.subtract(low);
        if (low.signum() < 0 || width.signum() <= 0) {
            throw new IllegalArgumentException(
                    "there is nothing between " + text(low) + " and " + text(high) + " that is not negative");
        }
        int bits = Math.max(0, denominator(width).bitLength() - numerator(width).bitLength() + 1);
        BigInteger below = numerator(low).shiftLeft(bits).divide(denominator(low));
        return BigFraction.of(below.add(BigInteger.ONE), BigInteger.ONE.shiftLeft(bits));
    }

    /** The greatest power of two that is strictly below a positive number. */
    public static BigFraction powerOfTwoBelow(BigFraction positive) {
        BigFraction power = BigFraction.ONE;
        while (power.compareTo(positive) < 0) {
            power = power.multiply(TWO);
        }
        while (power.compareTo(positive) >= 0) {
            power = power.multiply(HALF);
        }
        return power;
    }
}
