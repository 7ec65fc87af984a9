package io.eyewitness.sim.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.eyewitness.theory.visualization.Visualization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class BounderTest {
    private static final List<String> ASSUMPTIONS = List.of(
            "lipschitz:3/2",
            "lipschitz:5/2,monotone",
            "monotone",
            "convex",
            "convex,monotone",
            "lipschitz:2,convex",
            "lipschitz:2,monotone,convex",
            "affine",
            "affine,monotone,lipschitz:3");

    private static BoundProblem problem(String assumptions, Norm norm, int dimension, Observation... observations) {
        return new BoundProblem(
                Assumptions.parse(assumptions),
                norm,
                new Visualization(Point.zero(dimension), Point.one(dimension), BigFraction.ZERO, BigFraction.ONE),
                List.of(observations));
    }

    @Provide
    Arbitrary<BoundProblem> problems() {
        return Combinators.combine(
                        Arbitraries.of(ASSUMPTIONS),
                        Arbitraries.of(Norm.class),
                        Arbitraries.integers().between(1, 3))
                .as(BounderTest::problem);
    }

    private static Point point(int dimension, UniformRandomProvider random) {
        return new Point(IntStream.range(0, dimension)
                .mapToObj(i -> BigFraction.of(random.nextInt(13), 12))
                .toList());
    }

    /** What a hidden unit says is within what was left open before, which only shrinks; both ends are proven and attained. */
    @Property(tries = 60)
    void membersStayWithinBoundsAndObservationsNarrowThem(@ForAll("problems") BoundProblem problem, @ForAll long seed) {
        UniformRandomProvider random = new Streams(seed, "test").next();
        HiddenUnit unit = new HiddenUnit(problem, random);
        Point x = point(problem.dimension(), random);
        PointBound before = Bounder.of(problem).at(x);
        for (int i = 0; i < 4; i++) {
            unit.ask(point(problem.dimension(), random));
            PointBound now = Bounder.of(unit.problem()).at(x);
            assertEquals(Optional.empty(), now.fault(unit.problem()));
            assertTrue(isExact(now, unit.problem()), now + " of " + unit.problem());
            assertTrue(isWithin(now.lower().value(), before), now + " after " + before);
            assertTrue(isWithin(now.upper().value(), before), now + " after " + before);
            before = now;
        }
        assertTrue(isWithin(unit.ask(x), before), "the unit leaves " + before);
        assertEquals(Optional.empty(), Bounder.of(unit.problem()).contradiction());
    }

    /** In l2 with a Lipschitz constant members come close only. */
    private static boolean isExact(PointBound bound, BoundProblem problem) {
        boolean isRound =
                problem.norm() == Norm.L2 && problem.assumptions().lipschitz().isPresent();
        BigFraction most = isRound ? BigFraction.of(1, 100_000_000) : BigFraction.ZERO;
        return isRound && problem.assumptions().isCurved()
                || bound.gap(problem).filter(gap -> gap.compareTo(most) <= 0).isPresent();
    }

    /** The supremum is sqrt(2)/4. */
    @Test
    void noMemberAttainsAnIrrationalEnd() {
        BoundProblem problem = problem("lipschitz:1", Norm.L2, 2);
        PointBound bound = Bounder.of(problem).at(Point.of("1/4", "1/4"));
        assertEquals(Optional.empty(), bound.fault(problem));
        assertFalse(bound.isAttained(problem), bound::toString);
        assertTrue(bound.gap(problem).orElseThrow().compareTo(BigFraction.of(1, 1_000_000_000)) < 0);
    }

    /** Between values that are as far apart as rounded distances allow there is room by less than rounding only. */
    @Test
    void aMemberIsFoundWhereThereIsHardlyAnyRoom() {
        BoundProblem phi = problem("lipschitz:1", Norm.L2, 2);
        Point end = Point.of("1/2", "1/2");
        PointBound there = Bounder.of(phi).at(end);
        BigFraction value =
                there.upper().witness().flatMap(witness -> witness.at(end, phi)).orElseThrow();
        BoundProblem tight = phi.with(new Observation.Value(end, value));
        PointBound bound = Bounder.of(tight).at(Point.of("1/6", "1/6"));
        assertEquals(Optional.empty(), bound.fault(tight));
        assertTrue(isExact(bound, tight), bound::toString);
    }

    /** In l2 the weights of convex combinations are rounded. */
    private static boolean isWithin(BigFraction value, PointBound bound) {
        BigFraction slack = BigFraction.of(1, 100_000);
        return value.compareTo(bound.lower().value().subtract(slack)) >= 0
                && value.compareTo(bound.upper().value().add(slack)) <= 0;
    }

    /** With the observations of the game's two witnesses: what one pins down the other cannot have. */
    @Test
    void contradictionsAreProven() {
        Observation.Value high = new Observation.Value(Point.of("1/2", "1/2"), BigFraction.of(3, 4));
        for (String assumptions : List.of("convex", "convex,lipschitz:3", "affine", "affine,lipschitz:2")) {
            proven(problem(assumptions, Norm.L2, 2, high));
        }
        proven(problem("lipschitz:1", Norm.LINF, 2, new Observation.Value(Point.of("1/2", "1/2"), BigFraction.ZERO)));
        proven(problem("lipschitz:1/2", Norm.L2, 2));
        proven(problem("affine,lipschitz:1/2", Norm.L2, 2));
        proven(problem(
                "monotone", Norm.L1, 2, high, new Observation.AtMost(Point.of("3/4", "1/2"), BigFraction.of(1, 2))));
        proven(problem("convex", Norm.L1, 1, new Observation.Value(Point.of("1/2"), BigFraction.of(-1))));
        proven(problem("convex", Norm.L1, 1, new Observation.AtMost(Point.of("1/2"), BigFraction.of(-1))));
        proven(problem("monotone", Norm.L1, 1, new Observation.Value(Point.of("1/2"), BigFraction.of(2))));
        proven(problem(
                "monotone",
                Norm.L1,
                1,
                new Observation.Value(Point.of("1/2"), BigFraction.of(1, 2)),
                new Observation.Value(Point.of("1/2"), BigFraction.of(1, 3))));
    }

    private static void proven(BoundProblem problem) {
        Optional<Certificate> contradiction = Bounder.of(problem).contradiction();
        assertTrue(
                contradiction
                        .filter(certificate -> certificate.contradicts(problem))
                        .isPresent(),
                "no contradiction in " + problem);
    }

    @Test
    void closeToContradictionIsNone() {
        for (Norm norm : Norm.values()) {
            Observation.Value middle = new Observation.Value(Point.of("1/2"), BigFraction.of(1, 2));
            for (String assumptions : ASSUMPTIONS) {
                assertEquals(
                        Optional.empty(),
                        Bounder.of(problem(assumptions, norm, 1, middle)).contradiction(),
                        assumptions);
            }
            assertEquals(
                    Optional.empty(),
                    Bounder.of(problem("lipschitz:1,convex", norm, 1, middle)).contradiction());
        }
    }

    @Test
    void localMaximaHaveNoHigherNeighbours() {
        HiddenUnit unit = new HiddenUnit(problem("lipschitz:4", Norm.LINF, 2), new Streams(3, "test").next());
        unit.localMaxima(new Grid(5, 2), 2);
        PointBound bound = Bounder.of(unit.problem()).at(Point.of("1/2", "1/2"));
        assertEquals(Optional.empty(), bound.fault(unit.problem()));
        List<Observation> caps = unit.problem().observations().stream()
                .filter(Observation.AtMost.class::isInstance)
                .toList();
        assertTrue(caps.size() >= 4, unit.problem().observations()::toString);
        for (Observation cap : caps) {
            assertTrue(Bounder.of(unit.problem()).at(cap.at()).upper().value().compareTo(cap.value()) <= 0);
        }
    }

    /** There are 33 multiples of 1/32. */
    @Test
    void moreExamplesThanThatLatticeHasPoints() {
        HiddenUnit unit = new HiddenUnit(problem("monotone", Norm.L1, 1), new Streams(1, "test").next());
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> unit.examples(40));
        assertTrue(unit.problem().values().size() >= 40, unit.problem()::toString);
    }

    /** A closed form that is wrong by a quarter at one end and by an eighth at the other. */
    @Test
    void differencesOfEachEndAreTold() {
        Agreement.Problem right = new Agreement(1, 7).instance(0);
        Agreement.Problem wrong = new Agreement.Problem(
                right.name(),
                right.problem(),
                right.answers().stream()
                        .map(answer -> new Agreement.Problem.Answer(
                                answer.x(),
                                new Interval(
                                        answer.interval().low().subtract(BigFraction.of(1, 4)),
                                        answer.interval().high().add(BigFraction.of(1, 8)))))
                        .toList());
        Agreement.Problem.Comparison comparison = wrong.compared();
        assertEquals(new Agreement.Problem.Comparison(true, BigFraction.of(1, 4), BigFraction.of(1, 8)), comparison);
        assertFalse(comparison.agrees());
    }

    /** Problems of all kinds, of another seed than the claim's. */
    @Test
    void closedFormsAgree() {
        Agreement agreement = new Agreement(2, 7);
        for (int i = 0; i < agreement.size(); i++) {
            Agreement.Problem instance = agreement.instance(i);
            assertTrue(instance.answers().size() > 0 && instance.compared().agrees(), instance::toString);
        }
    }
}
