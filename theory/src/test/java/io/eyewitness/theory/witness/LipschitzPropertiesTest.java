package io.eyewitness.theory.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.LipschitzBlend;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Section 4 of the theory page, against members of the class that know nothing of the envelope. */
class LipschitzPropertiesTest {
    private static final int PRECISION = 16;

    /**
     * A random L-Lipschitz unit: the McShane extension {@code min_i (v_i + L|x - p_i|)} of values at points, cut off at
     * M. Its minimum is the least v_i, its maximum M is reached at b.
     */
    private record Member(LipschitzEnvelope envelope, List<Point> points, List<BigFraction> values) {
        static Member random(int d, Samples samples) {
            BigFraction lipschitz = samples.innerShare().multiply(BigFraction.of(6));
            Norm norm = samples.norm();
            BigFraction min = samples.number();
            List<Point> points = new ArrayList<>(List.of(samples.point(d)));
            List<BigFraction> values = new ArrayList<>(List.of(min));
            Point b = samples.pointOff(d, points.get(0));
            for (int i = samples.below(4); i > 0; i--) {
                points.add(samples.point(d));
                values.add(min.add(samples.innerShare()));
            }
            Surd top = extension(b, points, values, lipschitz, norm);
            BigFraction max =
                    top.isRational() ? top.toRational() : top.bounds(PRECISION).low();
            Visualization phi = new Visualization(points.get(0), b, min, max);
            return new Member(new LipschitzEnvelope(phi, lipschitz, norm), points, values);
        }

        Surd at(Point x) {
            return Surd.min(
                    Surd.of(envelope.phi().max()), extension(x, points, values, envelope.lipschitz(), envelope.norm()));
        }

        private static Surd extension(
                Point x, List<Point> points, List<BigFraction> values, BigFraction lipschitz, Norm norm) {
            return IntStream.range(0, points.size())
                    .mapToObj(i ->
                            norm.distance(x, points.get(i)).times(lipschitz).plus(values.get(i)))
                    .reduce(Surd::min)
                    .orElseThrow();
        }
    }

    private static Point probe(Samples samples, Visualization phi) {
        Point between = phi.a().towards(phi.b(), samples.share());
        return samples.below(2) == 0 ? samples.point(phi.dimension()) : between;
    }

    @Property(tries = 1500)
    void everyMemberLiesInTheEnvelope(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        Member member = Member.random(d, samples);
        LipschitzEnvelope envelope = member.envelope();
        Visualization phi = envelope.phi();
        assertEquals(Surd.of(phi.min()), member.at(phi.a()));
        assertEquals(Surd.of(phi.max()), member.at(phi.b()));
        for (int i = 0; i < 4; i++) {
            Point x = probe(samples, phi);
            Surd value = member.at(x);
            Surd upper = envelope.upper(x);
            Surd lower = envelope.lower(x);
            assertTrue(lower.compareTo(value) <= 0 && value.compareTo(upper) <= 0, "L1");
            Surd decoded =
                    Decoders.envelope(envelope.lipschitz(), envelope.norm()).decode(phi, x);
            Surd error = value.minus(decoded).abs();
            assertTrue(error.times(Rationals.TWO).compareTo(upper.minus(lower)) <= 0, "L3a");
            if (envelope.decidesSide(x)) {
                assertTrue(error.compareTo(phi.range().divide(BigFraction.of(4))) <= 0, "L8");
                int side = value.compareTo(phi.mid());
                assertTrue(side == 0 || side == decoded.compareTo(phi.mid()), "L5");
            }
        }
    }

    @Property(tries = 1500)
    void theEnvelopeIsTight(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        LipschitzEnvelope envelope = Member.random(d, samples).envelope();
        Point x = probe(samples, envelope.phi());
        BigFraction t = samples.innerShare().multiply(Rationals.HALF);
        Surd gap = envelope.upper(x).minus(envelope.lower(x));
        Surd low = new LipschitzBlend(envelope, t).at(x);
        Surd high = new LipschitzBlend(envelope, BigFraction.ONE.subtract(t)).at(x);
        assertEquals(envelope.lower(x).plus(gap.times(t)), low);
        assertEquals(envelope.upper(x).minus(gap.times(t)), high);
        Surd answer = Surd.of(samples.number());
        Surd worst = Surd.max(answer.minus(low).abs(), answer.minus(high).abs());
        assertTrue(worst.compareTo(gap.times(Rationals.HALF.subtract(t))) >= 0, "L3b");
    }

    @Property(tries = 1500)
    void theSideIsUndecidableElsewhere(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        LipschitzEnvelope envelope = Member.random(d, samples).envelope();
        Point x = probe(samples, envelope.phi());
        boolean someAbove = false;
        boolean someBelow = false;
        for (int power = 2; power <= 64; power *= 2) {
            BigFraction t = Rationals.HALF.pow(power);
            someBelow |= new LipschitzBlend(envelope, t)
                            .at(x)
                            .compareTo(envelope.phi().mid())
                    < 0;
            someAbove |= new LipschitzBlend(envelope, BigFraction.ONE.subtract(t))
                            .at(x)
                            .compareTo(envelope.phi().mid())
                    > 0;
        }
        assertEquals(!envelope.decidesSide(x), someAbove && someBelow, "L5 and L5n");
    }

    @Property(tries = 1500)
    void anyAdmissibleVisualizationHasAPairWhereTheEnvelopeIsOpen(
            @ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        Samples samples = new Samples(seed);
        LipschitzEnvelope envelope = Member.random(d, samples).envelope();
        Visualization phi = envelope.phi();
        Point x = probe(samples, phi);
        Surd gap = envelope.upper(x).minus(envelope.lower(x));
        BigFraction h = phi.range().multiply(Rationals.HALF).multiply(samples.innerShare());
        if (gap.signum() > 0) {
            PairRequest request = PairRequest.of(phi, h)
                    .withLipschitz(envelope.lipschitz(), envelope.norm())
                    .withX(x);
            WitnessPair pair = WitnessFamily.of(FunctionClass.LIP).pair(request);
            assertEquals(List.of(), ExactCheck.violations(pair));
            BigFraction share = h.divide(phi.range());
            assertEquals(gap.times(BigFraction.ONE.subtract(share.multiply(Rationals.TWO))), pair.gap());
            assertTrue(!pair.hasOppositeSides() || !envelope.decidesSide(x));
        }
    }

    @Test
    void theWholeCubeIsDecidableInTheEdgeCases() {
        Samples samples = new Samples(3);
        BigFraction one = BigFraction.ONE;
        Visualization square = new Visualization(Point.of("0", "1/2"), Point.of("1", "1/2"), BigFraction.ZERO, one);
        Visualization corners = new Visualization(Point.zero(3), Point.one(3), BigFraction.ZERO, one);
        Visualization line = new Visualization(Point.of("1/4"), Point.of("3/4"), BigFraction.ZERO, one);
        for (int i = 0; i < 200; i++) {
            assertTrue(new LipschitzEnvelope(square, one, Norm.LINF).decidesSide(samples.point(2)));
            assertTrue(new LipschitzEnvelope(corners, BigFraction.of(1, 3), Norm.L1).decidesSide(samples.point(3)));
            assertTrue(new LipschitzEnvelope(line, Rationals.TWO, Norm.L2).decidesSide(samples.point(1)));
        }
    }
}
