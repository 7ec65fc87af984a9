package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Point;
import java.util.Optional;

/**
 * Bounds f(x) at any point x of X, over all units on X that satisfy the assumptions and observations, not only over functions on a grid:
 * each kind of unit below extends from finitely many points to X. Immutable.
 */
public interface Bounder {
    /** A proof that no unit satisfies the assumptions and observations, if none does. */
    Optional<Certificate> contradiction();

    /**
     * The bounds on f(x), of a problem without contradiction.
     *
     * @param x a point of X
     * @throws Contradictory if the problem has a contradiction that shows only at x
     */
    PointBound at(Point x);

    /** The solver for a problem. */
    static Bounder of(BoundProblem problem) {
        if (problem.assumptions().affine()) {
            return new AffineBounder(problem);
        }
        return problem.assumptions().convex() ? new ConvexBounder(problem) : new PairwiseBounder(problem);
    }

    /**
     * No unit satisfies the assumptions and observations, which shows only at a point that was asked for: in l2, distances are rounded up,
     * and two rounded distances may leave room that a third one between does not.
     */
    final class Contradictory extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Certificate certificate;

        Contradictory(Certificate certificate) {
            super("the problem has a contradiction");
            this.certificate = certificate;
        }

        /** The proof. */
        public Certificate certificate() {
            return certificate;
        }
    }
}
