package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.visualization.PhiSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A convex, increasing profile that is infinitely steep where it is greatest: {@code M - height * C(1 - u) - slope * (1 - u)}.
 *
 * <p>Here u is an affine function with range [0,1], G is the concave function on [0,1] that is 2^-j at 4^-j, j = 0, 1, ..., and affine in
 * between, and C is G up to 4^-bend, then the line {@code 2^-bend + (e - 4^-bend) * 2^bend / 3} up to 1, then 1. So C, as a minimum of
 * lines, is concave; near 0 it does not depend on the bend; and from {@code 3 * 2^-bend} on it is 1, where the profile is the line
 * {@code m + slope * u}. With G instead of the square root the values at rational points are rational.
 *
 * @param inner u, with range [0,1] and no weight 0
 * @param max M
 * @param height positive
 * @param slope positive
 * @param bend at least 2
 */
public record SteepProfile(Affine inner, BigFraction max, BigFraction height, BigFraction slope, int bend)
        implements Unit {
    private static final int LARGEST_BEND = 4_000;

    public SteepProfile {
        if (!inner.range().equals(Interval.UNIT) || inner.weights().stream().anyMatch(weight -> weight.signum() == 0)) {
            throw new IllegalArgumentException(
                    "the inner function of a steep profile must range over [0, 1], and depend" + " on each coordinate");
        }
        if (height.signum() <= 0 || slope.signum() <= 0 || bend < 2 || bend > LARGEST_BEND) {
            throw new IllegalArgumentException(
                    "a steep profile needs a positive height, a positive slope and a bend from" + " 2 to "
                            + LARGEST_BEND);
        }
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public Surd at(Point x) {
        return Surd.of(outer(inner.value(x)));
    }

    /** The profile's value at u, from 0 to 1. */
    public BigFraction outer(BigFraction u) {
        BigFraction rest = BigFraction.ONE.subtract(u);
        return max.subtract(height.multiply(rise(rest))).subtract(slope.multiply(rest));
    }

    /** C. */
    private BigFraction rise(BigFraction rest) {
        Effort.spendOnBits((long) Rationals.bits(rest) + bend);
        if (rest.signum() == 0) {
            return BigFraction.ZERO;
        }
        int corner = Math.max(bend, corner(rest));
        BigFraction line = corner(corner)
                .value()
                .add(rest.subtract(corner(corner).argument())
                        .multiply(BigFraction.of(BigInteger.ONE.shiftLeft(corner), BigInteger.valueOf(3))));
        return Rationals.min(BigFraction.ONE, line);
    }

    /** The greatest j with 4^-j at least a positive number up to 1, plus 1: the corner of G at or below it. */
    private static int corner(BigFraction rest) {
        int corner = Math.max(
                0,
                (Rationals.denominator(rest).bitLength()
                                - Rationals.numerator(rest).bitLength()
                                - 1)
                        / 2);
        while (corner(corner).argument().compareTo(rest) > 0) {
            corner++;
        }
        return corner;
    }

    /** The corner (4^-j, 2^-j) of G. */
    private static Knot corner(int j) {
        return new Knot(
                BigFraction.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(2 * j)),
                BigFraction.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(j)));
    }

    /** A profile that agrees with this one wherever 1 - u is 0 or at least a positive number, and a little below that number. */
    public Profile from(BigFraction rest) {
        int last = Math.max(bend, corner(rest) + 1);
        if (last > LARGEST_BEND) {
            throw new IllegalArgumentException(
                    "a point is too close to the maximiser to look at a steep profile there");
        }
        List<BigFraction> arguments = new ArrayList<>(List.of(BigFraction.ZERO));
        for (int j = last; j >= bend; j--) {
            arguments.add(corner(j).argument());
        }
        arguments.add(top());
        arguments.add(BigFraction.ONE);
        List<Knot> knots = new ArrayList<>(arguments.stream()
                .map(BigFraction.ONE::subtract)
                .map(u -> new Knot(u, outer(u)))
                .toList());
        Collections.reverse(knots);
        return new Profile(inner, knots);
    }

    /** The least number at which C is 1, below 1: {@code 3 * 2^-bend - 2 * 4^-bend}. */
    private BigFraction top() {
        BigFraction value = corner(bend).value();
        return value.multiply(3).subtract(value.multiply(value).multiply(2));
    }

    @Override
    public Optional<Term> term() {
        return Optional.empty();
    }

    @Override
    public boolean isMonotone() {
        return inner.isMonotone();
    }

    @Override
    public boolean isConvex() {
        return true;
    }

    /** The profile increases strictly in u. */
    @Override
    public Optional<PhiSet> phiSet() {
        return Optional.of(
                new PhiSet(inner.argmin(), inner.argmax(), max.subtract(height).subtract(slope), max));
    }
}
