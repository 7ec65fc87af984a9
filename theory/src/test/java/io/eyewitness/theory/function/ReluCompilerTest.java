package io.eyewitness.theory.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.witness.ConeSurgery.Cone;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class ReluCompilerTest {
    @Property(tries = 1500)
    void theNetworkEqualsTheTermOnTheCube(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Term term = Terms.random(samples, d, 14);
        PiecewiseAffine unit = new PiecewiseAffine(d, term);
        ReluNetwork network = ReluCompiler.compile(term, d);
        PiecewiseAffine again = new PiecewiseAffine(d, network.term().orElseThrow());
        for (int i = 0; i < 8; i++) {
            Point x = samples.point(d);
            assertEquals(unit.at(x), network.at(x));
            assertEquals(unit.at(x), again.at(x));
        }
    }

    @Property(tries = 1000)
    void boundsHold(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Term term = Terms.random(samples, d, 12);
        PiecewiseAffine unit = new PiecewiseAffine(d, term);
        Bounds bounds = Bounds.of(term, d);
        Point x = samples.point(d);
        Point y = samples.point(d);
        BigFraction change = unit.at(x).minus(unit.at(y)).abs().toRational();
        assertTrue(bounds.value().contains(unit.at(x).toRational()));
        assertTrue(change.compareTo(bounds.slope().multiply(Norm.l1(x, y))) <= 0);
    }

    @Property(tries = 1000)
    void profilesEqualTheirTerms(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Profile profile = Profiles.random(samples, d);
        PiecewiseAffine term = new PiecewiseAffine(d, profile.term().orElseThrow());
        Point x = samples.point(d);
        assertEquals(profile.at(x), term.at(x));
    }

    @Test
    void conesOnAGridShareTheirCoordinates() {
        Samples samples = new Samples(7);
        List<Term> cones = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Point centre =
                    new Point(List.of(grid(samples, 30), grid(samples, 30), grid(samples, 30), grid(samples, 30)));
            cones.add(new Cone(centre, BigFraction.of(1, 160), BigFraction.ONE).term());
        }
        ReluNetwork network = ReluCompiler.compile(Term.sum(cones), 4);
        assertEquals(2, network.depth());
        assertTrue(
                network.hidden().get(0).size() <= 250,
                "units " + network.hidden().get(0).size());
        assertTrue(network.hidden().get(1).size() <= 150);
    }

    private static BigFraction grid(Samples samples, int levels) {
        return BigFraction.of(20 + samples.below(levels), 80);
    }

    @Test
    void oneSidedRelusAreLeftOut() {
        Term x = Coordinates.variable(0);
        assertEquals(0, ReluCompiler.compile(Term.relu(x).plus(Term.abs(x)), 1).hiddenUnits());
        assertEquals(1, ReluCompiler.compile(Term.max(x, Term.ONE.minus(x)), 1).depth());
    }

    /** Each level's range is known only if the one below it is bounded at its true size. */
    @Test
    void nestedRelusOfSmallCoefficientsAreKept() {
        Term x = Coordinates.variable(0);
        for (int shift : new int[] {3, 7, 20, 80}) {
            BigFraction small = BigFraction.of(1, 2).pow(shift);
            Term inner = Term.relu(x.minus(Term.constant(BigFraction.of(1, 2)))).times(small);
            Term middle = Term.relu(inner.minus(Term.constant(small.divide(4))));
            Term term = Term.relu(middle.times(small)
                    .minus(Term.constant(small.multiply(small).divide(8))));
            ReluNetwork network = ReluCompiler.compile(term, 1);
            assertEquals(3, network.hiddenUnits(), "2^-" + shift);
            PiecewiseAffine unit = new PiecewiseAffine(1, term);
            for (int i = 0; i <= 16; i++) {
                Point at = new Point(List.of(BigFraction.of(i, 16)));
                assertEquals(unit.at(at), network.at(at));
            }
            assertTrue(network.at(Point.one(1)).signum() > 0);
        }
    }

    /** The inner ReLU is at most 1/2, so the outer one never leaves 0; a bound of another scale would not show it. */
    @Test
    void aNestedReluThatIsNeverPositiveIsLeftOut() {
        Term x = Coordinates.variable(0);
        for (int factor : new int[] {2, 64}) {
            Term inner = Term.relu(x.minus(Term.constant(BigFraction.of(1, 2))).times(BigFraction.of(factor)));
            Term outer = Term.relu(inner.minus(Term.constant(BigFraction.of(factor, 2))));
            assertEquals(0, ReluCompiler.compile(outer, 1).hiddenUnits(), "factor " + factor);
        }
    }

    @Test
    void refusesWhatIsNotPiecewiseAffine() {
        Term x = Coordinates.variable(0);
        assertThrows(IllegalArgumentException.class, () -> ReluCompiler.compile(x.times(x), 1));
        assertThrows(IllegalArgumentException.class, () -> new PiecewiseAffine(1, x.times(x)));
        assertThrows(IllegalArgumentException.class, () -> new PiecewiseAffine(1, Coordinates.variable(1)));
        assertThrows(IllegalArgumentException.class, () -> ReluCompiler.compile(Term.variable("y"), 1));
    }
}
