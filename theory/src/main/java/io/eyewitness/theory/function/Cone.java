package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.ExactSum;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The function {@code height * relu(1 - |x - centre|_1 / radius)}: a peak, or a dip if the height is negative, that is 0
 * outside an open l1-ball.
 *
 * <p>Source: theory.md section 2, surgery.
 *
 * @param centre a point of X
 * @param radius positive
 * @param height the value at the centre
 */
public record Cone(Point centre, BigFraction radius, BigFraction height) {
    public Cone {
        if (radius.signum() <= 0 || !centre.isInUnitCube()) {
            throw new IllegalArgumentException("a cone needs a positive radius and a centre in the cube, not radius "
                    + Rationals.text(radius) + " at " + centre);
        }
    }

    /**
     * The value at a point.
     *
     * @throws IllegalArgumentException if the point has another dimension
     */
    public BigFraction at(Point x) {
        if (x.dimension() != centre.dimension()) {
            throw new IllegalArgumentException(
                    "the cone has dimension " + centre.dimension() + ", but " + x + " has " + x.dimension());
        }
        ExactSum room = new ExactSum(radius);
        subtractDistance(room, x);
        return room.signum() <= 0
                ? BigFraction.ZERO
                : room.value().divide(radius).multiply(height);
    }

    public Term term() {
        Term distance = Coordinates.l1Distance(centre).times(radius.reciprocal().negate());
        return Term.relu(Term.ONE.plus(distance)).times(height);
    }

    /** Whether the open balls of two cones have no point in common; true if the radii do not exceed the distance. */
    public boolean isDisjointFrom(Cone other) {
        ExactSum room = new ExactSum(radius);
        room.add(other.radius);
        subtractDistance(room, other.centre);
        return room.signum() <= 0;
    }

    /** Subtracts the distance of a point from the centre, or so much of it that nothing is left. */
    private void subtractDistance(ExactSum room, Point x) {
        Effort.spend(x.dimension());
        for (int i = 0; i < x.dimension() && room.signum() > 0; i++) {
            boolean isAbove = x.get(i).compareTo(centre.get(i)) >= 0;
            room.add(isAbove ? centre.get(i) : x.get(i));
            room.subtract(isAbove ? x.get(i) : centre.get(i));
        }
    }
}
