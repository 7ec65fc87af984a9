package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Surgery on any continuous, non-constant, piecewise affine unit. It keeps the tie sets of f0, so every visualization of such a unit is
 * ambiguous: the strong form.
 *
 * <p>Source: theory.md section 2, surgery (S1 to S4).
 *
 * @param f0 the unit
 * @param surgery the change, with one visualization of f0
 * @param protectedInputs P, where values stay
 */
public record GivenSurgery(PiecewiseAffine f0, LocalSurgery surgery, List<Point> protectedInputs)
        implements Construction.Surgery {
    private static final int GRID = 256;

    public GivenSurgery {
        protectedInputs = List.copyOf(protectedInputs);
    }

    /**
     * Surgery on a unit.
     *
     * @param f0 the unit
     * @param phi a visualization of it, with m {@literal <} M
     * @param h with 0 {@literal <} h {@literal <} R/2
     * @param protectedInputs P
     * @param x x*, off P with m {@literal <} f0(x*) {@literal <} M, or empty to have it chosen
     * @param seed for the choice of x*
     * @return the construction; that m and M are the extremes of f0 is its {@link #rangeClaim}
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
        Violations.refuseUnless(margin.signum() > 0, "the unit must be strictly between m and M at x = " + centre);
        BigFraction slope = Bounds.of(f0.body(), f0.dimension()).slope();
        BigFraction room = LocalSurgery.clearance(centre, protectedInputs);
        Violations.refuseUnless(room.signum() > 0, "x = " + centre + " is a protected input; choose another");
        BigFraction radius = Rationals.min(room, Rationals.powerOfTwoBelow(margin.divide(slope)));
        GivenSurgery surgery = new GivenSurgery(
                f0,
                new LocalSurgery(phi, centre, radius, h),
                protectedInputs.stream().toList());
        Violations.refuseAny(surgery.violations());
        return surgery;
    }

    /** Random points, then points of the segment from a to b, where every value between m and M is taken. */
    private static Stream<Point> candidates(Visualization phi, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Stream<Point> scattered = Stream.generate(() -> Point.random(phi.dimension(), GRID, random))
                .limit(GRID / 8);
        Stream<Point> between =
                IntStream.range(1, GRID).mapToObj(i -> phi.a().towards(phi.b(), BigFraction.of(i, GRID)));
        return Stream.concat(scattered, between);
    }

    /** The distance of f0(x) from the nearer of m and M; not positive if f0(x) is not strictly between them. */
    private static BigFraction margin(PiecewiseAffine f0, Visualization phi, Point x) {
        BigFraction value = f0.at(x).toRational();
        return Rationals.min(value.subtract(phi.min()), phi.max().subtract(value));
    }

    @Override
    public LocalSurgery change() {
        return surgery;
    }

    @Override
    public BigFraction before(Point at) {
        return f0.at(at).toRational();
    }

    @Override
    public List<Point> landmarks() {
        return protectedInputs;
    }

    @Override
    public boolean hasUniqueExtremisers() {
        return false;
    }

    @Override
    public boolean proves(FunctionClass functionClass) {
        return functionClass == FunctionClass.F || functionClass == FunctionClass.PAFF;
    }

    @Override
    public Units units() {
        return new Units(
                new PiecewiseAffine(f0.dimension(), surgery.raised(f0.body())),
                new PiecewiseAffine(f0.dimension(), surgery.lowered(f0.body())));
    }

    /** x in X implies m {@literal <=} f0(x) {@literal <=} M, which is left to a solver unless {@link #isRangeProven}. */
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
