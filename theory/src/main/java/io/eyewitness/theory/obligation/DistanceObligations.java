package io.eyewitness.theory.obligation;

import static io.eyewitness.theory.obligation.Symbols.HALF;
import static io.eyewitness.theory.obligation.Symbols.ONE;
import static io.eyewitness.theory.obligation.Symbols.ZERO;
import static io.eyewitness.theory.obligation.Symbols.between;
import static io.eyewitness.theory.obligation.Symbols.square;
import static io.eyewitness.theory.obligation.Symbols.var;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.List;

/**
 * Where in the cube the envelopes coincide, and whether two balls of radius |a-b|/2 cover it (L4n, L7, L7p), for l1, l2 and
 * l-infinity. In d > 2 dimensions take two coordinates, one of them with a_i != b_i, and keep x_i = a_i in the others,
 * or, for L7, the coordinates of the midpoint.
 */
final class DistanceObligations {
    private static final Term A1 = var("a1");
    private static final Term A2 = var("a2");
    private static final Term B1 = var("b1");
    private static final Term B2 = var("b2");
    private static final Term P1 = var("p1");
    private static final Term P2 = var("p2");
    private static final Term Q1 = var("q1");
    private static final Term Q2 = var("q2");
    private static final Formula IN_SQUARE = Formula.and(inUnit(A1), inUnit(A2), inUnit(B1), inUnit(B2));
    private static final Formula DISTINCT = Formula.not(Formula.and(A1.equalTo(B1), A2.equalTo(B2)));

    private DistanceObligations() {}

    static List<Obligation> all() {
        return List.of(
                strictTriangle(),
                offTheLine(),
                farVertex(),
                bisector(),
                bisectorAnyDimension(),
                besideMidpoint(),
                coverMaximumNorm(),
                coverMean(),
                coverLine());
    }

    private static Formula inUnit(Term term) {
        return between(ZERO, term, ONE);
    }

    private static Obligation strictTriangle() {
        Term r = var("alpha");
        Term s = var("beta");
        Term t = var("gamma");
        return new Obligation(
                "L4n.l2",
                "Euclid: off the line through a and b, |x-a| + |x-b| > |a-b| (p = x-a, q = x-b).",
                List.of(
                        Formula.and(r.atLeast(ZERO), s.atLeast(ZERO), t.atLeast(ZERO)),
                        square(r).equalTo(square(P1).plus(square(P2))),
                        square(s).equalTo(square(Q1).plus(square(Q2))),
                        square(t).equalTo(square(P1.minus(Q1)).plus(square(P2.minus(Q2)))),
                        Formula.not(P1.times(Q2).equalTo(P2.times(Q1)))),
                r.plus(s).greaterThan(t));
    }

    private static Obligation offTheLine() {
        return new Obligation(
                "L4n.vertex",
                "One of the vertices (0,0), (1,0), (0,1) is off the line through a and b.",
                List.of(DISTINCT),
                Formula.or(off(ZERO, ZERO), off(ONE, ZERO), off(ZERO, ONE)));
    }

    private static Formula off(Term x1, Term x2) {
        return Formula.not(x1.minus(A1).times(x2.minus(B2)).equalTo(x2.minus(A2).times(x1.minus(B1))));
    }

    private static Obligation farVertex() {
        return new Obligation(
                "L4n.linf",
                "Maximum norm: for one of the vertices of the square, |x-a| + |x-b| > |a-b|.",
                List.of(IN_SQUARE, DISTINCT),
                Formula.or(farther(ZERO, ZERO), farther(ONE, ZERO), farther(ZERO, ONE), farther(ONE, ONE)));
    }

    private static Formula farther(Term x1, Term x2) {
        return maximumNorm(x1.minus(A1), x2.minus(A2))
                .plus(maximumNorm(x1.minus(B1), x2.minus(B2)))
                .greaterThan(maximumNorm(A1.minus(B1), A2.minus(B2)));
    }

