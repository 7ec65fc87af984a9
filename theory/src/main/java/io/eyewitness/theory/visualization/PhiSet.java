package io.eyewitness.theory.visualization;

import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The whole tie sets of a unit, PhiSet(f) = (argmin f, argmax f, m, M).
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
}
