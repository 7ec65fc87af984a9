package io.eyewitness.theory.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profiles;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

/** The members of rows 4, 6, 7 and 8 satisfy the inequalities that define their class, at random points, exactly. */
class MembershipPropertiesTest {
    private static List<Unit> units(FunctionClass row, int dimension, long seed) {
        BigFraction h = new Samples(seed).innerShare();
        WitnessPair pair = WitnessFamily.of(row).pair(PairRequest.sample(row, dimension, h, seed));
        return List.of(pair.f1(), pair.f2());
    }

    @Property(tries = 1000)
    void monotone(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Point x = samples.point(d);
        Point y = samples.point(d);
        Point above = new Point(IntStream.range(0, d)
                .mapToObj(i -> Rationals.max(x.get(i), y.get(i)))
                .toList());
        for (Unit unit : units(FunctionClass.MONO, d, seed)) {
            assertTrue(unit.at(x).compareTo(unit.at(above)) <= 0);
        }
    }

    private static void assertConvex(Unit unit, Samples samples) {
        Point x = samples.point(unit.dimension());
        Point y = samples.point(unit.dimension());
        BigFraction share = samples.share();
        Surd chord = unit.at(x)
                .times(BigFraction.ONE.subtract(share))
                .plus(unit.at(y).times(share));
        assertTrue(unit.at(x.towards(y, share)).compareTo(chord) <= 0);
    }

    @Property(tries = 1000)
    void convex(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        units(FunctionClass.CONV, d, seed).forEach(unit -> assertConvex(unit, new Samples(seed)));
    }

    @Property(tries = 1000)
    void convexFromAnyPointToAnyVertex(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Point b = new Point(IntStream.range(0, d)
                .mapToObj(i -> BigFraction.of(samples.below(2)))
                .toList());
        Point a = samples.pointOff(d, b);
        Visualization phi = new Visualization(a, b, samples.number(), BigFraction.of(5));
        BigFraction h = phi.range().multiply(samples.innerShare()).multiply(Rationals.HALF);
        WitnessPair pair = WitnessFamily.of(FunctionClass.CONV).pair(PairRequest.of(phi, h));
        assertEquals(List.of(), ExactCheck.violationsButTies(pair));
        assertEquals(a.equals(b.opposite()), ExactCheck.violations(pair).isEmpty());
        assertConvex(pair.f1(), samples);
        assertConvex(pair.f2(), samples);
    }

    @Property(tries = 1000)
    void lipschitz(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Point x = samples.point(d);
        Point y = samples.point(d);
        for (Unit unit : units(FunctionClass.LIP, d, seed)) {
            LipschitzBlend blend = (LipschitzBlend) unit;
            Surd allowed = blend.envelope()
                    .norm()
                    .distance(x, y)
                    .times(blend.envelope().lipschitz());
            assertTrue(blend.at(x).minus(blend.at(y)).abs().compareTo(allowed) <= 0);
        }
    }

    @Property(tries = 1000)
    void affine(@ForAll @IntRange(min = 2, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Point x = samples.point(d);
        Point y = samples.point(d);
        BigFraction share = samples.share();
        for (Unit unit : units(FunctionClass.AFF, d, seed)) {
            Surd mixed = unit.at(x)
                    .times(BigFraction.ONE.subtract(share))
                    .plus(unit.at(y).times(share));
            assertEquals(mixed, unit.at(x.towards(y, share)));
        }
    }

    @Property(tries = 1000)
    void structureDecidesOnlyWhatIsSo(@ForAll @IntRange(min = 1, max = 3) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Profile profile = Profiles.random(samples, d);
        if (profile.isConvex()) {
            assertConvex(profile, samples);
        }
        Affine affine = Profiles.affine(samples, d);
        Point x = samples.point(d);
        boolean descends = IntStream.range(0, d)
                .anyMatch(i ->
                        affine.at(x.with(i, BigFraction.ONE)).compareTo(affine.at(x.with(i, BigFraction.ZERO))) < 0);
        assertEquals(!descends, affine.isMonotone());
    }
}
