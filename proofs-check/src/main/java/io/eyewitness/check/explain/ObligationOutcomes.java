package io.eyewitness.check.explain;

import java.util.List;

/**
 * How each obligation is known.
 *
 * @param lines one or two for each
 * @param hasCounterexample whether one of them does not hold
 */
public record ObligationOutcomes(List<String> lines, boolean hasCounterexample) {
    public ObligationOutcomes {
        lines = List.copyOf(lines);
    }
}
