package io.eyewitness.theory.obligation;

import static io.eyewitness.theory.obligation.Symbols.HALF;
import static io.eyewitness.theory.obligation.Symbols.MAX;
import static io.eyewitness.theory.obligation.Symbols.MIN;
import static io.eyewitness.theory.obligation.Symbols.ONE;
import static io.eyewitness.theory.obligation.Symbols.RANGE;
import static io.eyewitness.theory.obligation.Symbols.V;
import static io.eyewitness.theory.obligation.Symbols.ZERO;
import static io.eyewitness.theory.obligation.Symbols.between;
import static io.eyewitness.theory.obligation.Symbols.strictlyBetween;
import static io.eyewitness.theory.obligation.Symbols.sum;
import static io.eyewitness.theory.obligation.Symbols.var;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The mean coordinate and weighted means (U, A), in every dimension by the step; the decoders of rows 9 and 10 (Y). */
final class AffineObligations {
    private static final int DIMENSIONS = 8;

    private AffineObligations() {}

    static List<Obligation> all() {
        return Stream.of(
                        dimensions().map(AffineObligations::mean),
                        dimensions().map(AffineObligations::meanIsAffine),
                        dimensions().flatMap(AffineObligations::weightedMean),
                        Stream.of(step()),
                        affinePairs().stream(),
                        decoders().stream())
                .flatMap(obligations -> obligations)
                .toList();
    }

    private static Stream<Integer> dimensions() {
        return IntStream.rangeClosed(1, DIMENSIONS).boxed();
    }

    private static Term x(int i) {
        return var("x" + i);
    }

    private static Term y(int i) {
        return var("y" + i);
    }

    private static Formula isMean(int d, Term mean, IntFunction<Term> coordinate) {
        return Term.constant(d).times(mean).equalTo(sum(d, coordinate));
    }

    private static Obligation mean(int d) {
        Term u = var("u");
        Term w = var("w");
        Term c = var("c");
        return new Obligation(
                "U1.d" + d,
                "The mean of " + d
                        + " coordinates in [0,1] lies in [0,1], is 0 only at the zero vector, 1 only at the one"
                        + " vector, c where all are c, and is monotone.",
                List.of(
                        isMean(d, u, AffineObligations::x),
                        isMean(d, w, AffineObligations::y),
                        Symbols.all(d, i -> between(ZERO, x(i), ONE))),
                Formula.and(
                        between(ZERO, u, ONE),
                        u.equalTo(ZERO).iff(Symbols.all(d, i -> x(i).equalTo(ZERO))),
                        u.equalTo(ONE).iff(Symbols.all(d, i -> x(i).equalTo(ONE))),
                        Symbols.all(d, i -> x(i).equalTo(c)).implies(u.equalTo(c)),
                        Symbols.all(d, i -> x(i).atMost(y(i))).implies(u.atMost(w))));
    }

    private static Obligation meanIsAffine(int d) {
        Term u = var("u");
        Term w = var("w");
        Term v = var("v");
        Term mixing = var("lam");
        return new Obligation(
                "U1.affine.d" + d,
                "The mean of " + d + " coordinates is affine.",
                List.of(
                        isMean(d, u, AffineObligations::x),
                        isMean(d, w, AffineObligations::y),
                        isMean(d, v, i -> Symbols.blend(mixing, x(i), y(i)))),
                v.equalTo(Symbols.blend(mixing, u, w)));
    }

