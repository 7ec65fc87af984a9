package io.eyewitness.check.kernel;

/**
 * A refusal by the kernel, with its reason: text that is not a script, a step that does not hold, or numbers that grow too large.
 * The statement may still be true.
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
