package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.PhiSet;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A unit f : [0,1]^d -> R that can be evaluated exactly.
 *
 * <p>Source: theory.md section 1.
 */
public sealed interface Unit
        permits Affine, Profile, BumpedProfile, SteepProfile, PiecewiseAffine, ReluNetwork, LipschitzBlend {
    /** d, at least 1. */
    int dimension();

    /**
     * The value at a point.
     *
     * @throws IllegalArgumentException if the point has another dimension
     */
    Surd at(Point x);

    /** The function {@link #at}, for many points: what does not depend on the point is computed once. */
    default Function<Point, Surd> evaluator() {
        return this::at;
    }

    /** The unit as a piecewise affine term over x1, ..., xd; none for blends of Euclidean distances and steep profiles. */
    Optional<Term> term();

    /** The exact tie sets, where the structure of the unit gives them away in any dimension, without a solver. */
    default Optional<PhiSet> phiSet() {
        return Optional.empty();
    }

    /** Whether the structure of the unit shows that it does not decrease in any coordinate (M1, M3). */
    default boolean isMonotone() {
        return false;
    }

    /** Whether the structure of the unit shows that it is convex (C1). */
    default boolean isConvex() {
        return false;
    }

    /** Whether the structure of the unit shows that it is L-Lipschitz in a norm (L2a). */
    default boolean isLipschitz(BigFraction lipschitz, Norm norm) {
        return false;
    }

    /** Throws unless a point has the unit's dimension. */
    default void requireDimensionOf(Point x) {
        if (x.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "the unit has " + dimension() + " inputs, but " + x + " has dimension " + x.dimension());
        }
    }
}
