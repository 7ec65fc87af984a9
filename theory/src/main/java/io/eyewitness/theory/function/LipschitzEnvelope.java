package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.visualization.Visualization;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The greatest and the least L-Lipschitz unit with a given visualization: {@code U(x) = min(M, m + L|x-a|)} and {@code
 * l(x) = max(m, M - L|x-b|)}.
 *
 * <p>Source: theory.md section 4 (L1 to L9).
 *
 * @param phi the visualization, with m {@literal <} M
 * @param lipschitz L, with L|a-b| at least M - m
 * @param norm the norm
 */
public record LipschitzEnvelope(Visualization phi, BigFraction lipschitz, Norm norm) {
    public LipschitzEnvelope {
        if (phi.range().signum() == 0) {
            throw new IllegalArgumentException("the envelope needs m < M, but both are " + Rationals.text(phi.min()));
        }
        if (norm.distance(phi.a(), phi.b()).times(lipschitz).compareTo(phi.range()) < 0) {
            throw new IllegalArgumentException("no unit with " + phi + " is " + Rationals.text(lipschitz)
                    + "-Lipschitz in " + norm.text() + "; L|a-b| must be at least M - m");
        }
    }

    /** A = L|x-a|. */
    public Surd fromMinimiser(Point x) {
        return norm.distance(x, phi.a()).times(lipschitz);
    }

    /** B = L|x-b|. */
    public Surd fromMaximiser(Point x) {
        return norm.distance(x, phi.b()).times(lipschitz);
    }

    /** U(x). */
    public Surd upper(Point x) {
        return Surd.min(Surd.of(phi.max()), fromMinimiser(x).plus(phi.min()));
    }

    /** l(x). */
    public Surd lower(Point x) {
        return Surd.max(Surd.of(phi.min()), fromMaximiser(x).negate().plus(phi.max()));
    }

    /** Whether the side of x is the same for every L-Lipschitz unit with this visualization (L5, L5n). */
    public boolean decidesSide(Point x) {
        BigFraction half = phi.range().multiply(Rationals.HALF);
        return fromMinimiser(x).compareTo(half) <= 0 || fromMaximiser(x).compareTo(half) <= 0;
    }
}
