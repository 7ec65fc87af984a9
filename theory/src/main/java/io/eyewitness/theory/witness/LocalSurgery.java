package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Collection;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The change that surgery makes to a unit f0 around a point: {@code f1 = max(f0, (M-h) - k|x-x*|_1)}, {@code f2 = min(f0, (m+h) +
 * k|x-x*|_1)} with k = R/r.
 *
 * <p>Source: theory.md section 2, surgery (S1 to S4).
 *
 * @param phi the visualization of f0
 * @param x the centre x*
 * @param radius r, positive
 * @param h with 0 {@literal <} h {@literal <} R/2
 */
public record LocalSurgery(Visualization phi, Point x, BigFraction radius, BigFraction h) {
    /** f1 as a term, from f0. */
    public Term raised(Term f0) {
        return Term.max(f0, Term.constant(phi.max().subtract(h)).minus(distance()));
    }

    /** f2 as a term, from f0. */
    public Term lowered(Term f0) {
        return Term.min(f0, Term.constant(phi.min().add(h)).plus(distance()));
    }

    /** f1 at a point, from the value of f0 there. */
    public BigFraction raised(BigFraction f0, Point at) {
        return Rationals.max(f0, phi.max().subtract(h).subtract(distance(at)));
    }

    /** f2 at a point, from the value of f0 there. */
    public BigFraction lowered(BigFraction f0, Point at) {
        return Rationals.min(f0, phi.min().add(h).add(distance(at)));
    }

    /** Each condition on h, x*, r and the protected inputs that does not hold. */
    public List<String> violations(Collection<Point> protectedInputs) {
        Violations violations = Violations.of(phi, h, x);
        violations.require(radius.signum() > 0, "the radius must be positive, not " + Rationals.text(radius));
        for (Point p : protectedInputs) {
            violations.require(isOutside(p), () -> "the protected input " + p + " lies in the ball around " + x);
        }
        return violations.list();
    }

    /** Whether a point is outside the open ball, where nothing changes (S1). */
    public boolean isOutside(Point p) {
        return Norm.l1(p, x).compareTo(radius) >= 0;
    }

    /** The l1 distance to the nearest other point (another object, which may be equal); 1 if there is none. */
    static BigFraction clearance(Point point, Collection<Point> others) {
        return others.stream()
                .filter(other -> other != point)
                .map(other -> Norm.l1(point, other))
                .reduce(Rationals::min)
                .orElse(BigFraction.ONE);
    }

    private BigFraction distance(Point at) {
        return steepness().multiply(Norm.l1(at, x));
    }

    private Term distance() {
        return Coordinates.l1Distance(x).times(steepness());
    }

    private BigFraction steepness() {
        return phi.range().divide(radius);
    }
}
