package io.eyewitness.check.solver;

/** A solver cannot run on this machine; the message names it and the reason. */
public final class SolverMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SolverMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
