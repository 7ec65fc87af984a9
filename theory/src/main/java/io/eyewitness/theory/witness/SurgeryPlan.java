package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.Cone;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Chooses x*, r and the radii of all cones so that all balls are disjoint and each cone is steeper than the base.
 *
 * <p>Source: theory.md section 2, surgery, and section 3, row 3.
 */
public final class SurgeryPlan {
    private SurgeryPlan() {}

    /**
     * Surgery on a base with a dip at a, a peak at b and given values at further points.
     *
     * @param base a piecewise affine unit
     * @param range encloses the values of the base on X, strictly between m and M
     * @param values the value that f0 shall take at points off a and b, strictly between m and M
     * @param phi the visualization
     * @param h with 0 < h < R/2
     * @param x x*, or empty to have it chosen
     * @param asNetworks whether the units shall be networks
     * @param seed for the choice of x*
     * @return the recipe; the caller checks its violations
     */
    public static ConeSurgery on(
            Unit base,
            Interval range,
            Map<Point, BigFraction> values,
            Visualization phi,
            BigFraction h,
            Optional<Point> x,
            boolean asNetworks,
            long seed) {
        Map<Point, BigFraction> targets = new TreeMap<>(values);
        targets.put(phi.a(), phi.min());
        targets.put(phi.b(), phi.max());
        List<Point> special = new ArrayList<>(targets.keySet());
        Point centre = x.orElseGet(() -> FreePoint.awayFrom(special, seed));
        special.add(centre);
        BigFraction slope =
                Bounds.of(base.term().orElseThrow(), base.dimension()).slope();
        List<Cone> cones = new ArrayList<>();
        targets.forEach((point, value) -> {
            BigFraction height = value.subtract(base.at(point).toRational());
            if (height.signum() != 0) {
                BigFraction room = room(point, special);
                BigFraction size = slope.multiply(room).compareTo(height.abs()) < 0
                        ? room
                        : powerOfTwoBelow(height.abs().divide(slope));
                cones.add(new Cone(point, size, height));
            }
        });
        LocalSurgery surgery = new LocalSurgery(phi, centre, room(centre, special), h);
        return new ConeSurgery(
                asNetworks,
                new ConeField(base, range, slope, cones),
                surgery,
                values.keySet().stream().toList());
    }

    /** Surgery on the constant base mid. */
    public static ConeSurgery onConstant(
            Visualization phi, BigFraction h, Optional<Point> x, boolean asNetworks, long seed) {
        Unit base = new PiecewiseAffine(phi.dimension(), Term.constant(phi.mid()));
        return on(base, Interval.of(phi.mid()), Map.of(), phi, h, x, asNetworks, seed);
    }

    /** Half the distance to the nearest other special point. */
    private static BigFraction room(Point point, List<Point> special) {
        BigFraction room = FreePoint.clearance(point, special).multiply(Rationals.HALF);
        Admissible.require(
                room.signum() > 0, "the point " + point + " is given twice; x*, a, b and the inputs must differ");
        return room;
    }

    /** The greatest power of two that is strictly below a positive number. */
    static BigFraction powerOfTwoBelow(BigFraction positive) {
        BigFraction power = BigFraction.ONE;
        while (power.compareTo(positive) < 0) {
            power = power.multiply(Rationals.TWO);
        }
        while (power.compareTo(positive) >= 0) {
            power = power.multiply(Rationals.HALF);
        }
        return power;
    }
}
