package io.eyewitness.check.formal;

/** Coq is not installed, or too old; the message says how to install it. */
public final class CoqMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    CoqMissing(String reason) {
        super(reason + "; install Coq " + Coq.LEAST + " or newer: " + Coq.INSTALL + " (elsewhere: opam install coq)");
    }
}
