package io.eyewitness.check.selftest;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.kernel.Step;
import java.util.List;

/** A corruption of something good, as the checker is given it. */
sealed interface Mutant {
    /** What was corrupted. */
    String description();

    /**
     * A corrupted bundle.
     *
     * @param description what was corrupted
     * @param bundle the bundle, hashed again as a forger would, or not
     * @param mayHold whether it may be accepted, since what stands in it may still be true and proven
     */
    record ForgedBundle(String description, Bundle bundle, boolean mayHold) implements Mutant {}

    /**
     * A statement and a proof, given to the kernel; if it accepts them, the statement must be true.
     *
     * @param description what was corrupted
     * @param script the statement
     * @param steps the proof
     */
    record ForgedProof(String description, String script, List<Step> steps) implements Mutant {}
}
