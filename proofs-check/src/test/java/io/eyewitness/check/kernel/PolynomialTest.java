package io.eyewitness.check.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class PolynomialTest {
    private static final Polynomial X = Polynomial.variable("x");
    private static final Polynomial Y = Polynomial.variable("y");
    private static final Polynomial TWO = Polynomial.constant(BigFraction.of(2));

    @Test
    void theRingLawsHoldWhereTheyMatter() {
        Polynomial sum = X.plus(Y);
        Polynomial difference = X.plus(Y.negate());
        assertEquals(X.times(X).plus(Y.times(Y).negate()), sum.times(difference));
        assertEquals(Polynomial.ZERO, sum.plus(sum.negate()));
        assertEquals(Y.times(X), X.times(Y));
        assertEquals(Polynomial.ZERO, X.times(Polynomial.ZERO));
        assertEquals(X, X.times(Polynomial.ONE));
    }

    @Test
    void multiplesHaveOneMonicForm() {
        Polynomial p = TWO.times(X).negate().plus(Y);
        assertEquals(p.monic(), p.negate().monic());
        assertEquals(p.monic(), p.times(TWO).monic());
        assertEquals(BigFraction.ONE, p.monic().leading());
        assertEquals(Polynomial.ZERO, Polynomial.ZERO.monic());
        assertEquals(BigFraction.ZERO, Polynomial.ZERO.leading());
    }

    @Test
    void theLeadingMonomialHasTheHighestDegreeThenTheLastName() {
        assertEquals(
                new Monomial(List.of("x", "y")),
                X.plus(Y).plus(X.times(Y)).plus(X.times(X)).terms().lastKey());
    }

    @Test
    void termsAreNormalised() {
        SortedMap<Monomial, BigFraction> terms = new TreeMap<>(Comparator.reverseOrder());
        terms.put(new Monomial(List.of("y", "x")), BigFraction.ONE);
        terms.put(new Monomial(List.of()), BigFraction.ZERO);
        Polynomial p = new Polynomial(terms);
        terms.clear();
        assertEquals(X.times(Y), p);
        assertThrows(UnsupportedOperationException.class, () -> p.terms().clear());
    }

    @Test
    void whatGrowsTooLargeIsRefused() {
        Polynomial power = X;
        for (int i = 1; i < 24; i++) {
            power = power.times(X);
        }
        Polynomial largest = power;
        assertThrows(Rejected.class, () -> largest.times(X));
        Polynomial huge = Polynomial.constant(BigFraction.of(BigInteger.TWO.pow(4_000)));
        assertThrows(Rejected.class, () -> huge.times(huge));
        assertThrows(
                Rejected.class, () -> Polynomial.constant(BigFraction.of(BigInteger.ONE, BigInteger.TWO.pow(4_096))));
        SortedMap<Monomial, BigFraction> many = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            many.put(new Monomial(List.of("x" + i)), BigFraction.ONE);
        }
        assertEquals(500, new Polynomial(many).terms().size());
        many.put(new Monomial(List.of()), BigFraction.ONE);
        assertThrows(Rejected.class, () -> new Polynomial(many));
    }

    @Test
    void signsAreSets() {
        assertTrue(Signs.NONE.within(Signs.ZERO));
        assertTrue(Signs.POSITIVE.within(Signs.AT_LEAST_ZERO));
        assertEquals(Signs.ZERO, Signs.AT_LEAST_ZERO.and(Signs.AT_MOST_ZERO));
        assertEquals(Signs.AT_MOST_ZERO, Signs.AT_LEAST_ZERO.flipped());
        for (boolean negative : List.of(true, false)) {
            for (boolean zero : List.of(true, false)) {
                for (boolean positive : List.of(true, false)) {
                    Signs signs = new Signs(negative, zero, positive);
                    assertEquals(signs, signs.and(Signs.ANY));
                    assertEquals(Signs.NONE, signs.and(Signs.NONE));
                    assertEquals(!negative && !zero, signs.within(Signs.POSITIVE));
                    assertEquals(!negative && !positive, signs.within(Signs.ZERO));
                    assertEquals(signs, signs.flipped().flipped());
                }
            }
        }
        assertEquals(Map.of(), Polynomial.ZERO.terms());
    }
}
