package io.eyewitness.check.formal;

/** Coq gave no answer on this machine: it is not installed, too old, or was stopped. No claim is decided. */
public final class CoqUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private CoqUnavailable(String reason) {
        super(reason);
    }

    /** Coq is not installed, or too old; the message says how to install it. */
    static CoqUnavailable missing(String reason) {
        return new CoqUnavailable(
                reason + "; install Coq " + Coq.LEAST + " or newer: " + Coq.INSTALL + " (elsewhere: opam install coq)");
    }

    /** One of Coq's programs did not come to an answer. */
    static CoqUnavailable stopped(String program, String reason) {
        return new CoqUnavailable(program + " " + reason + " before it had an answer");
    }
}
