package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Point;
import java.util.Optional;

/**
 * Solves one problem at any point of X, each by itself. The interval is that of f(x) over all units on X that are as assumed and
 * observed, not only over functions on a grid: each kind of unit below extends from finitely many points to X. Immutable.
 */
public interface Bounder {
    /** A proof that no unit is as assumed and observed, if that is so. */
    Optional<Certificate> contradiction();

    /**
     * The bounds on f(x), of a problem without contradiction.
     *
     * @param x a point of X
     * @throws Contradictory if the problem has one that shows only there
     */
    PointBound at(Point x);

    /** The solver for a problem. */
    static Bounder of(BoundProblem problem) {
        if (problem.assumptions().affine()) {
            return new AffineBounder(problem);
        }
        return problem.assumptions().convex() ? new ConvexBounder(problem) : new PairwiseBounder(problem);
    }
}
