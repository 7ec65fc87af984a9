package io.eyewitness.theory.bound;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.solver.SmtLib;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate says, as formulas that cannot hold together: the hypotheses that it rests on, and that f(x) is out of the
 * bounds; the hypotheses alone if they contradict one another.
 *
 * @param title a line for people
 * @param hypotheses of the problem
 * @param conclusion what they imply; none if they contradict one another
 */
public record BoundStatement(String title, List<Formula> hypotheses, Optional<Formula> conclusion) {
    public BoundStatement {
        hypotheses = List.copyOf(hypotheses);
    }

    /** That f(x) lies within bounds. */
    public static BoundStatement of(BoundProblem problem, PointBound bound) {
        Term value = Term.variable(Row.variable(bound.x()));
        return new BoundStatement(
                bound.toString(),
                formulas(problem, bound.hypotheses()),
                Optional.of(Formula.and(
                        Term.constant(bound.lower().value()).atMost(value),
                        value.atMost(Term.constant(bound.upper().value())))));
    }

    /** That the observations contradict one another. */
    public static BoundStatement contradiction(BoundProblem problem, Certificate certificate) {
        return new BoundStatement(
                "contradictory observations", formulas(problem, certificate.hypotheses()), Optional.empty());
    }

    private static List<Formula> formulas(BoundProblem problem, Set<Hypothesis> hypotheses) {
        return hypotheses.stream()
                .map(hypothesis -> hypothesis.row(problem).formula())
                .toList();
    }

    /** The SMT-LIB script whose answer must be {@code unsat}. */
    public String script() {
        List<Formula> assertions = new ArrayList<>(hypotheses);
        conclusion.ifPresent(formula -> assertions.add(Formula.not(formula)));
        return SmtLib.script(title, assertions);
    }
}
