package io.eyewitness.check.report;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

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
        lines.add(bounds.size() + (bounds.size() == 1 ? " bound holds" : " bounds hold") + " (kernel); "
                + reached(problem, bounds));
        return lines;
    }

    /** How close members of the class come to the bounds. */
    private static String reached(BoundProblem problem, List<PointBound> bounds) {
        List<BigFraction> gaps =
                bounds.stream().flatMap(bound -> bound.gap(problem).stream()).toList();
        BigFraction largest = gaps.stream().reduce(BigFraction.ZERO, Rationals::max);
        if (gaps.size() < bounds.size()) {
            return "at " + (bounds.size() - gaps.size()) + " no member of the class is shown to come close";
        }
        return largest.signum() == 0
                ? "members of the class attain both ends"
                : String.format(
                        Locale.ROOT, "members of the class come to within %.1e of both ends", largest.doubleValue());
    }
}
