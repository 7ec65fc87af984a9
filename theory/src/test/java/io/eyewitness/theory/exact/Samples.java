package io.eyewitness.theory.exact;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Random exact values for property tests, from a seed that the property engine gives. */
public final class Samples {
    private final SplittableRandom random;

    public Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A rational in [0,1], often 0, 1/2 or 1. */
    public BigFraction share() {
        int denominator = 1 + random.nextInt(24);
        return BigFraction.of(random.nextInt(denominator + 1), denominator);
    }

    /** A rational strictly between 0 and 1. */
    public BigFraction innerShare() {
        int denominator = 2 + random.nextInt(30);
        return BigFraction.of(1 + random.nextInt(denominator - 1), denominator);
    }

    /** A rational in [-4, 4]. */
    public BigFraction number() {
        return share().multiply(BigFraction.of(8)).subtract(BigFraction.of(4));
    }

    public Point point(int dimension) {
        return new Point(Stream.generate(this::share).limit(dimension).toList());
    }

    public Point pointOff(int dimension, Point other) {
        Point point = point(dimension);
        while (point.equals(other)) {
            point = point(dimension);
        }
        return point;
    }

    /** A point very near another, in the cube. */
    public Point near(Point centre) {
        return centre.towards(point(centre.dimension()), BigFraction.of(1, 1 << random.nextInt(30)));
    }

    public Norm norm() {
        return Norm.values()[random.nextInt(Norm.values().length)];
    }
}
