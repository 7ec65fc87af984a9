package io.eyewitness.check.kernel;

/**
 * What the kernel refuses, and why: text that is not a script, a step that does not hold, numbers that grow too large. The
 * statement may be true all the same.
 */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Rejected(String reason) {
        super(reason);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Rejected(otherwise);
        }
    }
}
