package io.eyewitness.theory.visualization;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The feature visualization Phi(f) = (a, b, m, M) of a unit f on X = [0,1]^d.
 *
 * <p>Source: theory.md section 1.
 *
 * @param a a minimiser, in X
 * @param b a maximiser, in X; equal to a only if min = max
 * @param min the minimum m = f(a)
 * @param max the maximum M = f(b), at least min
 */
public record Visualization(Point a, Point b, BigFraction min, BigFraction max) {
    public Visualization {
        if (a.dimension() != b.dimension()) {
            throw new IllegalArgumentException("a = " + a + " and b = " + b + " have different dimensions");
        }
        if (!a.isInUnitCube() || !b.isInUnitCube()) {
            throw new IllegalArgumentException("a = " + a + " and b = " + b + " must lie in the cube [0,1]^d");
        }
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "the minimum " + Rationals.text(min) + " exceeds the maximum " + Rationals.text(max));
        }
        if (min.compareTo(max) < 0 && a.equals(b)) {
            throw new IllegalArgumentException("minimiser and maximiser are both " + a
                    + ", but minimum and maximum differ; a non-constant unit has a != b");
        }
    }

    public int dimension() {
        return a.dimension();
    }

    /** R = M - m. */
    public BigFraction range() {
        return max.subtract(min);
    }

    /** (m + M)/2. */
    public BigFraction mid() {
        return Rationals.mid(min, max);
    }

    /** The canonical text, {@code "a=(0), b=(1), m=0, M=1"}. */
    @Override
    public String toString() {
        return "a=" + a + ", b=" + b + ", m=" + Rationals.text(min) + ", M=" + Rationals.text(max);
    }
}
