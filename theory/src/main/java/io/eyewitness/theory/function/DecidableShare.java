package io.eyewitness.theory.function;

import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.math.BigInteger;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The share of X whose side is decidable from a visualization, among L-Lipschitz units, where a and b are opposite vertices: the
 * volume of two balls of radius R/(2L) around them.
 *
 * <p>Source: theory.md section 4, L5 to L7. At {@code L|a-b| >= R} the balls meet in no volume.
 */
public final class DecidableShare {
    private DecidableShare() {}

    /**
     * The share.
     *
     * @param norm the norm of L and of the balls
     * @param dimension d, from 1 to 64
     * @param steepness L|a-b|/R, at least 1
     * @return from 0 to 1
     * @throws IllegalArgumentException if L|a-b| is below R, or in l2 if the radius exceeds 1, where no closed form is used
     */
    public static double of(Norm norm, int dimension, BigFraction steepness) {
        requireSteep(steepness);
        BigFraction share = steepness.multiply(Rationals.TWO).reciprocal();
        return switch (norm) {
            case L1 -> simplex(dimension, share.multiply(dimension)) * 2;
            case L2 -> orthant(dimension, Math.sqrt(dimension) * share.doubleValue()) * 2;
            case LINF -> Math.pow(share.doubleValue(), dimension) * 2;
        };
    }

    /**
     * The share in l-infinity, where balls are boxes, for any extremisers; in d = 1 it is that of every norm.
     *
     * @param a the minimiser
     * @param b the maximiser, another point
     * @param steepness L|a-b|/R, at least 1, so that the boxes meet in no volume
     * @throws IllegalArgumentException if L|a-b| is below R
     */
    public static BigFraction ofBoxes(Point a, Point b, BigFraction steepness) {
        requireSteep(steepness);
        BigFraction radius = Norm.LINF.distance(a, b).toRational().divide(steepness.multiply(Rationals.TWO));
        return box(a, radius).add(box(b, radius));
    }

    /** The volume of the part of a box around a point that lies in X. */
    private static BigFraction box(Point centre, BigFraction radius) {
        BigFraction volume = BigFraction.ONE;
        for (BigFraction coordinate : centre.coordinates()) {
            BigFraction low = Rationals.max(BigFraction.ZERO, coordinate.subtract(radius));
            BigFraction high = Rationals.min(BigFraction.ONE, coordinate.add(radius));
            volume = volume.multiply(high.subtract(low));
        }
        return volume;
    }

    private static void requireSteep(BigFraction steepness) {
        if (steepness.compareTo(BigFraction.ONE) < 0) {
            throw new IllegalArgumentException("L|a-b|/R must be at least 1, not " + Rationals.text(steepness));
        }
    }

    /** The volume of {x in X: x_1 + ... + x_d <= r}, exactly: the distribution function of Irwin and Hall. */
    private static double simplex(int dimension, BigFraction radius) {
        BigFraction sum = BigFraction.ZERO;
        for (int k = 0; k <= dimension; k++) {
            BigFraction rest = Rationals.max(BigFraction.ZERO, radius.subtract(k));
            BigFraction term =
                    rest.pow(dimension).multiply(BigFraction.of(CombinatoricsUtils.binomialCoefficient(dimension, k)));
            sum = k % 2 == 0 ? sum.add(term) : sum.subtract(term);
        }
        return sum.divide(BigFraction.of(factorial(dimension))).doubleValue();
    }

    private static BigInteger factorial(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** The volume of the part of a Euclidean ball around 0 that lies in X. */
    private static double orthant(int dimension, double radius) {
        if (radius > 1) {
            throw new IllegalArgumentException(
                    "a Euclidean ball of radius " + Decimals.text(radius) + " around a vertex extends beyond the cube");
        }
        double half = dimension / 2.0;
        double unitBall = Math.pow(Math.PI, half) / Gamma.gamma(half + 1);
        return unitBall * Math.pow(radius / 2, dimension);
    }
}
