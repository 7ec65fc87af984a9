package io.eyewitness.check.vacuity;

import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Evaluation;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.formula.Variables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Looks for exact rational models. Where the solver's model is irrational, or it gives up, variables are fixed to simple
 * rationals one by one.
 */
final class ModelSearch {
    private static final List<BigFraction> SIMPLE = Stream.of(
                    "0", "1", "1/2", "-1", "2", "1/4", "3/4", "3/5", "4/5", "1/8")
            .map(Rationals::parse)
            .toList();

    private static final int MOST_QUESTIONS = 2_000;

    private final Solver patient;
    private final Solver hasty;

    /**
     * A search.
     *
     * @param patient asked first
     * @param hasty asked with variables fixed
     */
    ModelSearch(Solver patient, Solver hasty) {
        this.patient = patient;
        this.hasty = hasty;
    }

    /** A complete rational model that evaluation confirms; or that there is none; or that none was found. */
    Answer find(List<Formula> assertions) {
        Answer answer = patient.check(assertions);
        if (answer.isUnsatisfiable() || isModel(answer, assertions)) {
            return answer;
        }
        List<String> names = new ArrayList<>(Variables.of(assertions));
        Collections.reverse(names);
        return new Fixing(assertions, names)
                .from(0, assertions)
                .orElseGet(() ->
                        answer instanceof Answer.Unknown ? answer : new Answer.Unknown("no rational model was found"));
    }

    /** A depth-first search that fixes one variable after another, the last to occur first: those are often free. */
    private final class Fixing {
        private final List<Formula> assertions;
        private final List<String> names;
        private int questions;

        Fixing(List<Formula> assertions, List<String> names) {
            this.assertions = assertions;
            this.names = names;
        }

        Optional<Answer> from(int depth, List<Formula> soFar) {
            if (depth == names.size()) {
                return Optional.empty();
            }
            for (BigFraction value : SIMPLE) {
                if (++questions > MOST_QUESTIONS) {
                    return Optional.empty();
                }
                List<Formula> fixed = new ArrayList<>(soFar);
                fixed.add(Term.variable(names.get(depth)).equalTo(Term.constant(value)));
                Answer narrowed = hasty.check(fixed);
                if (isModel(narrowed, assertions)) {
                    return Optional.of(narrowed);
                }
                Optional<Answer> found =
                        narrowed instanceof Answer.Satisfiable ? from(depth + 1, fixed) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isModel(Answer answer, List<Formula> assertions) {
        return answer instanceof Answer.Satisfiable satisfiable
                && satisfiable.model().keySet().equals(Set.copyOf(Variables.of(assertions)))
                && new Evaluation(satisfiable.model()).holds(Formula.and(assertions));
    }
}
