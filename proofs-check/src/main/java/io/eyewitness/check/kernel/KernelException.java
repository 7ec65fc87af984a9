package io.eyewitness.check.kernel;

/** What the kernel refuses, and why: text that is not a script, a step that does not hold, numbers that grow too large. */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KernelException(String reason) {
        super(reason);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new KernelException(otherwise);
        }
    }
}
