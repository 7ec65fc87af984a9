package io.eyewitness.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    /** Longs overflow at any of the steps: products, the common denominator, the sum. */
    @Property(tries = 3000)
    void itIsTheSumOfBigFractions(@ForAll @IntRange(min = 1, max = 70) int bits, @ForAll long seed) {
        Random random = new Random(seed);
        BigFraction expected = fraction(bits, random);
        ExactSum sum = new ExactSum(expected);
        for (int i = 0; i < 8; i++) {
            BigFraction p = fraction(bits, random);
            BigFraction q = fraction(bits, random);
            BigInteger whole = new BigInteger(bits, random);
            sum.addProduct(p, q);
            sum.addProduct(q, whole);
            sum.subtract(p);
            expected = expected.add(p.multiply(q)).add(q.multiply(whole)).subtract(p);
            assertEquals(expected, sum.value());
            assertEquals(expected, BigFraction.of(sum.numerator(), sum.denominator()));
            assertEquals(expected.signum(), sum.signum());
        }
    }

    @Test
    void itLeavesTheLongsWhereTheyEnd() {
        BigFraction least = BigFraction.of(BigInteger.valueOf(Long.MIN_VALUE));
        BigFraction most = BigFraction.of(BigInteger.valueOf(Long.MAX_VALUE));
        for (BigFraction end : new BigFraction[] {least, most}) {
            ExactSum sum = new ExactSum(end);
            sum.add(end);
            assertEquals(end.multiply(2), sum.value());
            sum.subtract(end);
            sum.subtract(end);
            assertEquals(0, sum.signum());
            sum.addProduct(end, end);
            assertEquals(end.multiply(end), sum.value());
        }
        ExactSum sum = new ExactSum(BigFraction.of(-1));
        sum.addProduct(least, BigInteger.ONE.negate());
        assertEquals(most, sum.value());
    }

    /** Often with a denominator in common, and negative as often as not. */
    private static BigFraction fraction(int bits, Random random) {
        BigInteger below =
                random.nextBoolean() ? BigInteger.valueOf(24) : new BigInteger(bits, random).add(BigInteger.ONE);
        BigInteger above = new BigInteger(bits, random);
        return BigFraction.of(random.nextBoolean() ? above : above.negate(), below);
    }
}
