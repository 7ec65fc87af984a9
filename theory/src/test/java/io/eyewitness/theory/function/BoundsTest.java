package io.eyewitness.theory.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.formula.Coordinates;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BoundsTest {
    /** Of dimension d there are d times d slopes, too many for an object each. */
    @Test
    void theSlopesOfInputsAreOfTwoIntervals() {
        IdentityHashMap<Interval, Integer> different = new IdentityHashMap<>();
        for (int input = 0; input < 50; input++) {
            Bounds bounds = Bounds.of(Coordinates.variable(input), 50);
            bounds.gradient().forEach(slope -> different.merge(slope, 1, Integer::sum));
            assertSame(Interval.ONE, bounds.gradient().get(input));
        }
        assertEquals(Set.of(50, 50 * 49), new TreeSet<>(different.values()));
    }
}
