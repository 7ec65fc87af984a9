package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneCycleTest {
    @Test
    void risesToThePeakAndFallsToNearlyZero() {
        OneCycle cycle = new OneCycle(1000, 0.3);
        double[] rates = IntStream.range(0, 1000).mapToDouble(cycle::rate).toArray();
        for (int i = 1; i < rates.length; i++) {
            assertTrue(i < 200 ? rates[i] > rates[i - 1] : rates[i] < rates[i - 1] + 1e-3, "step " + i);
        }
        assertEquals(
                0.3, IntStream.range(0, 1000).mapToDouble(cycle::rate).max().orElseThrow(), 1e-3);
        assertEquals(0, rates[999], 1e-5);
        assertEquals(0.15, rates[600], 1e-3);
    }
}
