package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.SmtLib;
import io.eyewitness.theory.formula.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statement that a certificate proves, as formulas that cannot all hold: its hypotheses, and the claim that f(x) exceeds the
 * bound; only the hypotheses if they contradict one another.
 *
 * @param title a line for people
 * @param hypotheses of the problem
 * @param conclusion the bound that they imply; none if they contradict one another
 */
public record BoundStatement(String title, List<Formula> hypotheses, Optional<Formula> conclusion) {
    public BoundStatement {
        hypotheses = List.copyOf(hypotheses);
    }

    /** The statement that f(x) is at least its lower bound. */
    public static BoundStatement lower(BoundProblem problem, PointBound bound) {
        Term value = Term.variable(Row.variable(bound.x()));
        return new BoundStatement(
                "f" + bound.x() + " >= " + Rationals.text(bound.lower().value()),
                formulas(problem, bound.lower().certificate()),
                Optional.of(Term.constant(bound.lower().value()).atMost(value)));
    }

    /** The statement that f(x) is at most its upper bound. */
    public static BoundStatement upper(BoundProblem problem, PointBound bound) {
        Term value = Term.variable(Row.variable(bound.x()));
        return new BoundStatement(
                "f" + bound.x() + " <= " + Rationals.text(bound.upper().value()),
                formulas(problem, bound.upper().certificate()),
                Optional.of(value.atMost(Term.constant(bound.upper().value()))));
    }

    /** The statement that the observations contradict one another. */
    public static BoundStatement contradiction(BoundProblem problem, Certificate certificate) {
        return new BoundStatement("contradictory observations", formulas(problem, certificate), Optional.empty());
    }

    private static List<Formula> formulas(BoundProblem problem, Certificate certificate) {
        return certificate.hypotheses().stream()
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
