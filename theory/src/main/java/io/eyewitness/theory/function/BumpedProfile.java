package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.PhiSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A profile with a bump, or a dent: {@code P(u(y)) + height * max(0, 1 - |y - centre| / radius)}.
 *
 * @param profile P(u)
 * @param norm of the distance
 * @param centre of the ball that the bump fills
 * @param radius of the ball, positive
 * @param height at the centre; negative for a dent
 */
public record BumpedProfile(Profile profile, Norm norm, Point centre, BigFraction radius, BigFraction height)
        implements Unit {
    public BumpedProfile {
        if (centre.dimension() != profile.dimension() || radius.signum() <= 0) {
            throw new IllegalArgumentException(
                    "a bump needs a centre in the cube of its profile, and a positive radius");
        }
    }

    @Override
    public int dimension() {
        return profile.dimension();
    }

    @Override
    public Surd at(Point x) {
        requireDimensionOf(x);
        Surd plain = profile.at(x);
        return norm.isAtLeast(x, centre, radius)
                ? plain
                : plain.plus(height).minus(norm.distance(x, centre).times(height.divide(radius)));
    }

    /** The weights of u. */
    public Point weights() {
        return new Point(profile.inner().weights());
    }

    /** The slope of P on the ball; none if P bends there. */
    public Optional<BigFraction> slope() {
        OptionalInt piece = piece();
        return piece.isPresent() ? Optional.of(profile.slope(piece.getAsInt())) : Optional.empty();
    }

    private OptionalInt piece() {
        BigFraction u = profile.inner().value(centre);
        List<Profile.Knot> knots = profile.knots();
        return IntStream.range(0, knots.size() - 1)
                .filter(i -> norm.boundsChange(
                        weights(),
                        radius,
                        Rationals.min(
                                u.subtract(knots.get(i).argument()),
                                knots.get(i + 1).argument().subtract(u))))
                .findFirst();
    }

    /** None: distances in l2 have no term. */
    @Override
    public Optional<Term> term() {
        return Optional.empty();
    }

    /**
     * Whether each piece of the profile, and that of the ball together with the bump, changes by at most L along a way of length 1. Along the
     * way from one point to another f then changes by at most L times their distance.
     */
    @Override
    public boolean isLipschitz(BigFraction lipschitz, Norm in) {
        BigFraction left = lipschitz.subtract(height.abs().divide(radius));
        return norm == in
                && profile.slopes().stream().allMatch(slope -> norm.boundsChange(weights(), slope.abs(), lipschitz))
                && slope().filter(slope -> norm.boundsChange(weights(), slope.abs(), left))
                        .isPresent();
    }

    /** Those of the profile, if all values in the ball lie between its minimum and its maximum. */
    @Override
    public Optional<PhiSet> phiSet() {
        OptionalInt piece = piece();
        if (piece.isEmpty()) {
            return Optional.empty();
        }
        PhiSet ties = profile.ties();
        BigFraction left = profile.knots().get(piece.getAsInt()).value();
        BigFraction right = profile.knots().get(piece.getAsInt() + 1).value();
        boolean isBetween = Rationals.min(left, right).subtract(height.abs()).compareTo(ties.min()) > 0
                && Rationals.max(left, right).add(height.abs()).compareTo(ties.max()) < 0;
        return isBetween ? Optional.of(ties) : Optional.empty();
    }
}
