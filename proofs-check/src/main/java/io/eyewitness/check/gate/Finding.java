package io.eyewitness.check.gate;

import java.util.List;

/**
 * What the gate found of one piece of evidence.
 *
 * @param id the evidence's id, such as {@code obligation:S1}
 * @param level how it is known, if nothing is wrong with it
 * @param failures what is wrong with it, a sentence each
 * @param nanos how long the examination took, in nanoseconds
 */
public record Finding(String id, Level level, List<String> failures, long nanos) {
    public Finding {
        failures = List.copyOf(failures);
    }

    /** The same finding, with further time that the evidence took, in nanoseconds. */
    public Finding plus(long further) {
        return new Finding(id, level, failures, nanos + further);
    }
}
