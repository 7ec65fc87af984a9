package io.eyewitness.check.report;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.BoundEvidence;
import java.util.ArrayList;
import java.util.List;

/** What is known of bounds that hold, for people: each in a line where there are few. */
public final class BoundText {
    private static final int FEW = 20;

    private BoundText() {}

    /** The lines. */
    public static List<String> lines(List<BoundEvidence> parts) {
        BoundProblem problem = parts.get(0).problem();
        List<String> lines = new ArrayList<>(List.of(problem.toString()));
        if (parts.stream().anyMatch(part -> part.contradiction().isPresent())) {
            lines.add("contradictory: no unit is as assumed and observed (kernel)");
            return lines;
        }
        List<PointBound> bounds =
                parts.stream().flatMap(part -> part.bounds().stream()).toList();
        if (bounds.size() <= FEW) {
            bounds.forEach(bound -> lines.add(bound.toString()));
        }
        long attained =
                bounds.stream().filter(bound -> bound.isAttained(problem)).count();
        lines.add(bounds.size() + (bounds.size() == 1 ? " bound holds" : " bounds hold")
                + " (kernel); both ends are attained by members of the class in " + attained);
        return lines;
    }
}
