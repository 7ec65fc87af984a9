package io.eyewitness.sim.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/**
 * Numbers of magnitudes from 1e-30 to 1e30 side by side; points and values that doubles cannot tell apart; observations that are hardly
 * possible, or hardly not.
 */
class WildNumbersTest {
    private static final List<String> COORDINATES = List.of(
            "0", "1", "1/2", "0.50000001", "1/3", "1e-8", "1e-30", "0.999999999999999999999999999999", "2/7", "1e-15");
    private static final List<String> SHARES =
            List.of("0", "1", "1/2", "1e-30", "1e-8", "0.99999999", "1/3", "-1e-30", "1.00000000000000000000000000001");
    private static final List<String> STEEPNESSES = List.of(
            "1", "1.000000000000000000000000000001", "1.00000001", "2", "3", "1e8", "1e30", "0.9999999999999999999999");
    private static final List<String> KINDS =
            List.of("", "monotone", "convex", "monotone,convex", "affine", "affine,monotone");

    /** The interval is that of Z3, which solves other formulas, or both say that there is none; what is said is proven. */
    @Property(tries = 80)
    void intervalsAreExact(@ForAll long seed) {
        UniformRandomProvider random = new Streams(seed, "wild").next();
        Drawn drawn = drawn(random, List.of(Norm.L1, Norm.LINF));
        Optional<Interval> wanted = new Reference(drawn.problem(), drawn.x()).interval();
        Optional<Certificate> contradiction = Bounder.of(drawn.problem()).contradiction();
        assertEquals(wanted.isEmpty(), contradiction.isPresent(), drawn::toString);
        if (contradiction.isPresent()) {
            assertTrue(contradiction.get().contradicts(drawn.problem()), drawn::toString);
        } else {
            PointBound bound = Bounder.of(drawn.problem()).at(drawn.x());
            assertEquals(Optional.empty(), bound.fault(drawn.problem()), drawn::toString);
            assertEquals(wanted.get(), interval(bound), drawn::toString);
            assertTrue(bound.isAttained(drawn.problem()), drawn::toString);
        }
    }

    /**
     * In l2 the interval lies between those of linf and l1, whose distances are shorter and longer, but for roundings, and what is said is
     * proven: even of what is contradictory by less than roundings, where any point may show it.
     */
    @Property(tries = 50)
    void roundIntervalsAreProven(@ForAll long seed) {
        UniformRandomProvider random = new Streams(seed, "round").next();
        Drawn drawn = drawn(random, List.of(Norm.L2));
        Optional<Certificate> contradiction = Bounder.of(drawn.problem()).contradiction();
        try {
            if (contradiction.isEmpty()) {
                PointBound bound = Bounder.of(drawn.problem()).at(drawn.x());
                assertEquals(Optional.empty(), bound.fault(drawn.problem()), drawn::toString);
                new Reference(in(Norm.LINF, drawn.problem()), drawn.x())
                        .interval()
                        .ifPresent(inner -> assertTrue(
                                interval(bound).contains(inner.low())
                                        && interval(bound).contains(inner.high()),
                                () -> bound + " without " + inner + " of " + drawn));
            }
        } catch (Bounder.Contradictory e) {
            assertContradicts(e.certificate(), drawn);
        }
        contradiction.ifPresent(certificate -> assertContradicts(certificate, drawn));
    }

    private static void assertContradicts(Certificate certificate, Drawn drawn) {
        assertTrue(certificate.contradicts(drawn.problem()), drawn::toString);
        Reference inner = new Reference(in(Norm.LINF, drawn.problem()), drawn.x());
        assertEquals(Optional.empty(), inner.interval(), drawn::toString);
    }

    private static BoundProblem in(Norm norm, BoundProblem problem) {
        return new BoundProblem(problem.assumptions(), norm, problem.phi(), problem.observations());
    }

