package io.eyewitness.theory.obligation;

import static io.eyewitness.theory.obligation.Symbols.H;
import static io.eyewitness.theory.obligation.Symbols.HALF;
import static io.eyewitness.theory.obligation.Symbols.ONE;
import static io.eyewitness.theory.obligation.Symbols.T;
import static io.eyewitness.theory.obligation.Symbols.ZERO;
import static io.eyewitness.theory.obligation.Symbols.between;
import static io.eyewitness.theory.obligation.Symbols.blend;
import static io.eyewitness.theory.obligation.Symbols.strictlyBetween;
import static io.eyewitness.theory.obligation.Symbols.var;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.List;

/** Blends of profiles of the mean coordinate: monotone (M), convex (C), and theorem 1's limit for both (T). */
final class BlendObligations {
    private static final Term U = var("u");
    private static final Term W = var("w");
    private static final Term N = var("n");
    private static final Formula WEIGHT = strictlyBetween(ZERO, T, ONE);
    private static final Formula STEEP = N.greaterThan(ONE);
    private static final Formula ORDERED = Formula.and(ZERO.atMost(U), U.atMost(W), W.atMost(ONE));

    private BlendObligations() {}

    static List<Obligation> all() {
        Term mixing = var("lam");
        Term g = var("g");
        Term e = var("e");
        return List.of(
                new Obligation(
                        "M1",
                        "The monotone profile is non-decreasing.",
                        List.of(WEIGHT, ORDERED),
                        monotone(T, U).atMost(monotone(T, W))),
                new Obligation(
                        "M2",
                        "It has unique extremisers, and is t at u = 1/2.",
                        List.of(WEIGHT),
                        Formula.and(
                                uniqueExtremes(monotone(T, U)),
                                monotone(T, ZERO).equalTo(ZERO),
                                monotone(T, ONE).equalTo(ONE),
                                monotone(T, HALF).equalTo(T))),
                new Obligation(
                        "M3",
                        "The convex profile is non-decreasing.",
                        List.of(WEIGHT, STEEP, ORDERED),
                        convex(T, U).atMost(convex(T, W))),
                new Obligation(
                        "C1",
                        "The convex profile is convex.",
                        List.of(
                                WEIGHT,
                                STEEP,
                                between(ZERO, U, ONE),
                                between(ZERO, W, ONE),
                                between(ZERO, mixing, ONE)),
                        convex(T, mixing.times(U).plus(ONE.minus(mixing).times(W)))
                                .atMost(mixing.times(convex(T, U))
                                        .plus(ONE.minus(mixing).times(convex(T, W))))),
                new Obligation(
                        "C2",
                        "The convex profile has unique extremisers.",
                        List.of(WEIGHT, STEEP),
                        Formula.and(
                                uniqueExtremes(convex(T, U)),
                                convex(T, ZERO).equalTo(ZERO),
                                convex(T, ONE).equalTo(ONE))),
                new Obligation(
                        "C3",
                        "At u = 1 - 1/n one blend is within h of 1, another within h of 0.",
                        List.of(
                                strictlyBetween(ZERO, H, HALF),
                                N.times(H).atLeast(Term.constant(2)),
                                N.times(ONE.minus(U)).equalTo(ONE)),
                        Formula.and(
                                convex(ONE.minus(HALF.times(H)), U).atLeast(ONE.minus(H)),
                                convex(H, U).atMost(H))),
                new Obligation(
                        "T1",
                        "A steep enough profile, blended with any member g, is as small as one likes at a given u < 1.",
                        List.of(
                                ZERO.atMost(U),
                                U.lessThan(ONE),
                                N.times(ONE.minus(U)).atLeast(ONE),
                                strictlyBetween(ZERO, e, ONE),
                                between(ZERO, g, ONE)),
                        blend(e, Term.max(ZERO, ONE.minus(N.times(ONE.minus(U)))), g)
                                .atMost(e)));
    }

    /** (1 - t) * max(0, 2u - 1) + t * min(1, 2u). */
    private static Term monotone(Term t, Term u) {
        Term twice = Term.constant(2).times(u);
        return blend(t, Term.max(ZERO, twice.minus(ONE)), Term.min(ONE, twice));
    }

    /** (1 - t) * max(0, 1 - n * (1 - u)) + t * u. */
    private static Term convex(Term t, Term u) {
        return blend(t, Term.max(ZERO, ONE.minus(N.times(ONE.minus(u)))), u);
    }

    private static Formula uniqueExtremes(Term profile) {
        return strictlyBetween(ZERO, U, ONE).implies(strictlyBetween(ZERO, profile, ONE));
    }
}
