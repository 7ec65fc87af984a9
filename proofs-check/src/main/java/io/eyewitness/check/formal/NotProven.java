package io.eyewitness.check.formal;

/** Coq does not establish the claims; the message names what it refuses, a line each. */
public final class NotProven extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotProven(String reason) {
        super(reason);
    }
}