    /** In the first GLOP goes round in circles; in the others a weight that is divided by is less than 1e-9. */
    @Test
    void numbersThatOnceFailed() {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> intervalsAreExact(36));
        roundIntervalsAreProven(402);
        roundIntervalsAreProven(621);
    }

    /**
     * In l2 a value may exceed another by as much as a distance that was rounded up; a point between, whose distances are rounded
     * less, contradicts that.
     */
    @Test
    void aPointBetweenShowsAContradiction() {
        BigInteger square = BigInteger.valueOf(1_088_209).shiftLeft(64).divide(BigInteger.valueOf(1_000_000));
        BigFraction up = BigFraction.of(square.sqrt().add(BigInteger.ONE), BigInteger.ONE.shiftLeft(32));
        BoundProblem problem = new BoundProblem(
                Assumptions.parse("lipschitz:1"),
                Norm.L2,
                new Visualization(Point.zero(2), Point.of("1", "0.297"), BigFraction.ZERO, up),
                List.of());
        assertEquals(Optional.empty(), Bounder.of(problem).contradiction());
        Bounder.Contradictory shown = assertThrows(
                Bounder.Contradictory.class, () -> Bounder.of(problem).at(Point.of("1e-12", "0")));
        assertTrue(shown.certificate().contradicts(problem));
    }

    private static Interval interval(PointBound bound) {
        return new Interval(bound.lower().value(), bound.upper().value());
    }

    private record Drawn(BoundProblem problem, Point x) {}

    private static Drawn drawn(UniformRandomProvider random, List<Norm> norms) {
        int dimension = 1 + random.nextInt(2);
        Norm norm = norms.get(random.nextInt(norms.size()));
        BigFraction range = power(random);
        BigFraction min =
                random.nextInt(3) == 0 ? BigFraction.ZERO : power(random).multiply(random.nextInt(3) - 1);
        Point a = point(dimension, random);
        Point b = random.nextBoolean() ? Point.one(dimension) : point(dimension, random);
        if (a.equals(b)) {
            range = BigFraction.ZERO;
        }
        Visualization phi = new Visualization(a, b, min, min.add(range));
        BoundProblem problem = new BoundProblem(assumptions(phi, norm, random), norm, phi, List.of());
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            problem = problem.with(observation(problem, random));
        }
        return new Drawn(problem, point(dimension, random));
    }

    private static Assumptions assumptions(Visualization phi, Norm norm, UniformRandomProvider random) {
        String kind = of(KINDS, random);
        boolean isSteep = kind.isEmpty() || random.nextBoolean();
        BigFraction distance =
                norm == Norm.LINF ? Norm.LINF.distance(phi.a(), phi.b()).toRational() : Norm.l1(phi.a(), phi.b());
        BigFraction least = distance.signum() == 0 || phi.range().signum() == 0
                ? power(random)
                : phi.range().divide(distance);
        String lipschitz = "lipschitz:" + Rationals.text(least.multiply(Rationals.parse(of(STEEPNESSES, random))));
        return Assumptions.parse(!isSteep ? kind : kind.isEmpty() ? lipschitz : kind + "," + lipschitz);
    }

    /** A value from what is left open, near its ends or just beyond, perhaps at a point that was observed before. */
    private static Observation observation(BoundProblem problem, UniformRandomProvider random) {
        List<Point> known = new ArrayList<>(
                problem.values().stream().map(Observation.Value::at).toList());
        Point at = random.nextInt(6) == 0 ? of(known, random) : point(problem.dimension(), random);
        Interval open = open(problem, at);
        BigFraction width =
                random.nextInt(3) == 0 ? problem.phi().range() : open.high().subtract(open.low());
        BigFraction share = Rationals.parse(of(SHARES, random)).multiply(width);
        BigFraction value =
                random.nextBoolean() ? open.low().add(share) : open.high().subtract(share);
        return random.nextInt(4) == 0 ? new Observation.AtMost(at, value) : new Observation.Value(at, value);
    }

    private static Interval open(BoundProblem problem, Point at) {
        Interval range = new Interval(problem.phi().min(), problem.phi().max());
        try {
            return Bounder.of(problem).contradiction().isPresent()
                    ? range
                    : interval(Bounder.of(problem).at(at));
        } catch (Bounder.Contradictory e) {
            return range;
        }
    }

    private static BigFraction power(UniformRandomProvider random) {
        return Rationals.parse((1 + random.nextInt(9)) + "e" + (random.nextInt(61) - 30));
    }

    private static Point point(int dimension, UniformRandomProvider random) {
        return new Point(IntStream.range(0, dimension)
                .mapToObj(i -> Rationals.parse(of(COORDINATES, random)))
                .toList());
    }

    private static <T> T of(List<T> list, UniformRandomProvider random) {
        return list.get(random.nextInt(list.size()));
    }
}
