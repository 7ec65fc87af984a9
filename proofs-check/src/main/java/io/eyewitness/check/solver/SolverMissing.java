package io.eyewitness.check.solver;

/** A solver cannot run on this machine; the message says which and why. */
public final class SolverMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SolverMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
