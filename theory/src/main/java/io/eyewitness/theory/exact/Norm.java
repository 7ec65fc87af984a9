package io.eyewitness.theory.exact;

import java.util.List;
import java.util.Locale;
import org.apache.commons.numbers.fraction.BigFraction;

/** The norms of theory.md section 1, with exact distances. */
public enum Norm {
    /** The sum of the absolute coordinates. */
    L1,
    /** The Euclidean norm. */
    L2,
    /** The largest absolute coordinate. */
    LINF;

    /** The distance of two points of the same dimension. */
    public Surd distance(Point p, Point q) {
        Point difference = p.minus(q);
        List<BigFraction> sizes =
                difference.coordinates().stream().map(BigFraction::abs).toList();
        return switch (this) {
            case L1 -> Surd.of(l1(p, q));
            case L2 -> Surd.sqrt(difference.dot(difference));
            case LINF -> Surd.of(sizes.stream().reduce(BigFraction.ZERO, Rationals::max));
        };
    }

    /** The distance of two points in doubles. */
    public double distance(double[] p, double... q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double size = Math.abs(p[i] - q[i]);
            sum = switch (this) {
                case L1 -> sum + size;
                case L2 -> sum + size * size;
                case LINF -> Math.max(sum, size);
            };
        }
        return this == L2 ? Math.sqrt(sum) : sum;
    }

    /** The l1 distance of two points of the same dimension, which is rational. */
    public static BigFraction l1(Point p, Point q) {
        p.requireDimensionOf(q);
        BigFraction sum = BigFraction.ZERO;
        for (int i = 0; i < p.dimension(); i++) {
            sum = Effort.add(sum, Effort.subtract(p.get(i), q.get(i)).abs());
        }
        return sum;
    }

    /** Whether two points of the same dimension are so far apart, or farther: in l2 by squares, which takes no root. */
    public boolean isAtLeast(Point p, Point q, BigFraction length) {
        if (length.signum() <= 0) {
            return true;
        }
        return switch (this) {
            case L1 -> l1(p, q).compareTo(length) >= 0;
            case L2 -> {
                Point difference = p.minus(q);
                yield difference.dot(difference).compareTo(Effort.multiply(length, length)) >= 0;
            }
            case LINF ->
                p.minus(q).coordinates().stream().anyMatch(size -> size.abs().compareTo(length) >= 0);
        };
    }

    /**
     * Whether a linear function changes by at most a bound along every way of a length: whether the length times the dual norm of the
     * weights is at most the bound; in l2 by squares.
     */
    public boolean boundsChange(Point weights, BigFraction length, BigFraction bound) {
        if (bound.signum() < 0) {
            return false;
        }
        List<BigFraction> sizes =
                weights.coordinates().stream().map(BigFraction::abs).toList();
        return switch (this) {
            case L1 -> sizes.stream().allMatch(size -> size.multiply(length).compareTo(bound) <= 0);
            case L2 -> weights.dot(weights).multiply(length).multiply(length).compareTo(bound.multiply(bound)) <= 0;
            case LINF -> Rationals.sum(sizes).multiply(length).compareTo(bound) <= 0;
        };
    }

    /** The name in files and on command lines: l1, l2 or linf. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException if it names no norm
     */
    public static Norm parse(String text) {
        for (Norm norm : values()) {
            if (norm.text().equals(text)) {
                return norm;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a norm; use l1, l2 or linf");
    }
}
