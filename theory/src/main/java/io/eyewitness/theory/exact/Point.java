package io.eyewitness.theory.exact;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A point of R^d with rational coordinates, d at least 1; coordinates are counted from 0.
 *
 * <p>Source: theory.md section 1, the input space X = [0,1]^d. Operations on two points of different dimension throw
 * {@link IllegalArgumentException}.
 *
 * @param coordinates the d coordinates
 */
public record Point(List<BigFraction> coordinates) implements Comparable<Point> {
    public Point {
        coordinates = List.copyOf(coordinates);
        if (coordinates.isEmpty()) {
            throw new IllegalArgumentException("dimension must be at least 1");
        }
    }

    public static Point of(BigFraction... coordinates) {
        return new Point(List.of(coordinates));
    }

    /** Reads each coordinate as {@link Rationals#parse} does. */
    public static Point of(String... coordinates) {
        return new Point(List.of(coordinates).stream().map(Rationals::parse).toList());
    }

    /** The vertex (0, ..., 0) of the cube. */
    public static Point zero(int dimension) {
        return constant(dimension, BigFraction.ZERO);
    }

    /** The vertex (1, ..., 1) of the cube. */
    public static Point one(int dimension) {
        return constant(dimension, BigFraction.ONE);
    }

    /** The point (c, ..., c). */
    public static Point constant(int dimension, BigFraction value) {
        return new Point(Collections.nCopies(Math.max(0, dimension), value));
    }

    /** A pseudo-random point of X whose coordinates are multiples of 1/grid. */
    public static Point random(int dimension, int grid, SplittableRandom random) {
        return new Point(Stream.generate(() -> BigFraction.of(random.nextInt(grid + 1), grid))
                .limit(dimension)
                .toList());
    }

    public int dimension() {
        return coordinates.size();
    }

    public BigFraction get(int index) {
        return coordinates.get(index);
    }

    /** The same point with one coordinate replaced. */
    public Point with(int index, BigFraction value) {
        return new Point(IntStream.range(0, dimension())
                .mapToObj(i -> i == index ? value : get(i))
                .toList());
    }

    /** Whether every coordinate lies in [0,1]. */
    public boolean isInUnitCube() {
        return coordinates.stream().allMatch(c -> c.signum() >= 0 && c.compareTo(BigFraction.ONE) <= 0);
    }

    /** Whether every coordinate is 0 or 1. */
    public boolean isVertex() {
        return coordinates.stream().allMatch(c -> c.equals(BigFraction.ZERO) || c.equals(BigFraction.ONE));
    }

    /** The reflection of the point in the centre of the cube, 1 - x. */
    public Point opposite() {
        return one(dimension()).minus(this);
    }

    public Point plus(Point other) {
        return zip(other, Effort::add);
    }

    public Point minus(Point other) {
        return zip(other, Effort::subtract);
    }

    public Point scale(BigFraction factor) {
        return new Point(coordinates.stream()
                .map(coordinate -> Effort.multiply(factor, coordinate))
                .toList());
    }

    /** The point that is the given share of the way from this one to another: {@code this + share * (other - this)}. */
    public Point towards(Point other, BigFraction share) {
        return plus(other.minus(this).scale(share));
    }

    /** The midpoint. */
    public Point mid(Point other) {
        return towards(other, Rationals.HALF);
    }

    /** The inner product. */
    public BigFraction dot(Point other) {
        requireDimensionOf(other);
        Effort.spend(dimension());
        ExactSum sum = new ExactSum();
        for (int i = 0; i < dimension(); i++) {
            sum.addProduct(get(i), other.get(i));
        }
        return sum.value();
    }

    void requireDimensionOf(Point other) {
        if (other.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "points " + this + " and " + other + " have different dimensions; give both the same");
        }
    }

    private Point zip(Point other, BinaryOperator<BigFraction> operation) {
        requireDimensionOf(other);
        return new Point(IntStream.range(0, dimension())
                .mapToObj(i -> operation.apply(get(i), other.get(i)))
                .toList());
    }

    /** Lexicographic order. */
    @Override
    public int compareTo(Point other) {
        requireDimensionOf(other);
        int sign = 0;
        for (int i = 0; sign == 0 && i < dimension(); i++) {
            sign = get(i).compareTo(other.get(i));
        }
        return sign;
    }

    /** The canonical text, {@code "(1/2, 0)"}. */
    @Override
    public String toString() {
        return coordinates.stream().map(Rationals::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
