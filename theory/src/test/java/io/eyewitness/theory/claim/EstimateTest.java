package io.eyewitness.theory.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.theory.claim.Criterion.Statistic;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void theLeastIsItsOwnInterval() {
        double[] values = {3, -1, 2, 7};
        assertEquals(new Estimate(-1, -1, -1), Estimate.of(Statistic.LEAST, values, 0.95));
    }
}
