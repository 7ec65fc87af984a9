package io.eyewitness.theory.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class PhiSetTest {
    @Property(tries = 1000)
    void tieSetsAreThoseOfTheValues(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        for (Unit unit : List.of(Profiles.affine(samples, d), Profiles.random(samples, d))) {
            PhiSet ties = unit.phiSet().orElseThrow();
            for (int i = 0; i < 8; i++) {
                Point x = samples.point(d);
                Surd value = unit.at(x);
                assertTrue(value.compareTo(ties.min()) >= 0 && value.compareTo(ties.max()) <= 0);
                assertEquals(value.compareTo(ties.min()) == 0, ties.argmin().contains(x));
                assertEquals(value.compareTo(ties.max()) == 0, ties.argmax().contains(x));
            }
            for (Visualization phi : List.of(ties.lowest(), ties.highest(), ties.sampled(seed))) {
                assertTrue(ties.admits(phi));
                assertEquals(0, unit.at(phi.a()).compareTo(phi.min()));
                assertEquals(0, unit.at(phi.b()).compareTo(phi.max()));
            }
            assertEquals(ties.sampled(seed), ties.sampled(seed));
        }
    }

    @Test
    void uniqueExtremisersAreKnownToBeUnique() {
        assertTrue(Affine.mean(3).ties().hasUniqueExtremisers());
        PhiSet flat = new Affine(Point.of("1", "0").coordinates(), BigFraction.ZERO).ties();
        assertFalse(flat.hasUniqueExtremisers());
        assertEquals(new TieSet.Face(Point.of("1", "0"), Point.of("1", "1")), flat.argmax());
        assertFalse(flat.argmax().contains(Point.of("1", "2")));
    }

    @Test
    void refusesWhatIsNoVisualization() {
        Point zero = Point.zero(1);
        Point one = Point.one(1);
        BigFraction half = Rationals.HALF;
        assertThrows(IllegalArgumentException.class, () -> new Visualization(zero, one, BigFraction.ONE, half));
        assertThrows(IllegalArgumentException.class, () -> new Visualization(zero, zero, half, BigFraction.ONE));
        assertThrows(IllegalArgumentException.class, () -> new Visualization(zero, Point.one(2), half, half));
        assertThrows(IllegalArgumentException.class, () -> new Visualization(zero, Point.of("2"), half, half));
        assertThrows(IllegalArgumentException.class, () -> new TieSet.Face(one, zero));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Profile(Affine.mean(1), List.of(new Profile.Knot(half, half), new Profile.Knot(half, half))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Profile.ofMean(1, new Profile.Knot(half, half), new Profile.Knot(BigFraction.ONE, half)));
    }
}
