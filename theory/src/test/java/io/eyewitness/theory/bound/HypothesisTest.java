package io.eyewitness.theory.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.bound.Certificate.Weighted;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class HypothesisTest {
    private static final BigFraction HALF = Rationals.HALF;
    private static final Point MIDDLE = Point.of("1/2", "1/2");
    private static final Point ORIGIN = Point.zero(2);
    private static final Point ONE = Point.one(2);

    private static BoundProblem problem(String assumptions, Observation... observations) {
        return new BoundProblem(
                Assumptions.parse(assumptions),
                Norm.L1,
                new Visualization(ORIGIN, ONE, BigFraction.ZERO, BigFraction.ONE),
                List.of(observations));
    }

    private static void fits(String assumptions, Hypothesis hypothesis) {
        assertEquals(Optional.empty(), hypothesis.fault(problem(assumptions)));
    }

    private static void foreign(String assumptions, Hypothesis hypothesis, String reason) {
        String fault = hypothesis.fault(problem(assumptions)).orElse("none");
        assertTrue(fault.contains(reason), fault);
    }

    @Test
    void eachAssumptionGivesItsHypothesesOnly() {
        fits("lipschitz:2", new Hypothesis.Lipschitz(MIDDLE, ORIGIN));
        foreign("monotone", new Hypothesis.Lipschitz(MIDDLE, ORIGIN), "no Lipschitz constant");
        fits("monotone", new Hypothesis.Monotone(ORIGIN, MIDDLE));
        foreign("monotone", new Hypothesis.Monotone(MIDDLE, ORIGIN), "is not below");
        foreign("convex", new Hypothesis.Monotone(ORIGIN, MIDDLE), "not assumed");
        fits("affine", new Hypothesis.Affine(MIDDLE));
        foreign("convex", new Hypothesis.Affine(MIDDLE), "not assumed");
    }

    @Test
    void aConvexCombinationMustBeOne() {
        Hypothesis.Convex mean = new Hypothesis.Convex(MIDDLE, List.of(new Share(ORIGIN, HALF), new Share(ONE, HALF)));
        fits("convex", mean);
        foreign("monotone", mean, "convexity is not assumed");
        foreign(
                "convex",
                new Hypothesis.Convex(ORIGIN, List.of(new Share(ORIGIN, HALF), new Share(ONE, HALF))),
                "not the weighted mean");
        foreign("convex", new Hypothesis.Convex(MIDDLE, List.of(new Share(MIDDLE, HALF))), "not a convex combination");
        foreign(
                "convex",
                new Hypothesis.Convex(
                        ORIGIN, List.of(new Share(ORIGIN, Rationals.TWO), new Share(ORIGIN, BigFraction.ONE.negate()))),
                "not a convex combination");
    }

    @Test
    void onlyWhatWasObservedIsAHypothesis() {
        fits("convex", new Hypothesis.Observed(ONE, BigFraction.ONE));
        foreign("convex", new Hypothesis.Observed(ONE, HALF), "was not observed");
        foreign("convex", new Hypothesis.Capped(MIDDLE, HALF), "was not observed");
        assertEquals(
                Optional.empty(),
                new Hypothesis.Capped(MIDDLE, HALF).fault(problem("convex", new Observation.AtMost(MIDDLE, HALF))));
        foreign("convex", new Hypothesis.Floor(Point.of("2", "0")), "no point of [0,1]^2");
        foreign("convex", new Hypothesis.Ceiling(Point.of("1")), "no point of [0,1]^2");
    }

    @Test
    void rowsSayWhatTheHypothesesSay() {
        assertEquals(
                "f_1d2_1d2 <= f_0_0 + 2",
                new Hypothesis.Lipschitz(MIDDLE, ORIGIN)
                        .row(problem("lipschitz:2"))
                        .formula()
                        .toString());
        assertEquals(
                "f_1d2_1d2 = c + 1/2*w1 + 1/2*w2",
                new Hypothesis.Affine(MIDDLE).row(problem("affine")).formula().toString());
        assertEquals(
                "f_1_1 = 1",
                new Hypothesis.Observed(ONE, BigFraction.ONE)
                        .row(problem("affine"))
                        .formula()
                        .toString());
    }

    @Test
    void aCertificateProvesItsSumAndNothingElse() {
        BoundProblem problem = problem("lipschitz:1/2");
        Certificate certificate = new Certificate(List.of(
                new Weighted(new Hypothesis.Lipschitz(MIDDLE, ORIGIN), BigFraction.ONE),
                new Weighted(new Hypothesis.Observed(ORIGIN, BigFraction.ZERO), BigFraction.ONE)));
        assertEquals(Optional.of(HALF), certificate.upper(problem, MIDDLE));
        assertEquals(Optional.empty(), certificate.lower(problem, MIDDLE));
        assertEquals(Optional.empty(), certificate.upper(problem, ONE));
        assertFalse(certificate.contradicts(problem));
        assertEquals(Optional.empty(), certificate.upper(problem("monotone"), MIDDLE));
        Certificate negative =
                new Certificate(List.of(new Weighted(new Hypothesis.Ceiling(MIDDLE), BigFraction.ONE.negate())));
        assertEquals(Optional.empty(), negative.lower(problem, MIDDLE));
    }

    /** Down by no bit, up by less than 2^-31. */
    @Property
    void irrationalDistancesAreRoundedUpALittle(@ForAll @IntRange(max = 40) int p, @ForAll @IntRange(max = 40) int q) {
        Point x = new Point(List.of(BigFraction.of(p, 40), BigFraction.of(q, 40)));
        BigFraction up = RoundedDistance.up(Norm.L2, ORIGIN, x);
        BigFraction square = x.dot(x);
        BigFraction less = Rationals.max(BigFraction.ZERO, up.subtract(BigFraction.of(1, Integer.MAX_VALUE)));
        assertTrue(up.multiply(up).compareTo(square) >= 0);
        assertTrue(square.signum() == 0 || less.multiply(less).compareTo(square) < 0);
    }

    @Test
    void oneObservationIsOne() {
        BoundProblem none = problem("lipschitz:1/2");
        Observation observation = new Observation.AtMost(MIDDLE, HALF);
        assertTrue(none.with(observation).toString().endsWith(", and 1 more observation"));
        assertTrue(none.with(observation).with(observation).toString().endsWith(", and 2 more observations"));
    }
}
