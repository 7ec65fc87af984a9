package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Collection;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The strong form of surgery: every visualization of a continuous, non-constant, piecewise affine unit is ambiguous.
 *
 * <p>Source: theory.md section 2, surgery.
 */
public final class StrongForm {
    private static final int GRID = 256;

    private StrongForm() {}

    /**
     * Surgery on a unit.
     *
     * @param f0 the unit
     * @param phi a visualization of it, with m < M
     * @param h with 0 < h < R/2
     * @param protectedInputs P
     * @param x x*, off P with m < f0(x*) < M, or empty to have it chosen
     * @param seed for the choice of x*
     * @return the recipe; that m and M are the extremes of f0 is its {@link GivenSurgery#rangeClaim}
     * @throws IllegalArgumentException if h, x or the values at a and b are not as said, or no x was found
     */
    public static GivenSurgery of(
            PiecewiseAffine f0,
            Visualization phi,
            BigFraction h,
            Collection<Point> protectedInputs,
            Optional<Point> x,
            long seed) {
        Point centre = x.or(() -> candidates(phi, seed)
                        .filter(candidate -> !protectedInputs.contains(candidate))
                        .filter(candidate -> margin(f0, phi, candidate).signum() > 0)
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException(
                        "found no point off the protected inputs where the unit is between m and M; give x"));
        BigFraction margin = margin(f0, phi, centre);
        Admissible.require(margin.signum() > 0, "the unit must be strictly between m and M at x = " + centre);
        BigFraction slope = Bounds.of(f0.body(), f0.dimension()).slope();
        BigFraction room = FreePoint.clearance(centre, protectedInputs);
        Admissible.require(room.signum() > 0, "x = " + centre + " is a protected input; choose another");
        BigFraction radius = Rationals.min(room, SurgeryPlan.powerOfTwoBelow(margin.divide(slope)));
        GivenSurgery recipe = new GivenSurgery(
                f0,
                new LocalSurgery(phi, centre, radius, h),
                protectedInputs.stream().toList());
        Admissible.require(recipe.violations());
        return recipe;
    }

    /** Random points, then points of the segment from a to b, where every value between m and M is taken. */
    private static Stream<Point> candidates(Visualization phi, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stream<Point> scattered = Stream.generate(() -> FreePoint.random(phi.dimension(), GRID, random))
                .limit(GRID / 8);
        Stream<Point> between =
                IntStream.range(1, GRID).mapToObj(i -> phi.a().towards(phi.b(), BigFraction.of(i, GRID)));
        return Stream.concat(scattered, between);
    }

    /** How far f0(x) is from m and M; not positive if it is not strictly between. */
    private static BigFraction margin(PiecewiseAffine f0, Visualization phi, Point x) {
        BigFraction value = f0.at(x).toRational();
        return Rationals.min(value.subtract(phi.min()), phi.max().subtract(value));
    }
}
