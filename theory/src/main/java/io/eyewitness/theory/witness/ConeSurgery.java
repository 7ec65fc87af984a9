package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Cone;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.ReluCompiler;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Surgery on a base with one peak at b, one dip at a, and corrections in between: extremisers are unique.
 *
 * <p>Source: theory.md section 2, surgery (S1 to S4), rows 1, 2, 3 and 5.
 *
 * @param asNetworks whether the units are ReLU networks, or piecewise affine terms
 * @param field f0, with a cone at a and one at b
 * @param surgery the change
 * @param protectedInputs P, where values stay
 */
public record ConeSurgery(boolean asNetworks, ConeField field, LocalSurgery surgery, List<Point> protectedInputs)
        implements Recipe {
    public ConeSurgery {
        protectedInputs = List.copyOf(protectedInputs);
    }

    /** The unit before surgery. */
    public Unit f0() {
        return unit(field.term());
    }

    @Override
    public UnitPair units() {
        Term f0 = field.term();
        return new UnitPair(unit(surgery.raised(f0)), unit(surgery.lowered(f0)));
    }

    private Unit unit(Term term) {
        int dimension = surgery.phi().dimension();
        return asNetworks ? ReluCompiler.compile(term, dimension) : new PiecewiseAffine(dimension, term);
    }

    @Override
    public List<String> violations() {
        Visualization phi = surgery.phi();
        Violations violations = new Violations()
                .addAll(surgery.violations(protectedInputs))
                .addAll(field.violations())
                .require(
                        isStrictlyBetween(field.range().low())
                                && isStrictlyBetween(field.range().high()),
                        "the base's range " + field.range() + " must lie strictly between m and M")
                .require(!protectedInputs.contains(phi.a()), "the minimiser " + phi.a() + " is a protected input")
                .require(!protectedInputs.contains(phi.b()), "the maximiser " + phi.b() + " is a protected input");
        violations.require(attains(phi.a(), phi.min()), "f0 has no strict dip of depth m at a = " + phi.a());
        violations.require(attains(phi.b(), phi.max()), "f0 has no strict peak of height M at b = " + phi.b());
        for (Cone cone : field.cones()) {
            BigFraction away = cone.radius().add(surgery.radius());
            violations.require(
                    new Cone(surgery.x(), surgery.radius(), BigFraction.ONE).isDisjointFrom(cone),
                    () -> "the ball around x* meets the cone at " + cone.centre() + "; they must be "
                            + Rationals.text(away) + " apart");
            if (!cone.centre().equals(phi.a()) && !cone.centre().equals(phi.b())) {
                BigFraction apex = apex(cone);
                violations.require(
                        isStrictlyBetween(apex),
                        () -> "f0 takes " + Rationals.text(apex) + " at " + cone.centre()
                                + ", not strictly between m and M");
            }
        }
        return violations.list();
    }

    @Override
    public List<Formula> assumptions() {
        return field.isRangeProven() ? List.of() : List.of(field.rangeClaim());
    }

    private boolean attains(Point extremiser, BigFraction value) {
        Optional<Cone> cone = field.cones().stream()
                .filter(c -> c.centre().equals(extremiser))
                .findFirst();
        return cone.isPresent()
                && apex(cone.get()).equals(value)
                && cone.get()
                                .height()
                                .abs()
                                .compareTo(field.slope().multiply(cone.get().radius()))
                        > 0;
    }

    /** f0 at the centre of a cone; the others are 0 there, being disjoint. */
    private BigFraction apex(Cone cone) {
        return field.base().at(cone.centre()).toRational().add(cone.height());
    }

    private boolean isStrictlyBetween(BigFraction value) {
        return value.compareTo(surgery.phi().min()) > 0
                && value.compareTo(surgery.phi().max()) < 0;
    }
}
