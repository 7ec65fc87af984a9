package io.eyewitness.sim.bound;

import io.eyewitness.theory.exact.Point;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Equally spaced points of [0,1]^d.
 *
 * @param points on each axis, at least 2
 * @param dimension d
 */
public record Grid(int points, int dimension) {
    /** The largest dimension, and the largest number of points in all of a grid whose points are listed. */
    public static final int MOST = 10_000;

    public Grid {
        if (dimension < 1) {
            throw new IllegalArgumentException("the dimension must be at least 1, not " + dimension);
        }
        if (dimension > MOST) {
            throw new IllegalArgumentException("the dimension must be at most " + MOST + ", not " + dimension);
        }
        if (points < 2) {
            throw new IllegalArgumentException("a grid needs at least 2 points on each axis, not " + points);
        }
    }

    /**
     * The number of points.
     *
     * @throws IllegalArgumentException if there are more than {@link #MOST}
     */
    public int size() {
        if (Math.pow(points, dimension) > MOST) {
            throw new IllegalArgumentException("a grid of " + points + " points on each of " + dimension
                    + " axes is too large; it can have " + MOST + " points in all");
        }
        return (int) Math.round(Math.pow(points, dimension));
    }

    /** The step between neighbours. */
    public BigFraction step() {
        return BigFraction.of(1, points - 1);
    }

    /** The point of a number from 0; the last coordinate changes fastest. */
    public Point point(int number) {
        int[] digits = new int[dimension];
        int rest = number;
        for (int i = dimension - 1; i >= 0; i--) {
            digits[i] = rest % points;
            rest /= points;
        }
        return new Point(IntStream.of(digits)
                .mapToObj(digit -> BigFraction.of(digit, points - 1))
                .toList());
    }

    /** All points. */
    public List<Point> all() {
        return IntStream.range(0, size()).mapToObj(this::point).toList();
    }

    /** The points of X one step away from one of X, along an axis. */
    public List<Point> neighbours(Point x) {
        return IntStream.range(0, dimension)
                .boxed()
                .flatMap(axis -> Stream.of(step().negate(), step())
                        .map(step -> x.with(axis, x.get(axis).add(step))))
                .filter(Point::isInUnitCube)
                .toList();
    }
}
