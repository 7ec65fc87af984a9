package io.eyewitness.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class PointTest {
    @Property(tries = 1000)
    void normsAreNorms(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Point p = samples.point(d);
        Point q = samples.point(d);
        Point r = samples.point(d);
        for (Norm norm : Norm.values()) {
            Surd direct = norm.distance(p, q);
            assertEquals(direct, norm.distance(q, p));
            assertEquals(p.equals(q), direct.signum() == 0);
            assertTrue(direct.compareTo(norm.distance(p, r).plus(norm.distance(r, q))) <= 0);
            assertEquals(direct.times(Rationals.HALF), norm.distance(p, p.mid(q)));
        }
        assertTrue(Norm.LINF.distance(p, q).compareTo(Norm.L2.distance(p, q)) <= 0);
        assertTrue(Norm.L2.distance(p, q).compareTo(Norm.L1.distance(p, q)) <= 0);
    }

    @Test
    void isWrittenAsPeopleWriteIt() {
        assertEquals("(1/2, 0)", Point.of("1/2", "0").toString());
        assertEquals(Point.of("0", "1"), Point.of("1", "0").opposite());
        assertTrue(Point.of("0", "1").isVertex());
        assertTrue(Point.of("0", "1").compareTo(Point.of("1/2", "0")) < 0);
        assertEquals("l2", Norm.L2.text());
        assertEquals(Norm.LINF, Norm.parse("linf"));
    }

    @Test
    void refusesWhatIsNoPoint() {
        assertThrows(IllegalArgumentException.class, () -> new Point(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Point.zero(0));
        assertThrows(IllegalArgumentException.class, () -> Point.zero(1).plus(Point.zero(2)));
        assertThrows(IllegalArgumentException.class, () -> Norm.parse("l3"));
        assertThrows(IllegalArgumentException.class, () -> new Interval(BigFraction.ONE, BigFraction.ZERO));
    }
}
