package io.eyewitness.check.report;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.exact.Point;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What is known of one part of bounds on demand.
 *
 * @param id the part's id
 * @param parts how many there are
 * @param problem what is assumed and observed
 * @param intervals what holds
 * @param isContradictory whether no unit is as assumed and observed
 * @param fault what is wrong with it; then it says nothing else
 */
public record CheckedBounds(
        String id,
        int parts,
        BoundProblem problem,
        List<Interval> intervals,
        boolean isContradictory,
        Optional<String> fault) {
    /**
     * The interval of f(x).
     *
     * @param x the point
     * @param text for people
     * @param gap how far members of the class stay from its ends, at most; none if there is no member that comes close
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
}
