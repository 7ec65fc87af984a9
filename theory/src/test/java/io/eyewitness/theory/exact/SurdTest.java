package io.eyewitness.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurdTest {
    private static final MathContext PRECISE = new MathContext(80);
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-60");

    /** A random sum, with the same sum in eighty decimal digits. */
    private record Sum(Surd exact, BigDecimal decimal) {
        static Sum of(Samples samples, int terms) {
            Surd exact = Surd.of(samples.number());
            BigDecimal decimal = decimal(exact.toRational());
            for (int i = 0; i < terms; i++) {
                BigFraction radicand = samples.number().abs();
                BigFraction factor = samples.number();
                exact = exact.plus(Surd.sqrt(radicand).times(factor));
                decimal = decimal.add(decimal(radicand).sqrt(PRECISE).multiply(decimal(factor)));
            }
            return new Sum(exact, decimal);
        }

        private static BigDecimal decimal(BigFraction value) {
            return new BigDecimal(value.getNumerator()).divide(new BigDecimal(value.getDenominator()), PRECISE);
        }
    }

    @Property(tries = 2000)
    void agreesWithHighPrecisionDecimals(@ForAll long seed, @ForAll @IntRange(max = 4) int terms) {
        Samples samples = new Samples(seed);
        Sum p = Sum.of(samples, terms);
        Sum q = Sum.of(samples, terms);
        BigDecimal difference = p.decimal.subtract(q.decimal);
        int expected = difference.abs().compareTo(TOLERANCE) < 0 ? 0 : difference.signum();
        assertEquals(expected, p.exact.compareTo(q.exact));
        assertEquals(p.decimal.doubleValue(), p.exact.toDouble(), Math.ulp(p.decimal.doubleValue()) + 1e-59);
    }

    @Property(tries = 1000)
    void isAnOrderedVectorSpace(@ForAll long seed) {
        Samples samples = new Samples(seed);
        Surd p = Sum.of(samples, 3).exact;
        Surd q = Sum.of(samples, 3).exact;
        Surd sameAsP = q.plus(p).minus(q);
        assertEquals(p, sameAsP);
        assertEquals(p.hashCode(), sameAsP.hashCode());
        assertEquals(p.plus(q).times(Rationals.HALF), q.times(Rationals.HALF).plus(p.times(Rationals.HALF)));
        assertEquals(Surd.ZERO, p.minus(p));
        assertEquals(p.compareTo(q), -q.compareTo(p));
        assertEquals(p.equals(q), p.compareTo(q) == 0);
        assertTrue(p.abs().signum() >= 0);
        assertTrue(Surd.min(p, q).compareTo(Surd.max(p, q)) <= 0);
    }

    @Test
    void mergesSquareClasses() {
        Surd eight = Surd.sqrt(BigFraction.of(8));
        Surd half = Surd.sqrt(Rationals.HALF);
        assertEquals(eight, half.times(BigFraction.of(4)));
        assertTrue(eight.minus(half.times(BigFraction.of(4))).isRational());
        assertEquals(BigFraction.of(2, 3), Surd.sqrt(BigFraction.of(4, 9)).toRational());
        assertEquals("2*sqrt(2)", eight.toString());
        assertEquals(
                "1 - sqrt(3)",
                Surd.of(BigFraction.ONE).minus(Surd.sqrt(BigFraction.of(3))).toString());
    }

    @Test
    void mergesLargePrimeSquareClasses() {
        BigFraction prime = BigFraction.of(1_000_003);
        Surd outside = Surd.sqrt(BigFraction.of(5)).times(prime);
        Surd inside = Surd.sqrt(BigFraction.of(5).multiply(prime).multiply(prime));
        assertEquals(outside, inside);
        assertEquals(outside.hashCode(), inside.hashCode());
    }

    @Test
    void tellsNumbersApartThatDoublesConfuse() {
        BigFraction tiny = BigFraction.of(1, 2).pow(200);
        Surd root = Surd.sqrt(BigFraction.of(2));
        assertTrue(root.plus(tiny).compareTo(root) > 0);
        assertNotEquals(root, root.plus(tiny));
        assertFalse(root.isRational());
    }

    /** The neighbours of sqrt(2) on a grid are the bounds themselves, at the precision of the grid. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 200, 256})
    void isStrictlyBetweenItsNeighboursOnAGrid(int precision) {
        Surd root = Surd.sqrt(Rationals.TWO);
        BigInteger unit = BigInteger.ONE.shiftLeft(precision);
        BigInteger floor = BigInteger.TWO.shiftLeft(2 * precision).sqrt();
        BigFraction below = BigFraction.of(floor, unit);
        BigFraction above = BigFraction.of(floor.add(BigInteger.ONE), unit);
        assertEquals(new Interval(below, above), root.bounds(precision));
        assertEquals(1, root.compareTo(below));
        assertEquals(-1, root.compareTo(above));
        assertEquals(1, root.minus(below).signum());
        assertEquals(-1, root.minus(above).signum());
        assertEquals(-1, root.negate().plus(below).signum());
        assertEquals(1, root.negate().plus(above).signum());
    }

    @Test
    void refusesWhatIsNotReal() {
        assertThrows(IllegalArgumentException.class, () -> Surd.sqrt(BigFraction.of(-1)));
        assertThrows(
                ArithmeticException.class, () -> Surd.sqrt(BigFraction.of(2)).toRational());
    }
}
