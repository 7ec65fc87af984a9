package io.eyewitness.theory.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class DecodersTest {
    private static List<Visualization> visualizations(Affine unit, long seed) {
        PhiSet ties = unit.ties();
        return List.of(ties.lowest(), ties.highest(), ties.sampled(seed));
    }

    @Property(tries = 1000)
    void affineUnitsOfOneVariableAreUnderstood(@ForAll long seed) {
        Samples samples = new Samples(seed);
        BigFraction slope = samples.below(5) == 0 ? BigFraction.ZERO : samples.number();
        Affine unit = new Affine(List.of(slope), samples.number());
        Point x = samples.point(1);
        for (Visualization phi : visualizations(unit, seed)) {
            assertEquals(unit.at(x), Decoders.affine1().decode(phi, x));
        }
    }

    @Property(tries = 1000)
    void constantUnitsAreUnderstood(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Affine unit = new Affine(Point.zero(d).coordinates(), samples.number());
        Point x = samples.point(d);
        for (Visualization phi : visualizations(unit, seed)) {
            assertEquals(unit.at(x), Decoders.constant().decode(phi, x));
        }
    }

    @Property(tries = 1000)
    void midrangeErrsByLessThanHalfTheRangeOnAffineUnits(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        List<BigFraction> weights = Stream.generate(samples::number)
                .filter(weight -> weight.signum() != 0)
                .limit(d)
                .toList();
        Affine unit = new Affine(weights, samples.number());
        Visualization phi = unit.ties().lowest();
        Point x = samples.below(2) == 0
                ? samples.point(d)
                : phi.a().with(0, phi.b().get(0));
        Surd error = unit.at(x).minus(Decoders.midrange().decode(phi, x)).abs();
        assertTrue(error.compareTo(phi.range().multiply(Rationals.HALF)) < 0);
    }

    @Property(tries = 1000)
    void answersStayWithinTheRange(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Point a = samples.point(d);
        Visualization phi = new Visualization(a, samples.pointOff(d, a), samples.number(), BigFraction.of(5));
        Point x = samples.point(d);
        for (Decoder decoder : List.of(
                Decoders.mid(),
                Decoders.nearest(),
                Decoders.linear(),
                Decoders.inverseDistance(),
                Decoders.midrange(),
                Decoders.envelope(BigFraction.of(7), samples.norm()),
                Decoders.random(seed))) {
            Surd value = decoder.decode(phi, x);
            assertTrue(value.compareTo(phi.min()) >= 0 && value.compareTo(phi.max()) <= 0, decoder::name);
            assertEquals(value, Decoders.byName(decoder.name()).decode(phi, x), decoder::name);
        }
        for (Decoder decoder : List.of(Decoders.nearest(), Decoders.linear(), Decoders.inverseDistance())) {
            assertEquals(Surd.of(phi.min()), decoder.decode(phi, phi.a()), decoder::name);
            assertEquals(Surd.of(phi.max()), decoder.decode(phi, phi.b()), decoder::name);
        }
    }

    @Test
    void randomDecodersDiffer() {
        Visualization phi = new Visualization(Point.zero(1), Point.one(1), BigFraction.ZERO, BigFraction.ONE);
        Point x = Point.of("1/3");
        assertEquals(Decoders.random(1).decode(phi, x), Decoders.random(1).decode(phi, x));
        assertNotEquals(Decoders.random(1).decode(phi, x), Decoders.random(2).decode(phi, x));
    }

    @Test
    void refusesWhatIsNoDecoder() {
        for (String name : List.of("", "best", "MID", "envelope", "envelope:0:l1", "envelope:1:l3", "random:x")) {
            assertThrows(IllegalArgumentException.class, () -> Decoders.byName(name), name);
        }
        Visualization phi = new Visualization(Point.zero(1), Point.one(1), BigFraction.ZERO, BigFraction.ONE);
        for (Decoder decoder :
                List.of(Decoders.mid(), Decoders.random(0), Decoders.envelope(BigFraction.ONE, Norm.L2))) {
            assertThrows(IllegalArgumentException.class, () -> decoder.decode(phi, Point.zero(2)));
        }
    }
}
