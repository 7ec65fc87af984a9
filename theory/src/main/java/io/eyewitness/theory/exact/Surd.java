package io.eyewitness.theory.exact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An exact real of the form {@code q + c_1 sqrt(n_1) + ... + c_k sqrt(n_k)}: a rational plus rational multiples of square
 * roots of positive integers, as Euclidean distances of rational points are. Immutable and ordered.
 *
 * <p>No n_i is a perfect square and no two have a ratio that is the square of a rational. Square roots of distinct
 * square classes are linearly independent over Q (Besicovitch 1940), so the value is rational only if k = 0, and every
 * comparison ends: a non-zero value is told from 0 by refining rational bounds.
 */
public final class Surd implements Comparable<Surd> {
    /** The number 0. */
    public static final Surd ZERO = new Surd(BigFraction.ZERO, List.of());

    private static final int FIRST_PRECISION = 64;

    private final BigFraction rational;
    private final List<Root> roots;

    private Surd(BigFraction rational, List<Root> roots) {
        this.rational = rational;
        this.roots = List.copyOf(roots);
    }

    public static Surd of(BigFraction value) {
        return new Surd(value, List.of());
    }

    /**
     * The square root.
     *
     * @throws IllegalArgumentException if the radicand is negative
     */
    public static Surd sqrt(BigFraction radicand) {
        if (radicand.signum() < 0) {
            throw new IllegalArgumentException("the square root of " + Rationals.text(radicand) + " is not real");
        }
        return Root.exact(radicand)
                .map(Surd::of)
                .orElseGet(() -> new Surd(BigFraction.ZERO, List.of(Root.of(radicand))));
    }

    public static Surd min(Surd p, Surd q) {
        return p.compareTo(q) <= 0 ? p : q;
    }

    public static Surd max(Surd p, Surd q) {
        return p.compareTo(q) >= 0 ? p : q;
    }

    public Surd plus(Surd other) {
        BigFraction sum = rational.add(other.rational);
        if (other.roots.isEmpty()) {
            return new Surd(sum, roots);
        }
        List<Root> merged = new ArrayList<>(roots);
        for (Root root : other.roots) {
            merge(merged, root);
        }
        merged.removeIf(root -> root.coefficient().signum() == 0);
        merged.sort(Comparator.comparing(Root::radicand));
        return new Surd(sum, merged);
    }

    public Surd plus(BigFraction other) {
        return new Surd(rational.add(other), roots);
    }

    public Surd minus(Surd other) {
        return plus(other.negate());
    }

    public Surd minus(BigFraction other) {
        return plus(other.negate());
    }

    public Surd negate() {
        return times(BigFraction.ONE.negate());
    }

    public Surd times(BigFraction factor) {
        return factor.signum() == 0
                ? ZERO
                : new Surd(
                        rational.multiply(factor),
                        roots.stream().map(root -> root.times(factor)).toList());
    }

    public Surd abs() {
        return signum() < 0 ? negate() : this;
    }

    /** -1, 0 or 1. */
    public int signum() {
        if (roots.isEmpty()) {
            return rational.signum();
        }
        for (int precision = FIRST_PRECISION; ; precision *= 2) {
            Interval bounds = bounds(precision);
            if (bounds.low().signum() * bounds.high().signum() > 0) {
                return bounds.low().signum();
            }
        }
    }

    public boolean isRational() {
        return roots.isEmpty();
    }

    /**
     * The value as a rational.
     *
     * @throws ArithmeticException if it is irrational
     */
    public BigFraction toRational() {
        if (!isRational()) {
            throw new ArithmeticException(this + " is irrational");
        }
        return rational;
    }

    /** The nearest double. */
    public double toDouble() {
        for (int precision = FIRST_PRECISION; ; precision *= 2) {
            Interval bounds = bounds(precision);
            double low = bounds.low().doubleValue();
            if (low == bounds.high().doubleValue()) {
                return low;
            }
        }
    }

    /** Rational bounds; each square root is enclosed to within 2^-precision. */
    public Interval bounds(int precision) {
        Interval bounds = Interval.of(rational);
        for (Root root : roots) {
            bounds = bounds.plus(root.bounds(precision));
        }
        return bounds;
    }

    public int compareTo(BigFraction other) {
        return minus(other).signum();
    }

    @Override
    public int compareTo(Surd other) {
        return minus(other).signum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Surd surd && minus(surd).roots.isEmpty() && compareTo(surd) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(toDouble());
    }

    /** The value as text, {@code "1/2 + 3*sqrt(2)"}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (rational.signum() != 0 || roots.isEmpty()) {
            text.append(Rationals.text(rational));
        }
        for (Root root : roots) {
            boolean negative = root.coefficient().signum() < 0;
            String sign = text.isEmpty() ? (negative ? "-" : "") : negative ? " - " : " + ";
            BigFraction size = root.coefficient().abs();
            String factor = size.equals(BigFraction.ONE) ? "" : Rationals.text(size) + "*";
            text.append(sign)
                    .append(factor)
                    .append("sqrt(")
                    .append(root.radicand())
                    .append(")");
        }
        return text.toString();
    }

    private static void merge(List<Root> roots, Root added) {
        for (int i = 0; i < roots.size(); i++) {
            Root root = roots.get(i);
            BigFraction ratio = BigFraction.of(added.radicand(), root.radicand());
            if (ratio.equals(BigFraction.ONE) || Root.exact(ratio).isPresent()) {
                BigFraction factor = Root.exact(ratio).orElseThrow();
                BigFraction sum = root.coefficient().add(added.coefficient().multiply(factor));
                roots.set(i, new Root(sum, root.radicand()));
                return;
            }
        }
        roots.add(added);
    }
}
