package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;

/** Collects the conditions that do not hold, as sentences. */
final class Violations {
    /** The largest number of sentences that are made on demand; a pair with faults everywhere would have too many. */
    private static final int MOST = 100;

    private final List<String> sentences = new ArrayList<>();

    /** The violations among the conditions that all rows share: m < M, 0 < h < R/2, and x in X. */
    static Violations of(Visualization phi, BigFraction h, Point x) {
        BigFraction half = phi.range().multiply(Rationals.HALF);
        return new Violations()
                .require(phi.range().signum() > 0, "m must be below M; a constant unit has no witness pair")
                .require(h.signum() > 0, "h must be above 0, not " + Rationals.text(h))
                .require(
                        h.compareTo(half) < 0,
                        "h must be below R/2 = " + Rationals.text(half) + ", not " + Rationals.text(h))
                .require(x.dimension() == phi.dimension(), "x = " + x + " must have dimension " + phi.dimension())
                .require(x.isInUnitCube(), "x = " + x + " must lie in the cube [0,1]^d");
    }

    /** Throws an {@link IllegalArgumentException} unless a condition holds. */
    static void refuseUnless(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Throws an {@link IllegalArgumentException} with the first sentence, if there is one. */
    static void refuseAny(List<String> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.get(0));
        }
    }

    Violations require(boolean holds, String otherwise) {
        if (!holds) {
            sentences.add(otherwise);
        }
        return this;
    }

    /** Like {@link #require(boolean, String)}, but makes the sentence only if it is needed. */
    Violations require(boolean holds, Supplier<String> otherwise) {
        if (!holds && sentences.size() < MOST) {
            sentences.add(otherwise.get());
        }
        return this;
    }

    Violations addAll(Collection<String> others) {
        sentences.addAll(others);
        return this;
    }

    List<String> list() {
        return List.copyOf(sentences);
    }
}
