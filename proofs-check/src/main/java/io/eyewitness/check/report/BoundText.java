package io.eyewitness.check.report;

import io.eyewitness.theory.bound.Observation;
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
    public static List<String> lines(List<CheckedBounds> parts) {
        List<String> lines = new ArrayList<>(List.of(parts.get(0).problem().toString()));
        List<Observation> observations = parts.get(0).problem().observations();
        if (observations.size() <= FEW) {
            observations.forEach(observation -> lines.add("observed: " + observation.text()));
        }
        if (parts.stream().anyMatch(CheckedBounds::isContradictory)) {
            lines.add("contradictory: no unit is as assumed and observed (kernel)");
            return lines;
        }
        List<CheckedBounds.Interval> intervals =
                parts.stream().flatMap(part -> part.intervals().stream()).toList();
        if (intervals.size() <= FEW) {
            intervals.forEach(interval -> lines.add(interval.text()));
        }
        lines.add(intervals.size() + (intervals.size() == 1 ? " bound holds" : " bounds hold") + " (kernel); "
                + reached(intervals));
        return lines;
    }

    /** How close members of the class come to the bounds. */
    private static String reached(List<CheckedBounds.Interval> intervals) {
        if (intervals.stream().noneMatch(CheckedBounds.Interval::hasMember)) {
            return "nothing shows that any such function exists";
        }
        List<BigFraction> gaps =
                intervals.stream().flatMap(interval -> interval.gap().stream()).toList();
        if (gaps.size() < intervals.size()) {
            return "at " + (intervals.size() - gaps.size()) + " no member of the class is shown to come close";
        }
        BigFraction largest = gaps.stream().reduce(BigFraction.ZERO, Rationals::max);
        return largest.signum() == 0
                ? "members of the class attain both ends"
                : String.format(
                        Locale.ROOT, "members of the class come to within %.1e of both ends", largest.doubleValue());
    }
}
