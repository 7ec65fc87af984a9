package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The pairs of MONO and CONV: two blends {@code f_t = m + R((1-t) down + t up)} of profiles of the same inner function, with common minimum
 * 0 and maximum 1.
 *
 * <p>Source: theory.md section 2, blend; rows 6 (M1, M2) and 7 (M3, C1 to C3).
 *
 * @param functionClass MONO or CONV
 * @param up the profile that is high at x
 * @param down the profile that is low at x
 * @param high t of the unit that is high at x
 * @param low t of the unit that is low at x
 * @param phi the visualization
 * @param x the point
 * @param h with 0 {@literal <} h {@literal <} R/2
 */
public record MonotoneOrConvexPair(
        FunctionClass functionClass,
        Profile up,
        Profile down,
        BigFraction high,
        BigFraction low,
        Visualization phi,
        Point x,
        BigFraction h)
        implements Construction {
    /**
     * Row 6: blends of min(1, 2u) and max(0, 2u - 1) of the mean coordinate u, at u = 1/2. Only a = 0, b = 1; any h.
     */
    static MonotoneOrConvexPair monotone(PairRequest request) {
        Visualization phi = request.phi();
        int d = phi.dimension();
        Violations.refuseUnless(
                phi.a().equals(Point.zero(d)) && phi.b().equals(Point.one(d)),
                "MONO needs a = " + Point.zero(d) + " and b = " + Point.one(d)
                        + "; no other extremisers of a monotone unit are unique");
        Point x = Point.constant(d, Rationals.HALF);
        Violations.refuseUnless(request.x().isEmpty(), "MONO fixes x = " + x + "; leave x out");
        Violations.refuseAny(Violations.of(phi, request.h(), x).list());
        Knot start = new Knot(BigFraction.ZERO, BigFraction.ZERO);
        Knot end = new Knot(BigFraction.ONE, BigFraction.ONE);
        Profile up = Profile.ofMean(d, start, new Knot(Rationals.HALF, BigFraction.ONE), end);
        Profile down = Profile.ofMean(d, start, new Knot(Rationals.HALF, BigFraction.ZERO), end);
        BigFraction share = request.h().divide(phi.range());
        return new MonotoneOrConvexPair(
                FunctionClass.MONO, up, down, BigFraction.ONE.subtract(share), share, phi, x, request.h());
    }

    /**
     * Row 7: blends of max(0, w) and max(0, 1 - n(1 - w)), at w = 1 - 1/n with n at least 2R/h. Any vertex b, any a != b, any h; the
     * extremisers are unique if a is the vertex opposite b, as for a = 0, b = 1, where w is the mean coordinate.
     *
     * <p>Here {@code w(x) = s.(x - a)/|b - a|_1}, s_j = 1 where b_j = 1 and -1 where b_j = 0, so that w(a) = 0, and w = 1 on X only
     * at b.
     */
    static MonotoneOrConvexPair convex(PairRequest request) {
        Visualization phi = request.phi();
        Violations.refuseUnless(phi.b().isVertex(), "CONV needs b at a vertex of the cube, not " + phi.b());
        Violations.refuseUnless(request.x().isEmpty(), "CONV fixes x; leave x out");
        Violations.refuseAny(Violations.of(phi, request.h(), phi.a()).list());
        BigFraction share = request.h().divide(phi.range());
        BigFraction halfShare = share.multiply(Rationals.HALF);
        BigFraction step = Rationals.HALF;
        while (step.compareTo(halfShare) > 0) {
            step = step.multiply(Rationals.HALF);
        }
        BigFraction bend = BigFraction.ONE.subtract(step);
        BigFraction size = Norm.l1(phi.a(), phi.b()).reciprocal();
        Point weights = phi.b().minus(phi.b().opposite()).scale(size);
        Affine inner = new Affine(weights.coordinates(), weights.dot(phi.a()).negate());
        return new MonotoneOrConvexPair(
                FunctionClass.CONV,
                bentAt(BigFraction.ZERO, inner),
                bentAt(bend, inner),
                BigFraction.ONE.subtract(halfShare),
                share,
                phi,
                phi.a().towards(phi.b(), bend),
                request.h());
    }

    /** 0 up to the bend, then straight up to 1 at 1. */
    private static Profile bentAt(BigFraction bend, Affine inner) {
        List<Knot> knots = new ArrayList<>();
        BigFraction low = inner.range().low();
        if (low.compareTo(bend) < 0) {
            knots.add(new Knot(low, BigFraction.ZERO));
        }
        knots.add(new Knot(bend, BigFraction.ZERO));
        knots.add(new Knot(BigFraction.ONE, BigFraction.ONE));
        return new Profile(inner, knots);
    }

    @Override
    public boolean proves(FunctionClass other) {
        return other == functionClass && (other == FunctionClass.MONO || other == FunctionClass.CONV);
    }

    /** The blend f_t. */
    public Profile blend(BigFraction t) {
        Affine inner = up.inner();
        Interval range = inner.range();
        SortedSet<BigFraction> arguments = new TreeSet<>(List.of(range.low(), range.high()));
        up.knots().forEach(knot -> arguments.add(knot.argument()));
        down.knots().forEach(knot -> arguments.add(knot.argument()));
        arguments.removeIf(argument -> !range.contains(argument));
        return new Profile(
                inner,
                arguments.stream()
                        .map(argument -> new Knot(argument, value(argument, t)))
                        .toList());
    }

    private BigFraction value(BigFraction argument, BigFraction t) {
        BigFraction mixed = down.outer(argument)
                .multiply(BigFraction.ONE.subtract(t))
                .add(up.outer(argument).multiply(t));
        return phi.min().add(phi.range().multiply(mixed));
    }

    @Override
    public Units units() {
        return new Units(blend(high), blend(low));
    }

    @Override
    public List<String> violations() {
        Violations violations = Violations.of(phi, h, x);
        violations.require(up.inner().equals(down.inner()), "both profiles must have the same inner function");
        for (BigFraction t : List.of(high, low)) {
            violations.require(
                    t.signum() > 0 && t.compareTo(BigFraction.ONE) < 0,
                    "the share t = " + Rationals.text(t) + " must lie strictly between 0 and 1");
        }
        for (Profile profile : List.of(up, down)) {
            PhiSet ties = profile.ties();
            violations.require(
                    ties.min().equals(BigFraction.ZERO) && ties.max().equals(BigFraction.ONE),
                    "a profile ranges over " + new Interval(ties.min(), ties.max()) + ", not [0, 1]");
            violations.require(
                    ties.argmin().contains(phi.a()) && ties.argmax().contains(phi.b()),
                    "a and b must be extremisers of both profiles");
            violations.require(isMember(profile), "a profile is not in " + functionClass.symbol());
        }
        violations.require(
                blend(high).at(x).compareTo(phi.max().subtract(h)) >= 0, "the upper blend is below M - h at " + x);
        violations.require(blend(low).at(x).compareTo(phi.min().add(h)) <= 0, "the lower blend is above m + h at " + x);
        return violations.list();
    }

    private boolean isMember(Profile profile) {
        return switch (functionClass) {
            case MONO -> profile.isMonotone();
            case CONV -> profile.isConvex();
            default -> false;
        };
    }
}
