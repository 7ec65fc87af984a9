package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/** Distances as rationals: exact where they are rational, else rounded up, by less than 2^-31. */
final class UpwardDistance {
    private static final int BITS = 32;

    private UpwardDistance() {}

    static BigFraction of(Norm norm, Point p, Point q) {
        Surd distance = norm.distance(p, q);
        if (distance.isRational()) {
            return distance.toRational();
        }
        BigFraction high = distance.bounds(BITS + 8).high();
        BigInteger scaled = Rationals.numerator(high).shiftLeft(BITS);
        BigInteger[] parts = scaled.divideAndRemainder(Rationals.denominator(high));
        BigInteger up = parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
        return BigFraction.of(up, BigInteger.ONE.shiftLeft(BITS));
    }
}
