package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.visualization.Visualization;
import org.apache.commons.numbers.fraction.BigFraction;

/** Row 6: blends of min(1, 2u) and max(0, 2u - 1), at u = 1/2. Only a = 0, b = 1; any h. */
record MonotoneFamily() implements WitnessFamily {
    @Override
    public FunctionClass functionClass() {
        return FunctionClass.MONO;
    }

    @Override
    public WitnessPair pair(Request request) {
        Visualization phi = request.phi();
        int d = phi.dimension();
        Admissible.require(
                phi.a().equals(Point.zero(d)) && phi.b().equals(Point.one(d)),
                "MONO needs a = " + Point.zero(d) + " and b = " + Point.one(d)
                        + "; no other extremisers of a monotone unit are unique");
        Point x = Point.constant(d, Rationals.HALF);
        Admissible.require(request.x().isEmpty(), "MONO fixes x = " + x + "; leave x out");
        Admissible.require(Admissible.violations(phi, request.h(), x));
        BigFraction share = request.h().divide(phi.range());
        Profile up = Profile.ofMean(d, knot(BigFraction.ZERO, 0), knot(Rationals.HALF, 1), knot(BigFraction.ONE, 1));
        Profile down = Profile.ofMean(d, knot(BigFraction.ZERO, 0), knot(Rationals.HALF, 0), knot(BigFraction.ONE, 1));
        ProfileBlend recipe = new ProfileBlend(
                functionClass(), up, down, BigFraction.ONE.subtract(share), share, phi, x, request.h());
        return WitnessPair.of(functionClass(), phi, x, request.h(), recipe);
    }

    private static Knot knot(BigFraction argument, int value) {
        return new Knot(argument, BigFraction.of(value));
    }
}