    private static Term maximumNorm(Term x1, Term x2) {
        return Term.max(Term.abs(x1), Term.abs(x2));
    }

    private static Obligation bisector() {
        Term plus = square(HALF.times(P1).plus(Q1)).plus(square(HALF.times(P2).plus(Q2)));
        Term minus = square(HALF.times(P1).minus(Q1)).plus(square(HALF.times(P2).minus(Q2)));
        Term radius = Term.constant(1, 4).times(square(P1).plus(square(P2)));
        return new Obligation(
                "L7.d2",
                "Euclid: on the bisector, beside the midpoint, both extremisers are farther than |a-b|/2 (p = b-a).",
                List.of(
                        P1.times(Q1).plus(P2.times(Q2)).equalTo(ZERO),
                        square(Q1).plus(square(Q2)).greaterThan(ZERO)),
                Formula.and(plus.equalTo(minus), plus.greaterThan(radius)));
    }

    private static Obligation bisectorAnyDimension() {
        Term pp = var("pp");
        Term pq = var("pq");
        Term qq = var("qq");
        Term quarter = Term.constant(1, 4).times(pp);
        Term plus = quarter.plus(pq).plus(qq);
        Term minus = quarter.minus(pq).plus(qq);
        return new Obligation(
                "L7.any",
                "The same in any dimension, in the scalar products pp = p.p, pq = p.q, qq = q.q.",
                List.of(pq.equalTo(ZERO), qq.greaterThan(ZERO)),
                Formula.and(plus.equalTo(minus), plus.greaterThan(quarter)));
    }

    /** Sharper than "a small q": q = (-p2, p1)/2, so that midpoint + q or midpoint - q stays in the square. */
    private static Obligation besideMidpoint() {
        Term q1 = HALF.times(A2.minus(B2));
        Term q2 = HALF.times(B1.minus(A1));
        Term c1 = HALF.times(A1.plus(B1));
        Term c2 = HALF.times(A2.plus(B2));
        return new Obligation(
                "L7.inside",
                "The midpoint plus or minus q = (a2-b2, b1-a1)/2 lies in the square; q is orthogonal to b-a and not 0.",
                List.of(IN_SQUARE, DISTINCT),
                Formula.and(
                        Formula.or(
                                Formula.and(inUnit(c1.plus(q1)), inUnit(c2.plus(q2))),
                                Formula.and(inUnit(c1.minus(q1)), inUnit(c2.minus(q2)))),
                        B1.minus(A1).times(q1).plus(B2.minus(A2).times(q2)).equalTo(ZERO),
                        square(q1).plus(square(q2)).greaterThan(ZERO)));
    }

    private static Obligation coverMaximumNorm() {
        Term x1 = var("x1");
        Term x2 = var("x2");
        Term side = x2.minus(HALF);
        return new Obligation(
                "L7p.linf",
                "Maximum norm: the balls around (0,1/2) and (1,1/2) cover the square.",
                List.of(inUnit(x1), inUnit(x2)),
                Formula.or(
                        maximumNorm(x1, side).atMost(HALF),
                        maximumNorm(ONE.minus(x1), side).atMost(HALF)));
    }

    private static Obligation coverMean() {
        Term u = var("u");
        return new Obligation(
                "L7p.l1",
                "l1 norm: the balls around 0 and 1 cover the cube (the distances are d*u and d*(1-u), |a-b| = d).",
                List.of(inUnit(u)),
                Formula.or(u.atMost(HALF), ONE.minus(u).atMost(HALF)));
    }

    private static Obligation coverLine() {
        Term x = var("x");
        Term quarter = Term.constant(1, 4);
        return new Obligation(
                "L7p.d1",
                "One dimension: the balls around 1/4 and 3/4 cover the interval.",
                List.of(inUnit(x)),
                Formula.or(
                        Term.abs(x.minus(quarter)).atMost(quarter),
                        Term.abs(x.minus(Term.constant(3, 4))).atMost(quarter)));
    }
}
