package io.eyewitness.theory.obligation.sharp;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Evaluation;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.formula.Variables;
import io.eyewitness.theory.solver.Answer;
import io.eyewitness.theory.solver.Solver;
import java.util.ArrayList;
import java.util.List;
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
        List<Formula> fixed = new ArrayList<>(assertions);
        for (String name : Variables.of(assertions)) {
            for (BigFraction value : SIMPLE) {
                fixed.add(Term.variable(name).equalTo(Term.constant(value)));
                Answer narrowed = hasty.check(fixed);
                if (isModel(narrowed, assertions)) {
                    return narrowed;
                }
                if (narrowed instanceof Answer.Satisfiable) {
                    break;
                }
                fixed.remove(fixed.size() - 1);
            }
        }
        return answer instanceof Answer.Unknown ? answer : new Answer.Unknown("no rational model was found");
    }

    private static boolean isModel(Answer answer, List<Formula> assertions) {
        return answer instanceof Answer.Satisfiable satisfiable
                && satisfiable.model().keySet().equals(Set.copyOf(Variables.of(assertions)))
                && new Evaluation(satisfiable.model()).holds(new Formula.And(assertions));
    }
}
