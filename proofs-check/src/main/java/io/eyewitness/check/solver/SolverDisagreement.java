package io.eyewitness.check.solver;

/** One solver answers unsat and another sat to the same script, so that one of them is wrong. */
public final class SolverDisagreement extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SolverDisagreement(String message) {
        super(message);
    }
}
