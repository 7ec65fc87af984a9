package io.eyewitness.theory.obligation;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The symbols that the obligations share, named as on the theory page. */
final class Symbols {
    static final Term ZERO = Term.ZERO;
    static final Term ONE = Term.ONE;
    static final Term HALF = Term.constant(Rationals.HALF);

    /** The unit's minimum m. */
    static final Term MIN = Term.variable("m");

    /** The unit's maximum M. */
    static final Term MAX = Term.variable("M");

    /** R = M - m. */
    static final Term RANGE = MAX.minus(MIN);

    /** R / 2. */
    static final Term HALF_RANGE = HALF.times(RANGE);

    /** (m + M) / 2. */
    static final Term MID = HALF.times(MIN.plus(MAX));

    /** A value of the unit. */
    static final Term V = Term.variable("v");

    /** The slack of a witness pair. */
    static final Term H = Term.variable("h");

    /** The weight of a blend. */
    static final Term T = Term.variable("t");

    private Symbols() {}

    static Term var(String name) {
        return Term.variable(name);
    }

    static Formula between(Term low, Term value, Term high) {
        return Formula.and(low.atMost(value), value.atMost(high));
    }

    static Formula strictlyBetween(Term low, Term value, Term high) {
        return Formula.and(low.lessThan(value), value.lessThan(high));
    }

    /** (1 - t) * low + t * high. */
    static Term blend(Term t, Term low, Term high) {
        return ONE.minus(t).times(low).plus(t.times(high));
    }

    static Term square(Term term) {
        return term.times(term);
    }

    /** The formula holds for each i = 1 to d. */
    static Formula all(int d, IntFunction<Formula> formula) {
        return Formula.and(IntStream.rangeClosed(1, d).mapToObj(formula).toList());
    }

    static Term sum(int d, IntFunction<Term> term) {
        return Term.sum(IntStream.rangeClosed(1, d).mapToObj(term).toList());
    }
}
