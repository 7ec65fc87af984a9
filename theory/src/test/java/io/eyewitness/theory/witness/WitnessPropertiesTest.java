package io.eyewitness.theory.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.decoder.Defeat;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Unit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;

/** What makes a pair a witness, for every row with a "No", in d = 1 to 8, by evaluation alone. */
class WitnessPropertiesTest {
    private static WitnessPair pair(FunctionClass row, int dimension, long seed) {
        BigFraction h = new Samples(seed).innerShare();
        return WitnessFamily.of(row).pair(PairRequest.sample(row, dimension, h, seed));
    }

    private static void holds(FunctionClass row, int dimension, long seed) {
        int d = Math.max(dimension, row.leastDimension());
        WitnessPair pair = pair(row, d, seed);
        Samples samples = new Samples(seed + 1);
        assertEquals(List.of(), ExactCheck.violations(pair));
        hasGap(pair);
        hasEqualVisualizations(pair, samples);
        defeatsEveryDecoder(pair, seed);
    }

    private static void hasGap(WitnessPair pair) {
        assertTrue(pair.f1().at(pair.x()).compareTo(pair.phi().max().subtract(pair.h())) >= 0);
        assertTrue(pair.f2().at(pair.x()).compareTo(pair.phi().min().add(pair.h())) <= 0);
        assertTrue(pair.hasOppositeSides());
    }

    private static void hasEqualVisualizations(WitnessPair pair, Samples samples) {
        Point a = pair.phi().a();
        Point b = pair.phi().b();
        int d = pair.phi().dimension();
        List<Point> others = List.of(
                samples.point(d), samples.near(a), samples.near(b), samples.near(pair.x()), pair.x(), a.opposite());
        for (Unit unit : List.of(pair.f1(), pair.f2())) {
            assertEquals(0, unit.at(a).compareTo(pair.phi().min()));
            assertEquals(0, unit.at(b).compareTo(pair.phi().max()));
            for (Point x : others) {
                Surd value = unit.at(x);
                assertTrue(x.equals(a) || value.compareTo(pair.phi().min()) > 0, () -> "minimum at " + x);
                assertTrue(x.equals(b) || value.compareTo(pair.phi().max()) < 0, () -> "maximum at " + x);
            }
        }
    }

    private static void defeatsEveryDecoder(WitnessPair pair, long seed) {
        BigFraction least = pair.phi().range().multiply(Rationals.HALF).subtract(pair.h());
        Surd unavoidable = pair.unavoidableError();
        for (String name : Decoders.names()) {
            String filled = name.replace("NORM", "l2").replace("L", "3").replace("SEED", Long.toString(seed % 1000));
            Decoder decoder = Decoders.byName(filled);
            Defeat defeat = Defeat.of(pair, decoder);
            assertTrue(defeat.error().compareTo(least) >= 0, decoder::name);
            assertTrue(defeat.error().compareTo(unavoidable) >= 0, decoder::name);
            assertTrue(defeat.sideMisjudged(), decoder::name);
        }
    }

    @Property(tries = 1000)
    void blackBox(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.F, d, seed);
    }

    @Property(tries = 1000)
    void neuralNetworks(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.NN, d, seed);
    }

    @Property(tries = 1000)
    void leastRiskNetworks(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.ERM, d, seed);
    }

    @Property(tries = 1000)
    void lipschitz(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.LIP, d, seed);
    }

    @Property(tries = 1000)
    void piecewiseAffine(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.PAFF, d, seed);
    }

    @Property(tries = 1000)
    void monotone(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.MONO, d, seed);
    }

    @Property(tries = 1000)
    void convex(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.CONV, d, seed);
    }

    @Property(tries = 1000)
    void affine(@ForAll @IntRange(min = 2, max = 8) int d, @ForAll long seed) {
        holds(FunctionClass.AFF, d, seed);
    }
}
