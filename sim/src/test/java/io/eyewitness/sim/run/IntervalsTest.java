package io.eyewitness.sim.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.theory.claim.Column;
import io.eyewitness.theory.claim.Criterion.Statistic;
import io.eyewitness.theory.claim.Estimate;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    private static final double[] NUMBERS = {0.5, 1.25, -3, 2, 0.75};
    private static final double[] HITS = {1, 0, 0, 1, 0, 0, 0, 1};

    private static void assertSame(Estimate expected, Estimate actual) {
        assertEquals(expected.value(), actual.value(), 1e-12);
        assertEquals(expected.low(), actual.low(), 1e-6);
        assertEquals(expected.high(), actual.high(), 1e-6);
    }

    @Test
    void fromSumsAreThoseFromSamples() {
        double sum = 0;
        double squares = 0;
        for (double number : NUMBERS) {
            sum += number;
            squares += number * number;
        }
        assertSame(
                Estimate.of(Statistic.MEAN, Column.parse("real -1000 to 1000"), NUMBERS, 0.9),
                Intervals.mean(NUMBERS.length, sum, squares, 0.9));
        assertSame(
                Estimate.of(Statistic.SHARE, Column.parse("share"), HITS, 0.9), Intervals.share(HITS.length, 3, 0.9));
    }

    @Test
    void oneNumberSaysNothingOfTheMean() {
        assertEquals(Double.POSITIVE_INFINITY, Intervals.mean(1, 2, 4, 0.95).high());
    }

    /** Without a hit the upper end solves (1 - p)^n = 0.025. */
    @Test
    void sureSharesAreThoseOfClopperAndPearson() {
        Estimate none = Intervals.sureShare(10, 0, 0.95);
        assertEquals(0, none.low());
        assertEquals(1 - Math.pow(0.025, 0.1), none.high(), 1e-9);
        Estimate all = Intervals.sureShare(10, 10, 0.95);
        assertEquals(Math.pow(0.025, 0.1), all.low(), 1e-9);
        assertEquals(1, all.high());
    }

    /** 1.96 sqrt(100 / 4) is 9.8. */
    @Test
    void ranksAreAboutTheQuantile() {
        assertArrayEquals(new long[] {50, 40, 60}, Intervals.ranks(100, 0.5, 0.95));
        assertArrayEquals(new long[] {0, 0, 0}, Intervals.ranks(1, 0.5, 0.95));
    }
}
