package io.eyewitness.check.solver;

import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import java.util.List;

/** A decision procedure for quantifier-free real arithmetic. Not safe for use by several threads at once. */
public interface Solver extends AutoCloseable {
    /** The solver's name and version, such as {@code z3 4.14.1}. */
    String name();

    /**
     * Asks whether the assertions can hold together.
     *
     * @param assertions the formulas
     * @return the answer; {@link Answer.Unknown} when time runs out
     */
    Answer check(List<Formula> assertions);

    /** The answer to the negation of an obligation, as evidence holds it. */
    default SolverAnswer answer(Obligation obligation) {
        return new SolverAnswer(name(), check(obligation.negation()).text());
    }

    @Override
    void close();
}
