package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.Certificate;

/**
 * No unit is as assumed and observed, which shows only at a point that was asked for: in l2, distances count as rounded up, and two that
 * are rounded may leave room that a third one between does not.
 */
public final class Contradictory extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Certificate certificate;

    Contradictory(Certificate certificate) {
        super("the problem has a contradiction");
        this.certificate = certificate;
    }

    /** The proof. */
    public Certificate certificate() {
        return certificate;
    }
}
