package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A continuous piecewise affine function of one variable, composed with an affine inner function of d variables.
 *
 * <p>Source: theory.md section 2, dimension-free; blends of rows 6 and 7 are profiles of the mean coordinate.
 *
 * @param inner the inner function
 * @param knots at least two, by increasing argument; the first and the last enclose the range of inner on X
 */
public record Profile(Affine inner, List<Knot> knots) implements Unit {
    /** The profile takes the value at the argument, and is affine between neighbours. */
    public record Knot(BigFraction argument, BigFraction value) {}

    public Profile {
        knots = List.copyOf(knots);
        for (int i = 1; i < knots.size(); i++) {
            if (knots.get(i - 1).argument().compareTo(knots.get(i).argument()) >= 0) {
                throw new IllegalArgumentException("the knots of a profile must have increasing arguments");
            }
        }
        if (knots.size() < 2
                || !new Interval(
                                knots.get(0).argument(),
                                knots.get(knots.size() - 1).argument())
                        .contains(inner.range())) {
            throw new IllegalArgumentException("the knots of a profile must enclose " + inner.range()
                    + ", the range of its inner function on the cube; add a knot");
        }
    }

    /** A profile of the mean coordinate u, which ranges over [0,1]. */
    public static Profile ofMean(int dimension, Knot... knots) {
        return new Profile(Affine.mean(dimension), List.of(knots));
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public Surd at(Point x) {
        return Surd.of(outer(inner.value(x)));
    }

    /**
     * The profile's value at an argument.
     *
     * @throws IllegalArgumentException outside the knots
     */
    public BigFraction outer(BigFraction argument) {
        for (int i = 1; i < knots.size(); i++) {
            if (argument.compareTo(knots.get(i).argument()) <= 0
                    && argument.compareTo(knots.get(0).argument()) >= 0) {
                Knot left = knots.get(i - 1);
                return left.value().add(slope(i - 1).multiply(argument.subtract(left.argument())));
            }
        }
        throw new IllegalArgumentException(Rationals.text(argument) + " lies outside the knots of the profile");
    }

    /** The slope on each piece, one fewer than there are knots. */
    public List<BigFraction> slopes() {
        return IntStream.range(0, knots.size() - 1).mapToObj(this::slope).toList();
    }

    /** The slope on a piece, from 0. */
    public BigFraction slope(int piece) {
        Knot left = knots.get(piece);
        Knot right = knots.get(piece + 1);
        return right.value().subtract(left.value()).divide(right.argument().subtract(left.argument()));
    }

    /** {@code v_0 + s_0 (u - u_0) + sum (s_i - s_(i-1)) relu(u - u_i)}. */
    @Override
    public Optional<Term> term() {
        Term argument = inner.body();
        List<BigFraction> slopes = slopes();
        List<Term> operands = new ArrayList<>();
        operands.add(Term.constant(knots.get(0).value()));
        operands.add(beyond(argument, 0).times(slopes.get(0)));
        for (int i = 1; i < slopes.size(); i++) {
            operands.add(Term.relu(beyond(argument, i)).times(slopes.get(i).subtract(slopes.get(i - 1))));
        }
        return Optional.of(Term.sum(operands));
    }

    private Term beyond(Term argument, int knot) {
        return argument.plus(Term.constant(knots.get(knot).argument().negate()));
    }

    @Override
    public boolean isMonotone() {
        return inner.isMonotone() && slopes().stream().allMatch(slope -> slope.signum() >= 0);
    }

    /** Whether the slopes do not decrease. */
    @Override
    public boolean isConvex() {
        List<BigFraction> slopes = slopes();
        return IntStream.range(1, slopes.size()).allMatch(i -> slopes.get(i - 1).compareTo(slopes.get(i)) <= 0);
    }

    @Override
    public Optional<PhiSet> phiSet() {
        return Optional.of(ties());
    }

    /** The tie sets: unions of slabs {@code c <= inner(x) <= e}. */
    public PhiSet ties() {
        List<Knot> reached = reached();
        BigFraction min =
                reached.stream().map(Knot::value).reduce(Rationals::min).orElseThrow();
        BigFraction max =
                reached.stream().map(Knot::value).reduce(Rationals::max).orElseThrow();
        return new PhiSet(tiesAt(min, reached), tiesAt(max, reached), min, max);
    }

    /** The knots within the range of the inner function, and those at its ends. */
    private List<Knot> reached() {
        Interval range = inner.range();
        List<Knot> reached = new ArrayList<>();
        reached.add(new Knot(range.low(), outer(range.low())));
        for (Knot knot : knots) {
            if (knot.argument().compareTo(range.low()) > 0 && knot.argument().compareTo(range.high()) < 0) {
                reached.add(knot);
            }
        }
        if (!range.low().equals(range.high())) {
            reached.add(new Knot(range.high(), outer(range.high())));
        }
        return reached;
    }

    private TieSet tiesAt(BigFraction value, List<Knot> reached) {
        List<Interval> slabs = new ArrayList<>();
        for (int i = 0; i < reached.size(); i++) {
            if (reached.get(i).value().equals(value)) {
                int first = i;
                while (i + 1 < reached.size() && reached.get(i + 1).value().equals(value)) {
                    i++;
                }
                slabs.add(new Interval(
                        reached.get(first).argument(), reached.get(i).argument()));
            }
        }
        Interval range = inner.range();
        if (slabs.equals(List.of(range))) {
            return TieSet.cube(dimension());
        }
        if (slabs.equals(List.of(Interval.of(range.low())))) {
            return inner.argmin();
        }
        if (slabs.equals(List.of(Interval.of(range.high())))) {
            return inner.argmax();
        }
        return region(slabs);
    }

    private TieSet region(List<Interval> slabs) {
        Term argument = inner.body();
        Interval range = inner.range();
        Point low = inner.argmin().members().get(0);
        Point high = inner.argmax().members().get(0);
        List<Formula> formulas = new ArrayList<>();
        List<Point> members = new ArrayList<>();
        for (Interval slab : slabs) {
            formulas.add(Formula.and(
                    Term.constant(slab.low()).atMost(argument), argument.atMost(Term.constant(slab.high()))));
            for (BigFraction level : List.of(slab.low(), slab.high())) {
                BigFraction share =
                        level.subtract(range.low()).divide(range.high().subtract(range.low()));
                members.add(low.towards(high, share));
            }
        }
        return new TieSet.Region(dimension(), Formula.or(formulas), members);
    }
}
