package io.eyewitness.theory.obligation;

import static io.eyewitness.theory.obligation.Symbols.H;
import static io.eyewitness.theory.obligation.Symbols.HALF_RANGE;
import static io.eyewitness.theory.obligation.Symbols.MAX;
import static io.eyewitness.theory.obligation.Symbols.MIN;
import static io.eyewitness.theory.obligation.Symbols.RANGE;
import static io.eyewitness.theory.obligation.Symbols.V;
import static io.eyewitness.theory.obligation.Symbols.ZERO;
import static io.eyewitness.theory.obligation.Symbols.between;
import static io.eyewitness.theory.obligation.Symbols.strictlyBetween;
import static io.eyewitness.theory.obligation.Symbols.sum;
import static io.eyewitness.theory.obligation.Symbols.var;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Surgery (S), its ReLU form (N) and the empirical risk (E): rows 1, 2, 3 and 5 of the table. */
final class SurgeryObligations {
    private static final Term S = var("s");
    private static final Formula RANGE_POSITIVE = MIN.lessThan(MAX);
    private static final Formula SLACK = strictlyBetween(ZERO, H, HALF_RANGE);

    private SurgeryObligations() {}

    static List<Obligation> all() {
        List<Obligation> all = new ArrayList<>();
        Term raised = Term.max(V, MAX.minus(H).minus(S));
        Term lowered = Term.min(V, MIN.plus(H).plus(S));
        all.add(new Obligation(
                "S1",
                "Outside the ball surgery changes nothing.",
                List.of(RANGE_POSITIVE, SLACK, between(MIN, V, MAX), S.atLeast(RANGE)),
                Formula.and(raised.equalTo(V), lowered.equalTo(V))));
        all.add(new Obligation(
                "S2",
                "Where f0 is strictly between its extremes, so are both members of the pair.",
                List.of(strictlyBetween(MIN, V, MAX), SLACK, S.atLeast(ZERO)),
                Formula.and(strictlyBetween(MIN, raised, MAX), strictlyBetween(MIN, lowered, MAX))));
        all.add(new Obligation(
                "S3",
                "At the centre of the ball one member is within h of the maximum, the other within h of the minimum.",
                List.of(between(MIN, V, MAX), SLACK),
                Formula.and(
                        Term.max(V, MAX.minus(H)).atLeast(MAX.minus(H)),
                        Term.min(V, MIN.plus(H)).atMost(MIN.plus(H)))));
        IntStream.rangeClosed(1, 2).mapToObj(SurgeryObligations::site).forEach(all::add);
        all.add(cone());
        all.addAll(reluForms());
        all.addAll(empiricalRisk());
        return all;
    }

    /**
     * S4 for one concrete f0: a dip of depth 1/2 at a = (1/4, ..., 1/4) and a peak of height 1/2 at b = (3/4, ..., 3/4), both of radius
     * 1/8, on 1/2; the ball has radius 1/8 and centre (1/2, ..., 1/2). The gate decides S4 for each witness by itself.
     */
    private static Obligation site(int d) {
        Term f0 = Term.constant(Rationals.HALF).plus(bump(d, 3, 4)).minus(bump(d, 1, 4));
        Term one = Term.ONE;
        Formula inside = distance(d, 1, 2).lessThan(Term.constant(1, 8));
        return new Obligation(
                "S4.d" + d,
                "A concrete f0 in dimension " + d
                        + ": within its extremes on the cube, each taken at one point alone, strictly"
                        + " between in the ball.",
                List.of(Symbols.all(d, i -> between(ZERO, var("x" + i), one))),
                Formula.and(
                        between(ZERO, f0, one),
                        f0.equalTo(ZERO).iff(isAt(d, 1, 4)),
                        f0.equalTo(one).iff(isAt(d, 3, 4)),
                        inside.implies(strictlyBetween(ZERO, f0, one))));
    }

    private static Formula isAt(int d, int numerator, int denominator) {
        return Symbols.all(d, i -> var("x" + i).equalTo(Term.constant(numerator, denominator)));
    }

