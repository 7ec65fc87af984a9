package io.eyewitness.theory.obligation;

import static io.eyewitness.theory.obligation.Symbols.H;
import static io.eyewitness.theory.obligation.Symbols.HALF;
import static io.eyewitness.theory.obligation.Symbols.HALF_RANGE;
import static io.eyewitness.theory.obligation.Symbols.MAX;
import static io.eyewitness.theory.obligation.Symbols.MID;
import static io.eyewitness.theory.obligation.Symbols.MIN;
import static io.eyewitness.theory.obligation.Symbols.ONE;
import static io.eyewitness.theory.obligation.Symbols.RANGE;
import static io.eyewitness.theory.obligation.Symbols.T;
import static io.eyewitness.theory.obligation.Symbols.V;
import static io.eyewitness.theory.obligation.Symbols.ZERO;
import static io.eyewitness.theory.obligation.Symbols.between;
import static io.eyewitness.theory.obligation.Symbols.blend;
import static io.eyewitness.theory.obligation.Symbols.strictlyBetween;
import static io.eyewitness.theory.obligation.Symbols.var;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * The Lipschitz envelope (L), row 4: A = L|x-a|, B = L|x-b|, S = L|a-b|, U = min(M, m + A), l = max(m, M - B). What is about
 * the geometry of the cube stands in {@link DistanceObligations}.
 */
final class LipschitzObligations {
    private static final Term A = var("A");
    private static final Term B = var("B");
    private static final Term S = var("S");
    private static final Term UPPER = upper(A);
    private static final Term LOWER = lower(B);
    private static final Term LOW = var("l");
    private static final Term HIGH = var("U");
    private static final Term CENTRE = HALF.times(LOW.plus(HIGH));
    private static final Formula RANGE_POSITIVE = MIN.lessThan(MAX);
    private static final Formula WEIGHT = strictlyBetween(ZERO, T, ONE);
    private static final Formula DISTANCES = Formula.and(A.atLeast(ZERO), B.atLeast(ZERO));
    private static final Formula ADMISSIBLE = S.atLeast(RANGE);
    private static final Formula WITHIN_A = V.minus(MIN).atMost(A);
    private static final Formula WITHIN_B = MAX.minus(V).atMost(B);
    private static final Formula NEAR_A = A.atMost(HALF_RANGE);
    private static final Formula NEAR_B = B.atMost(HALF_RANGE);
    private static final Formula FAR = Formula.and(A.greaterThan(HALF_RANGE), B.greaterThan(HALF_RANGE));
    private static final Formula TRIANGLE = Formula.and(S.atMost(A.plus(B)), A.atMost(B.plus(S)), B.atMost(A.plus(S)));

    private LipschitzObligations() {}

    static List<Obligation> all() {
        List<Obligation> all = new ArrayList<>();
        all.add(new Obligation(
                "L1",
                "A Lipschitz function lies between the envelopes.",
                List.of(between(MIN, V, MAX), DISTANCES, WITHIN_A, WITHIN_B),
                between(LOWER, V, UPPER)));
        all.add(lipschitz());
        all.add(uniqueExtremisers());
        all.addAll(bestError());
        all.addAll(coincidence());
        all.addAll(decidability());
        return all;
    }

    private static Term upper(Term a) {
        return Term.min(MAX, MIN.plus(a));
    }

    private static Term lower(Term b) {
        return Term.max(MIN, MAX.minus(b));
    }

    private static Obligation lipschitz() {
        Term ax = var("Ax");
        Term ay = var("Ay");
        Term bx = var("Bx");
        Term by = var("By");
        Term r = var("r");
        return new Obligation(
                "L2a",
                "The blend f_t of the envelopes is L-Lipschitz (r = L|x-y|).",
                List.of(
                        WEIGHT,
                        RANGE_POSITIVE,
                        Formula.and(
                                ax.atLeast(ZERO),
                                ay.atLeast(ZERO),
                                bx.atLeast(ZERO),
                                by.atLeast(ZERO),
                                r.atLeast(ZERO)),
                        ADMISSIBLE,
                        Term.abs(ax.minus(ay)).atMost(r),
                        Term.abs(bx.minus(by)).atMost(r),
                        S.atMost(ax.plus(bx)),
                        S.atMost(ay.plus(by))),
                blend(T, lower(bx), upper(ax))
                        .minus(blend(T, lower(by), upper(ay)))
                        .atMost(r));
    }

    private static Obligation uniqueExtremisers() {
        Term value = blend(T, LOWER, UPPER);
        return new Obligation(
                "L2b",
                "f_t has the unique minimiser a and the unique maximiser b.",
                List.of(WEIGHT, RANGE_POSITIVE, DISTANCES, ADMISSIBLE, TRIANGLE),
                Formula.and(
                        A.greaterThan(ZERO).implies(value.greaterThan(MIN)),
                        B.greaterThan(ZERO).implies(value.lessThan(MAX)),
                        blend(T, lower(S), upper(ZERO)).equalTo(MIN),
                        blend(T, lower(ZERO), upper(S)).equalTo(MAX)));
    }

