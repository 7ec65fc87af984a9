package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Norm;
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

    public BigFraction at(Point x) {
        BigFraction share = BigFraction.ONE.subtract(Norm.l1(x, centre).divide(radius));
        return share.signum() <= 0 ? BigFraction.ZERO : share.multiply(height);
    }

    public Term term() {
        Term distance = Coordinates.l1Distance(centre).times(radius.reciprocal().negate());
        return Term.relu(Term.ONE.plus(distance)).times(height);
    }

    /** Whether the open balls of two cones have no point in common; true if the radii do not exceed the distance. */
    public boolean isDisjointFrom(Cone other) {
        return Norm.l1(centre, other.centre).compareTo(radius.add(other.radius)) >= 0;
    }
}