    /**
     * What holds at distance s from the centre of a cone of height c and radius r on a base that changes by at most G per unit of
     * distance: v is the base's value there, v0 at the centre, w the cone's.
     */
    private static Obligation cone() {
        Term slope = var("G");
        Term radius = var("r");
        Term height = var("c");
        Term atCentre = var("v0");
        Term raised = var("w");
        Term fall = slope.times(radius);
        Term sum = V.plus(raised);
        return new Obligation(
                "S4.cone",
                "Inside a cone that is as steep as the base, the sum lies between the base and its value at the centre; strictly"
                        + " below that if the cone is steeper. Dips are peaks of -f.",
                List.of(
                        radius.greaterThan(ZERO),
                        between(ZERO, S, radius),
                        Term.abs(V.minus(atCentre)).atMost(slope.times(S)),
                        fall.atMost(height),
                        height.greaterThan(ZERO),
                        radius.times(raised).equalTo(height.times(radius.minus(S)))),
                Formula.and(
                        V.atMost(sum),
                        sum.atMost(atCentre.plus(height)),
                        Formula.and(fall.lessThan(height), S.greaterThan(ZERO))
                                .implies(sum.lessThan(atCentre.plus(height)))));
    }

    private static Term bump(int d, int numerator, int denominator) {
        return Term.relu(
                Term.constant(1, 2).minus(distance(d, numerator, denominator).times(Term.constant(4))));
    }

    private static Term distance(int d, int numerator, int denominator) {
        return sum(d, i -> Term.abs(var("x" + i).minus(Term.constant(numerator, denominator))));
    }

    private static List<Obligation> reluForms() {
        Term p = var("p");
        Term q = var("q");
        return List.of(
                new Obligation(
                        "N1",
                        "Maximum and absolute value, by ReLUs.",
                        List.of(),
                        Formula.and(
                                Term.max(p, q).equalTo(p.plus(Term.relu(q.minus(p)))),
                                Term.abs(p).equalTo(Term.relu(p).plus(Term.relu(p.negate()))))),
                new Obligation(
                        "N2", "Minimum, by ReLUs.", List.of(), Term.min(p, q).equalTo(p.minus(Term.relu(p.minus(q))))),
                new Obligation(
                        "N3",
                        "A value with a known lower bound passes through a layer.",
                        List.of(S.atLeast(ZERO), V.atLeast(MIN)),
                        Formula.and(
                                Term.relu(S).equalTo(S),
                                Term.relu(V.minus(MIN)).plus(MIN).equalTo(V))));
    }

    private static List<Obligation> empiricalRisk() {
        List<Obligation> all = new ArrayList<>();
        Term risk = var("r");
        Term risk0 = var("r0");
        Term risk1 = var("r1");
        all.add(new Obligation(
                "E1",
                "What has the risk of a minimiser is a minimiser (r is the risk of any other network).",
                List.of(risk0.equalTo(risk1), risk0.atMost(risk)),
                risk1.atMost(risk)));
        IntStream.rangeClosed(1, 4).mapToObj(SurgeryObligations::meanLabel).forEach(all::add);
        all.add(meanLabelStep());
        return all;
    }

    private static Obligation meanLabel(int k) {
        Term mean = var("ybar");
        return new Obligation(
                "E2.k" + k,
                "The mean of " + k + " labels minimises the sum of squares.",
                List.of(Term.constant(k).times(mean).equalTo(sum(k, j -> var("y" + j)))),
                squares(k, var("z")).atLeast(squares(k, mean)));
    }

    private static Term squares(int k, Term answer) {
        return sum(k, j -> Symbols.square(var("y" + j).minus(answer)));
    }

    /**
     * By the induction hypothesis the first k labels cost spread + k*(w - ybar)^2 at any answer w; the step shows the same form
     * for k + 1 labels, whose mean is ynext.
     */
    private static Obligation meanLabelStep() {
        Term k = var("k");
        Term mean = var("ybar");
        Term label = var("y");
        Term next = var("ynext");
        Term z = var("z");
        List<Formula> hypotheses = List.of(
                k.atLeast(Term.ONE),
                k.plus(Term.ONE).times(next).equalTo(k.times(mean).plus(label)));
        Term cost = stepCost(k, mean, label, z);
        Term least = stepCost(k, mean, label, next);
        Term excess = k.plus(Term.ONE).times(Symbols.square(z.minus(next)));
        return new Obligation(
                "E2.step",
                "If k labels cost least at their mean, so do k + 1.",
                hypotheses,
                Formula.and(cost.equalTo(least.plus(excess)), cost.atLeast(least)));
    }

    private static Term stepCost(Term k, Term mean, Term label, Term answer) {
        return Term.sum(
                var("spread"), k.times(Symbols.square(answer.minus(mean))), Symbols.square(label.minus(answer)));
    }
}
