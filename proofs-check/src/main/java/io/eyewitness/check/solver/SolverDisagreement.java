package io.eyewitness.check.solver;

/** One solver refuted what another satisfied: one of them is wrong, or they were asked different things. */
public final class SolverDisagreement extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SolverDisagreement(String message) {
        super(message);
    }
}
