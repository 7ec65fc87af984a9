package io.eyewitness.check.explain;

import java.util.List;

/**
 * What was explained, and found on the way.
 *
 * @param lines what to print
 * @param holds whether nothing was found that contradicts it or leaves it open
 */
public record Explained(List<String> lines, boolean holds) {
    public Explained {
        lines = List.copyOf(lines);
    }
}
