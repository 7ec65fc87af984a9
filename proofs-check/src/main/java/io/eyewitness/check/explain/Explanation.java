package io.eyewitness.check.explain;

import java.util.List;

/**
 * An explanation, and the outcome of the checks that were made for it.
 *
 * @param lines the text
 * @param holds whether each check succeeded
 */
public record Explanation(List<String> lines, boolean holds) {
    public Explanation {
        lines = List.copyOf(lines);
    }
}
