package io.eyewitness.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** A fraction may keep its sign in its denominator; what is written of it must not. */
class RationalsTest {
    private static final BigFraction MINUS_FIVE_SEVENTHS = BigFraction.of(5, 7).divide(BigFraction.of(-1));

    @Test
    void theSignStandsInFront() {
        assertEquals("-5/7", Rationals.text(MINUS_FIVE_SEVENTHS));
        assertEquals("-5", Rationals.text(BigFraction.of(5, -1)));
        assertEquals("5/7", Rationals.text(BigFraction.of(-5, -7)));
        assertEquals("0", Rationals.text(BigFraction.of(0, -7)));
        assertEquals(BigInteger.valueOf(-5), Rationals.numerator(MINUS_FIVE_SEVENTHS));
        assertEquals(BigInteger.valueOf(7), Rationals.denominator(MINUS_FIVE_SEVENTHS));
    }

    @Test
    void rootsOfFractionsWithTwoSigns() {
        assertEquals("1/2", Surd.sqrt(BigFraction.of(-1, -4)).toString());
    }
}
