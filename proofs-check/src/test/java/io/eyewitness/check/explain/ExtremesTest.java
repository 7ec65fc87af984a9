package io.eyewitness.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.eyewitness.theory.exact.Point;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExtremesTest {
    @Test
    void aClimbEnds() {
        assertEquals(
                Point.one(2),
                Extremes.climb(Point.zero(2), point -> Optional.of(Point.one(2)).filter(next -> !next.equals(point))));
        assertThrows(IllegalStateException.class, () -> Extremes.climb(Point.zero(2), Optional::of));
    }
}
