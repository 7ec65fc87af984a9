package io.eyewitness.check.report;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The checker's result on one part of the bounds of a bundle.
 *
 * @param id the part's id
 * @param parts the number of parts
 * @param problem the assumptions and observations
 * @param intervals the bounds that hold
 * @param isContradictory whether no unit meets the assumptions and observations
 * @param fault the reason why the part is refused; then the other components say nothing
 */
public record CheckedBounds(
        String id,
        int parts,
        BoundProblem problem,
        List<Interval> intervals,
        boolean isContradictory,
        Optional<String> fault) {
    private static final int FEW = 20;

    /**
     * The interval of f(x).
     *
     * @param x the point
     * @param text for people
     * @param gap the largest distance of members of the class from its ends; empty if no member is shown to come close
     * @param hasMember whether a member of the class stands beside it
     */
    public record Interval(Point x, String text, Optional<BigFraction> gap, boolean hasMember) {}

    public CheckedBounds {
        intervals = List.copyOf(intervals);
    }

    /** A part that does not hold. */
    public static CheckedBounds refused(String fault) {
        return new CheckedBounds("", 0, null, List.of(), false, Optional.of(fault));
    }

    /** A part that holds. */
    public static CheckedBounds of(BoundEvidence part) {
        return new CheckedBounds(
                part.id(),
                part.parts(),
                part.problem(),
                part.bounds().stream()
                        .map(bound -> interval(bound, part.problem()))
                        .toList(),
                part.contradiction().isPresent(),
                Optional.empty());
    }

    private static Interval interval(PointBound bound, BoundProblem problem) {
        return new Interval(bound.x(), bound.toString(), bound.gap(problem), bound.hasMember());
    }

    /** The parts of one problem for people: each observation and interval on a line, where there are few. */
    public static List<String> lines(List<CheckedBounds> parts) {
        List<String> lines = new ArrayList<>(List.of(parts.get(0).problem().toString()));
        List<Observation> observations = parts.get(0).problem().observations();
        if (observations.size() <= FEW) {
            observations.forEach(observation -> lines.add("observed: " + observation.text()));
        }
        if (parts.stream().anyMatch(CheckedBounds::isContradictory)) {
            lines.add("contradictory: no unit satisfies the assumptions and observations (kernel)");
            return lines;
        }
        List<Interval> intervals =
                parts.stream().flatMap(part -> part.intervals().stream()).toList();
        if (intervals.size() <= FEW) {
            intervals.forEach(interval -> lines.add(interval.text()));
        }
        lines.add(intervals.size() + (intervals.size() == 1 ? " bound holds" : " bounds hold") + " (kernel); "
                + reached(intervals));
        return lines;
    }

    /** The distance of members of the class from the bounds. */
    private static String reached(List<Interval> intervals) {
        if (intervals.stream().noneMatch(Interval::hasMember)) {
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