    private static List<Obligation> bestError() {
        Term z = var("z");
        Term width = HIGH.minus(LOW);
        Term least = HALF.minus(T).times(width);
        Formula enveloped = between(LOW, V, HIGH);
        return List.of(
                new Obligation(
                        "L3a",
                        "The centre of the envelopes errs by at most half their distance.",
                        List.of(enveloped),
                        Term.abs(V.minus(CENTRE)).atMost(HALF.times(width))),
                new Obligation(
                        "L3b",
                        "No answer does better: f_t or f_(1-t) differs from it by (1/2 - t)(U - l) at least.",
                        List.of(LOW.atMost(HIGH), strictlyBetween(ZERO, T, HALF)),
                        Formula.or(
                                Term.abs(blend(T, LOW, HIGH).minus(z)).atLeast(least),
                                Term.abs(blend(ONE.minus(T), LOW, HIGH).minus(z))
                                        .atLeast(least))),
                new Obligation(
                        "L3c",
                        "Away from the extremisers the centre of the envelopes errs by less than R/2.",
                        List.of(strictlyBetween(MIN, V, MAX), enveloped, MIN.atMost(LOW), HIGH.atMost(MAX)),
                        Term.abs(V.minus(CENTRE)).lessThan(HALF_RANGE)));
    }

    private static List<Obligation> coincidence() {
        Formula midpoint = Formula.and(A.equalTo(HALF.times(S)), B.equalTo(HALF.times(S)));
        return List.of(
                new Obligation(
                        "L4.equal",
                        "At the smallest L the envelopes meet wherever x lies between a and b.",
                        List.of(
                                S.equalTo(RANGE),
                                S.greaterThan(ZERO),
                                DISTANCES,
                                A.plus(B).equalTo(S)),
                        UPPER.equalTo(LOWER)),
                new Obligation(
                        "L4.apart",
                        "At the smallest L they do not meet elsewhere.",
                        List.of(
                                S.equalTo(RANGE),
                                S.greaterThan(ZERO),
                                TRIANGLE,
                                A.plus(B).greaterThan(S)),
                        UPPER.greaterThan(LOWER)),
                new Obligation(
                        "L4.midpoint",
                        "At a larger L they do not meet at the midpoint.",
                        List.of(RANGE_POSITIVE, S.greaterThan(RANGE), midpoint),
                        UPPER.greaterThan(LOWER)),
                new Obligation(
                        "L6",
                        "At a larger L the midpoint is farther than R/2 from both extremes.",
                        List.of(S.greaterThan(RANGE), midpoint),
                        FAR));
    }

    private static List<Obligation> decidability() {
        Term above = var("t1");
        Term below = var("t2");
        Term larger = var("L");
        Term smaller = var("K");
        Term distance = var("d");
        return List.of(
                new Obligation(
                        "L5",
                        "Near a the value is not above mid, near b not below.",
                        List.of(WITHIN_A, WITHIN_B),
                        Formula.and(NEAR_A.implies(V.atMost(MID)), NEAR_B.implies(V.atLeast(MID)))),
                new Obligation(
                        "L5n",
                        "Far from both, one blend of the envelopes is above mid and another below.",
                        List.of(
                                RANGE_POSITIVE,
                                FAR,
                                above.times(UPPER.minus(LOWER))
                                        .equalTo(HALF.times(UPPER.plus(MID)).minus(LOWER)),
                                below.times(UPPER.minus(LOWER))
                                        .equalTo(HALF.times(LOWER.plus(MID)).minus(LOWER))),
                        Formula.and(
                                UPPER.greaterThan(MID),
                                LOWER.lessThan(MID),
                                strictlyBetween(ZERO, above, ONE),
                                strictlyBetween(ZERO, below, ONE),
                                blend(above, LOWER, UPPER).greaterThan(MID),
                                blend(below, LOWER, UPPER).lessThan(MID))),
                new Obligation(
                        "L5m",
                        "What is decidable at L is decidable at any smaller constant K.",
                        List.of(
                                ZERO.atMost(smaller),
                                smaller.atMost(larger),
                                distance.atLeast(ZERO),
                                larger.times(distance).atMost(HALF_RANGE)),
                        smaller.times(distance).atMost(HALF_RANGE)),
                new Obligation(
                        "L8",
                        "Where the side is decidable the centre of the envelopes errs by at most R/4.",
                        List.of(between(MIN, V, MAX), DISTANCES, WITHIN_A, WITHIN_B, Formula.or(NEAR_A, NEAR_B)),
                        Term.abs(V.minus(HALF.times(UPPER.plus(LOWER)))).atMost(HALF.times(HALF_RANGE))),
                new Obligation(
                        "L9",
                        "Where both extremes are in reach, one blend is h below the maximum, another h above the minimum.",
                        List.of(
                                RANGE_POSITIVE,
                                A.atLeast(RANGE),
                                B.atLeast(RANGE),
                                strictlyBetween(ZERO, H, HALF_RANGE),
                                above.times(RANGE).equalTo(RANGE.minus(H)),
                                below.times(RANGE).equalTo(H)),
                        Formula.and(
                                strictlyBetween(ZERO, above, ONE),
                                strictlyBetween(ZERO, below, ONE),
                                blend(above, LOWER, UPPER).equalTo(MAX.minus(H)),
                                blend(below, LOWER, UPPER).equalTo(MIN.plus(H)))));
    }
}
