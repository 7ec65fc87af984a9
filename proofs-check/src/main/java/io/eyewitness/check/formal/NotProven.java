package io.eyewitness.check.formal;

/** Coq does not prove the claims; the message names each refused source or theorem on a line. */
public final class NotProven extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotProven(String reason) {
        super(reason);
    }
}
