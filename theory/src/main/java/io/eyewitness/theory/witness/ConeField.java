package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.ExactSum;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.Unit;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A base unit plus cones whose open balls are disjoint: the f0 of surgery, whose few extremisers are known.
 *
 * <p>Source: theory.md section 2 (class-level surgery) and section 3, row 3. Inside a cone of height c and radius r
 * with |c| at least G r, the sum lies between the base's range and its own value at the centre, since the base changes
 * by at most G s where the cone has lost |c| s/r. Outside all cones it is the base.
 *
 * @param base a piecewise affine unit
 * @param range encloses the values of the base on X
 * @param slope G, with {@code |base(x) - base(y)| <= G |x-y|_1} on X
 * @param cones the cones
 */
public record ConeField(Unit base, Interval range, BigFraction slope, List<Cone> cones) {
    public ConeField {
        cones = List.copyOf(cones);
    }

    /** The value at a point of X, as a rational. */
    public BigFraction at(Point x) {
        return cones.stream().map(cone -> cone.at(x)).reduce(base.at(x).toRational(), BigFraction::add);
    }

    /** The sum as a term. */
    public Term term() {
        List<Term> operands = new ArrayList<>();
        operands.add(baseTerm());
        cones.forEach(cone -> operands.add(cone.term()));
        return Term.sum(operands);
    }

    /** The claim about the base that {@link #range} makes: x in X implies low {@literal <=} base(x) {@literal <=} high. */
    public Formula rangeClaim() {
        Term value = baseTerm();
        return Coordinates.inUnitCube(base.dimension())
                .implies(Formula.and(
                        Term.constant(range.low()).atMost(value), value.atMost(Term.constant(range.high()))));
    }

    /** Whether interval arithmetic alone proves {@link #rangeClaim}; if not it is left to a solver. */
    public boolean isRangeProven() {
        return range.contains(Bounds.of(baseTerm(), base.dimension()).value());
    }

    /** Each condition that does not hold; {@link #rangeClaim} is tested at the centres only. */
    public List<String> violations() {
        Violations violations = new Violations();
        BigFraction bound = Bounds.of(baseTerm(), base.dimension()).slope();
        violations.require(
                slope.compareTo(bound) >= 0,
                "the slope bound " + Rationals.text(slope) + " of the base is below " + Rationals.text(bound)
                        + ", the one that is proven");
        for (int i = 0; i < cones.size(); i++) {
            Cone cone = cones.get(i);
            violations.require(
                    cone.height().abs().compareTo(slope.multiply(cone.radius())) >= 0,
                    () -> "the cone at " + cone.centre() + " is not as steep as the base");
            Surd value = base.at(cone.centre());
            violations.require(
                    value.compareTo(range.low()) >= 0 && value.compareTo(range.high()) <= 0,
                    () -> "the base takes " + value + " at " + cone.centre() + ", outside " + range);
            for (Cone other : cones.subList(0, i)) {
                violations.require(
                        cone.isDisjointFrom(other),
                        () -> "the balls of the cones at " + cone.centre() + " and " + other.centre() + " overlap");
            }
        }
        return violations.list();
    }

    private Term baseTerm() {
        return base.term().orElseThrow();
    }

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
                throw new IllegalArgumentException(
                        "a cone needs a positive radius and a centre in the cube, not radius " + Rationals.text(radius)
                                + " at " + centre);
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
            Term distance =
                    Coordinates.l1Distance(centre).times(radius.reciprocal().negate());
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
}
