package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Surgery on any continuous, non-constant, piecewise affine unit: the strong form, in which the tie sets of f0, whatever
 * they are, stay as they are.
 *
 * <p>Source: theory.md section 2, surgery (S1 to S4).
 *
 * @param f0 the unit
 * @param surgery the change, with one visualization of f0
 * @param protectedInputs P, where values stay
 */
public record GivenSurgery(PiecewiseAffine f0, LocalSurgery surgery, List<Point> protectedInputs) implements Recipe {
    public GivenSurgery {
        protectedInputs = List.copyOf(protectedInputs);
    }

    @Override
    public UnitPair units() {
        return new UnitPair(
                new PiecewiseAffine(f0.dimension(), surgery.raised(f0.body())),
                new PiecewiseAffine(f0.dimension(), surgery.lowered(f0.body())));
    }

    /** x in X implies m <= f0(x) <= M, which is left to a solver unless {@link #isRangeProven}. */
    public Formula rangeClaim() {
        Visualization phi = surgery.phi();
        return Coordinates.inUnitCube(f0.dimension())
                .implies(Formula.and(
                        Term.constant(phi.min()).atMost(f0.body()), f0.body().atMost(Term.constant(phi.max()))));
    }

    /** Whether interval arithmetic alone proves {@link #rangeClaim}. */
    public boolean isRangeProven() {
        Bounds bounds = Bounds.of(f0.body(), f0.dimension());
        return bounds.value().low().compareTo(surgery.phi().min()) >= 0
                && bounds.value().high().compareTo(surgery.phi().max()) <= 0;
    }

    /**
     * Each condition that does not hold; {@link #rangeClaim} is not among them. That f0 is strictly between m and M on
     * the ball is shown by its value at x* and its slope, so a radius that is larger than that allows is a violation.
     */
    @Override
    public List<String> violations() {
        Visualization phi = surgery.phi();
        Surd value = f0.at(surgery.x());
        BigFraction change = Bounds.of(f0.body(), f0.dimension()).slope().multiply(surgery.radius());
        return new Violations()
                .addAll(surgery.violations(protectedInputs))
                .require(f0.at(phi.a()).compareTo(phi.min()) == 0, "f0 does not take m at a = " + phi.a())
                .require(f0.at(phi.b()).compareTo(phi.max()) == 0, "f0 does not take M at b = " + phi.b())
                .require(
                        isBelow(phi.min(), value, change) && isAbove(phi.max(), value, change),
                        "f0 takes " + value + " at x* and may change by " + Rationals.text(change)
                                + " on the ball, so it may reach m or M there")
                .list();
    }

    @Override
    public List<Formula> assumptions() {
        return isRangeProven() ? List.of() : List.of(rangeClaim());
    }

    private static boolean isBelow(BigFraction min, Surd value, BigFraction change) {
        int sign = value.minus(change).compareTo(min);
        return sign > 0 || sign == 0 && value.compareTo(min) > 0;
    }

    private static boolean isAbove(BigFraction max, Surd value, BigFraction change) {
        int sign = value.plus(change).compareTo(max);
        return sign < 0 || sign == 0 && value.compareTo(max) < 0;
    }
}
