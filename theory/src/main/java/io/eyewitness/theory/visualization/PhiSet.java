package io.eyewitness.theory.visualization;

import io.eyewitness.theory.exact.Point;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The whole tie sets of a unit, PhiSet(f) = (argmin f, argmax f, m, M). A tie-breaking rule selects a visualization by them alone.
 *
 * <p>Source: theory.md section 1.
 *
 * @param argmin all minimisers
 * @param argmax all maximisers
 * @param min the minimum m
 * @param max the maximum M, at least min
 */
public record PhiSet(TieSet argmin, TieSet argmax, BigFraction min, BigFraction max) {
    public PhiSet {
        if (argmin.dimension() != argmax.dimension() || min.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "tie sets must have the same dimension, and the minimum not exceed the" + " maximum");
        }
    }

    /** Whether both extremisers are known to be unique, so that every tie-breaking rule shows the same. */
    public boolean hasUniqueExtremisers() {
        return argmin.only().isPresent() && argmax.only().isPresent();
    }

    /** Whether a visualization shows members of the tie sets and the right values. */
    public boolean admits(Visualization phi) {
        return phi.min().equals(min) && phi.max().equals(max) && argmin.contains(phi.a()) && argmax.contains(phi.b());
    }

    /** The visualization under the rule that shows the lexicographically least of the known members. */
    public Visualization lowest() {
        return shown(argmin.members().get(0), argmax.members().get(0));
    }

    /** The visualization under the rule that shows the lexicographically greatest of the known members. */
    public Visualization highest() {
        return shown(last(argmin.members()), last(argmax.members()));
    }

    /** The visualization under a pseudo-random rule: the same for the same seed and tie sets. */
    public Visualization sampled(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return shown(argmin.sampled(random), argmax.sampled(random));
    }

    private Visualization shown(Point a, Point b) {
        return new Visualization(a, b, min, max);
    }

    private static Point last(List<Point> members) {
        return members.get(members.size() - 1);
    }
}
