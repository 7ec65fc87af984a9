package io.eyewitness.theory.obligation;

import static io.eyewitness.theory.obligation.Symbols.H;
import static io.eyewitness.theory.obligation.Symbols.HALF;
import static io.eyewitness.theory.obligation.Symbols.HALF_RANGE;
import static io.eyewitness.theory.obligation.Symbols.MAX;
import static io.eyewitness.theory.obligation.Symbols.MID;
import static io.eyewitness.theory.obligation.Symbols.MIN;
import static io.eyewitness.theory.obligation.Symbols.ONE;
import static io.eyewitness.theory.obligation.Symbols.RANGE;
import static io.eyewitness.theory.obligation.Symbols.V;
import static io.eyewitness.theory.obligation.Symbols.ZERO;
import static io.eyewitness.theory.obligation.Symbols.between;
import static io.eyewitness.theory.obligation.Symbols.strictlyBetween;
import static io.eyewitness.theory.obligation.Symbols.var;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.List;

/** The indistinguishability lemma (I): two members with one visualization that are far apart at one input. */
final class IndistinguishabilityObligations {
    private IndistinguishabilityObligations() {}

    static List<Obligation> all() {
        Term p = var("p");
        Term q = var("q");
        Term z = var("z");
        Term answer = var("answer");
        Term eps = var("eps");
        Formula nearMax = p.atLeast(MAX.minus(H));
        Formula nearMin = q.atMost(MIN.plus(H));
        Term error = HALF_RANGE.minus(H);
        return List.of(
                new Obligation(
                        "I1",
                        "One answer z for both members errs by at least R/2 - h on one of them.",
                        List.of(ZERO.atMost(H), H.lessThan(HALF_RANGE), nearMax, nearMin),
                        Formula.or(
                                Term.abs(p.minus(z)).atLeast(error),
                                Term.abs(q.minus(z)).atLeast(error))),
                new Obligation(
                        "I2",
                        "No one answer, 1 for max or 0 for min, is right for a value above mid and one below.",
                        List.of(p.greaterThan(MID), q.lessThan(MID)),
                        Formula.not(Formula.and(rightSide(p, answer), rightSide(q, answer)))),
                new Obligation(
                        "I3",
                        "The answer mid errs by at most R/2.",
                        List.of(between(MIN, V, MAX)),
                        Term.abs(V.minus(MID)).atMost(HALF_RANGE)),
                new Obligation(
                        "I4",
                        "An answer above mid errs by at least R/2 on a member that is close enough to the minimum.",
                        List.of(
                                MIN.lessThan(MAX),
                                z.greaterThan(MID),
                                ZERO.lessThan(H),
                                H.atMost(z.minus(MID)),
                                nearMin),
                        z.minus(q).atLeast(HALF_RANGE)),
                new Obligation(
                        "I5",
                        "For each eps below 1/2 some h leaves an error above eps*R.",
                        List.of(
                                ZERO.atMost(eps),
                                eps.lessThan(HALF),
                                MIN.lessThan(MAX),
                                H.equalTo(HALF.minus(eps).times(HALF_RANGE))),
                        Formula.and(
                                strictlyBetween(ZERO, H, HALF_RANGE),
                                HALF_RANGE.minus(H).greaterThan(eps.times(RANGE)))));
    }

    private static Formula rightSide(Term value, Term answer) {
        return Formula.and(
                value.greaterThan(MID).implies(answer.equalTo(ONE)),
                value.lessThan(MID).implies(answer.equalTo(ZERO)));
    }
}
