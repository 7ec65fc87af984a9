package io.eyewitness.theory.obligation.sharp;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The hypotheses of an obligation, conjunctions taken apart. */
public final class Atoms {
    private Atoms() {}

    /** The hypotheses in order, none of them a conjunction. */
    public static List<Formula> of(Obligation obligation) {
        return obligation.hypotheses().stream().flatMap(Atoms::conjuncts).toList();
    }

    /** All hypotheses but one, and the negated conclusion: what a counter-model satisfies. */
    public static List<Formula> negationWithout(Obligation obligation, int index) {
        List<Formula> assertions = new ArrayList<>(of(obligation));
        assertions.remove(index);
        assertions.add(Formula.not(obligation.conclusion()));
        return assertions;
    }

    private static Stream<Formula> conjuncts(Formula formula) {
        return formula instanceof Formula.And and
                ? and.operands().stream().flatMap(Atoms::conjuncts)
                : Stream.of(formula);
    }
}
