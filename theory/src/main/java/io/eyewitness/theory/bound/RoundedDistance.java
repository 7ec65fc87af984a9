package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import java.math.BigInteger;
import org.apache.commons.numbers.fraction.BigFraction;

/** Distances as rationals: exact where they are rational, else rounded. */
final class RoundedDistance {
    private static final int BITS = 32;

    private RoundedDistance() {}

    /** Rounded up, by less than 2^-31: sound in what is proven of all units. */
    static BigFraction up(Norm norm, Point p, Point q) {
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

    /** Rounded down, by less than 2^(1 - bits): sound in what a single unit is made with. */
    static BigFraction down(Norm norm, Point p, Point q, int bits) {
        Surd distance = norm.distance(p, q);
        if (distance.isRational()) {
            return distance.toRational();
        }
        BigFraction low = distance.bounds(bits + 8).low();
        BigInteger down = Rationals.numerator(low).shiftLeft(bits).divide(Rationals.denominator(low));
        return BigFraction.of(down, BigInteger.ONE.shiftLeft(bits));
    }
}
