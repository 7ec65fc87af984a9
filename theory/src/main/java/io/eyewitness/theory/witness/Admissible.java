package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** The conditions that all rows share, and how a builder refuses. */
final class Admissible {
    private Admissible() {}

    /** 0 < h < R/2, and x in X. */
    static List<String> violations(Visualization phi, BigFraction h, Point x) {
        BigFraction half = phi.range().multiply(Rationals.HALF);
        return new Violations()
                .require(phi.range().signum() > 0, "m must be below M; a constant unit has no witness pair")
                .require(h.signum() > 0, "h must be above 0, not " + Rationals.text(h))
                .require(
                        h.compareTo(half) < 0,
                        "h must be below R/2 = " + Rationals.text(half) + ", not " + Rationals.text(h))
                .require(x.dimension() == phi.dimension(), "x = " + x + " must have dimension " + phi.dimension())
                .require(x.isInUnitCube(), "x = " + x + " must lie in the cube [0,1]^d")
                .list();
    }

    /** Throws with the first violation. */
    static void require(List<String> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.get(0));
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
