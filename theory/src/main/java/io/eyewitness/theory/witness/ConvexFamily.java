package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Row 7: blends of max(0, w) and max(0, 1 - n(1 - w)), at w = 1 - 1/n with n at least 2R/h. Any vertex b, any a != b, any
 * h; the extremisers are unique if a is the vertex opposite b, as for a = 0, b = 1, where w is the mean coordinate.
 *
 * <p>Here {@code w(x) = s.(x - a)/|b - a|_1}, s_j = 1 where b_j = 1 and -1 where b_j = 0, so that w(a) = 0, and w = 1 on X
 * only at b.
 */
record ConvexFamily() implements WitnessFamily {
    @Override
    public FunctionClass functionClass() {
        return FunctionClass.CONV;
    }

    @Override
    public WitnessPair pair(Request request) {
        Visualization phi = request.phi();
        Admissible.require(phi.b().isVertex(), "CONV needs b at a vertex of the cube, not " + phi.b());
        Admissible.require(request.x().isEmpty(), "CONV fixes x; leave x out");
        Admissible.require(Admissible.violations(phi, request.h(), phi.a()));
        BigFraction share = request.h().divide(phi.range());
        BigFraction step = Rationals.HALF;
        while (step.compareTo(share.multiply(Rationals.HALF)) > 0) {
            step = step.multiply(Rationals.HALF);
        }
        BigFraction bend = BigFraction.ONE.subtract(step);
        Affine inner = pointingTo(phi);
        Point x = phi.a().towards(phi.b(), bend);
        ProfileBlend recipe = new ProfileBlend(
                functionClass(),
                bentAt(BigFraction.ZERO, inner),
                bentAt(bend, inner),
                BigFraction.ONE.subtract(share.multiply(Rationals.HALF)),
                share,
                phi,
                x,
                request.h());
        return WitnessPair.of(functionClass(), phi, x, request.h(), recipe);
    }

    private static Affine pointingTo(Visualization phi) {
        BigFraction size = Norm.l1(phi.a(), phi.b()).reciprocal();
        Point weights = phi.b().minus(phi.b().opposite()).scale(size);
        return new Affine(weights.coordinates(), weights.dot(phi.a()).negate());
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
}