    /**
     * One obligation a statement, since Z3 takes minutes for their conjunction where d = 8. The hypotheses are the same for every
     * order of the coordinates, so what is said of the first holds of each, and the mean is 0 (1) if and only if all are.
     */
    private static Stream<Obligation> weightedMean(int d) {
        Term mean = sum(d, i -> var("w" + i).times(x(i)));
        List<Formula> hypotheses = List.of(
                Symbols.all(d, i -> var("w" + i).greaterThan(ZERO)),
                sum(d, i -> var("w" + i)).equalTo(ONE),
                Symbols.all(d, i -> between(ZERO, x(i), ONE)));
        String subject = "A positive weighted mean of " + d + " coordinates in [0,1] ";
        return Stream.of(
                new Obligation("A1.range.d" + d, subject + "lies in [0,1].", hypotheses, between(ZERO, mean, ONE)),
                new Obligation(
                        "A1.above.d" + d,
                        subject + "is above 0 if one of them (the first) is.",
                        hypotheses,
                        x(1).greaterThan(ZERO).implies(mean.greaterThan(ZERO))),
                new Obligation(
                        "A1.below.d" + d,
                        subject + "is below 1 if one of them (the first) is.",
                        hypotheses,
                        x(1).lessThan(ONE).implies(mean.lessThan(ONE))),
                new Obligation(
                        "A1.ends.d" + d,
                        subject + "is 0 if all are 0, and 1 if all are 1.",
                        hypotheses,
                        Formula.and(
                                Symbols.all(d, i -> x(i).equalTo(ZERO)).implies(mean.equalTo(ZERO)),
                                Symbols.all(d, i -> x(i).equalTo(ONE)).implies(mean.equalTo(ONE)))));
    }

    private static Obligation step() {
        Term c = var("c");
        Term y = var("y");
        Term mean = Symbols.blend(c, V, y);
        return new Obligation(
                "step",
                "One more coordinate y: the mean (1-c)v + cy lies in [0,1], is 0 (1) only if both are.",
                List.of(strictlyBetween(ZERO, c, ONE), between(ZERO, V, ONE), between(ZERO, y, ONE)),
                Formula.and(
                        between(ZERO, mean, ONE),
                        mean.equalTo(ZERO).iff(Formula.and(V.equalTo(ZERO), y.equalTo(ZERO))),
                        mean.equalTo(ONE).iff(Formula.and(V.equalTo(ONE), y.equalTo(ONE)))));
    }

    private static List<Obligation> affinePairs() {
        Term e = var("e");
        Term k = var("k");
        Term w = var("w");
        Term p = var("p");
        Term q = var("q");
        Term heavy = ONE.minus(e);
        return List.of(
                new Obligation(
                        "A2",
                        "Weights (1-e, w, ..., w), k = d-1 times w: positive, of sum 1; the pair takes 1-e and at most e at"
                                + " (1, 0, ..., 0).",
                        List.of(
                                strictlyBetween(ZERO, e, HALF),
                                k.atLeast(ONE),
                                k.times(w).equalTo(e)),
                        Formula.and(
                                ZERO.lessThan(w),
                                w.atMost(e),
                                heavy.plus(k.times(w)).equalTo(ONE),
                                heavy.times(ONE).plus(k.times(w).times(ZERO)).equalTo(ONE.minus(e)),
                                w.times(ONE)
                                        .plus(heavy.times(ZERO))
                                        .plus(k.minus(ONE).times(w).times(ZERO))
                                        .atMost(e))),
                new Obligation(
                        "A3",
                        "The mid-range of the coordinates errs by less than half the range.",
                        List.of(
                                Formula.and(ZERO.atMost(p), p.atMost(V), V.atMost(q), q.atMost(ONE)),
                                V.equalTo(ZERO).implies(q.equalTo(ZERO)),
                                V.equalTo(ONE).implies(p.equalTo(ONE))),
                        Term.abs(V.minus(HALF.times(p.plus(q)))).lessThan(HALF)));
    }

    private static List<Obligation> decoders() {
        Term slope = var("al");
        Term offset = var("be");
        Term a = var("a");
        Term b = var("b");
        Term x = var("x");
        Term constant = var("c");
        Formula atA = slope.times(a).plus(offset).equalTo(MIN);
        Formula atB = slope.times(b).plus(offset).equalTo(MAX);
        return List.of(
                new Obligation(
                        "Y1",
                        "An affine function of one variable is the line through its extremes.",
                        List.of(atA, atB, Formula.not(a.equalTo(b))),
                        slope.times(x).plus(offset).minus(MIN).times(b.minus(a)).equalTo(RANGE.times(x.minus(a)))),
                new Obligation(
                        "Y2",
                        "A constant function is its minimum.",
                        List.of(V.equalTo(constant), MIN.equalTo(constant)),
                        V.equalTo(MIN)),
                new Obligation(
                        "Y3",
                        "If the extremes differ, so do the places where they are taken.",
                        List.of(atA, atB, MIN.lessThan(MAX)),
                        Formula.not(a.equalTo(b))));
    }
}
