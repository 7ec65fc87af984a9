package io.eyewitness.theory.obligation.vacuity;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The hypotheses of an obligation, conjunctions taken apart. */
public final class Atoms {
    private Atoms() {}

    /** The hypotheses in order, none of them a conjunction. */
    public static List<Formula> of(Obligation obligation) {
        return obligation.hypotheses().stream().flatMap(Atoms::conjuncts).toList();
    }

    /**
     * The same claim without some of its hypotheses, which says more; the obligation itself if none is left out.
     *
     * @param numbers of the hypotheses that are left out, from 1
     * @throws IllegalArgumentException if one is not there
     */
    public static Obligation without(Obligation obligation, Set<Integer> numbers) {
        if (numbers.isEmpty()) {
            return obligation;
        }
        List<Formula> atoms = of(obligation);
        List<Formula> rest = new ArrayList<>();
        for (int i = 1; i <= atoms.size(); i++) {
            if (!numbers.contains(i)) {
                rest.add(atoms.get(i - 1));
            }
        }
        if (rest.size() + numbers.size() != atoms.size()) {
            throw new IllegalArgumentException("one of the hypotheses " + new TreeSet<>(numbers)
                    + " does not exist, for there are " + atoms.size());
        }
        return new Obligation(obligation.id(), obligation.sentence(), rest, obligation.conclusion());
    }

    /** All hypotheses but one, and the negated conclusion: what a counter-model satisfies. */
    public static List<Formula> negationWithout(Obligation obligation, int index) {
        List<Formula> assertions = new ArrayList<>(of(obligation));
        assertions.remove(index);
        assertions.add(Formula.not(obligation.conclusion()));
        return assertions;
    }

    private static Stream<Formula> conjuncts(Formula formula) {
        return formula instanceof Formula.Junction junction && junction.isConjunction()
                ? junction.operands().stream().flatMap(Atoms::conjuncts)
                : Stream.of(formula);
    }
}
