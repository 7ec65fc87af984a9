package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The affine unit {@code w.x + bias}.
 *
 * <p>Source: theory.md section 3, rows 8 to 10.
 *
 * @param weights w, of length d, at least 1
 * @param bias the value at 0
 */
public record Affine(List<BigFraction> weights, BigFraction bias) implements Unit {
    public Affine {
        weights = List.copyOf(weights);
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("dimension must be at least 1");
        }
    }

    /** The mean coordinate u(x) = (x_1 + ... + x_d)/d (U1). */
    public static Affine mean(int dimension) {
        return new Affine(
                Point.constant(dimension, BigFraction.of(1, Math.max(1, dimension)))
                        .coordinates(),
                BigFraction.ZERO);
    }

    @Override
    public int dimension() {
        return weights.size();
    }

    @Override
    public Surd at(Point x) {
        return Surd.of(value(x));
    }

    /** The value at a point, as a rational. */
    public BigFraction value(Point x) {
        requireDimensionOf(x);
        return new Point(weights).dot(x).add(bias);
    }

    @Override
    public Optional<Term> term() {
        return Optional.of(body());
    }

    /** The unit as a term; inputs of weight 0 are left out. */
    public Term body() {
        List<Term> operands = new ArrayList<>();
        for (int i = 0; i < dimension(); i++) {
            if (weights.get(i).signum() != 0) {
                operands.add(Coordinates.variable(i).times(weights.get(i)));
            }
        }
        operands.add(Term.constant(bias));
        return Term.sum(operands);
    }

    /** The exact range on X. */
    public Interval range() {
        return new Interval(value(vertex(false)), value(vertex(true)));
    }

    /** The points of X where the least value is taken: a face, that of all x with x_i = 0 where w_i > 0, 1 where w_i {@literal <} 0. */
    public TieSet argmin() {
        return new TieSet.Face(extreme(-1, BigFraction.ZERO), extreme(-1, BigFraction.ONE));
    }

    /** The points of X where the greatest value is taken. */
    public TieSet argmax() {
        return new TieSet.Face(extreme(1, BigFraction.ZERO), extreme(1, BigFraction.ONE));
    }

    @Override
    public Optional<PhiSet> phiSet() {
        return Optional.of(ties());
    }

    /** The tie sets: two opposite faces, or the whole cube twice. */
    public PhiSet ties() {
        Interval range = range();
        return new PhiSet(argmin(), argmax(), range.low(), range.high());
    }

    @Override
    public boolean isMonotone() {
        return weights.stream().allMatch(weight -> weight.signum() >= 0);
    }

    @Override
    public boolean isConvex() {
        return true;
    }

    private Point vertex(boolean highest) {
        return extreme(highest ? 1 : -1, BigFraction.ZERO);
    }

    private Point extreme(int direction, BigFraction free) {
        return new Point(IntStream.range(0, dimension())
                .mapToObj(i -> {
                    int sign = weights.get(i).signum() * direction;
                    return sign == 0 ? free : sign > 0 ? BigFraction.ONE : BigFraction.ZERO;
                })
                .toList());
    }

    @Override
    public String toString() {
        return new Point(weights) + ".x + " + Rationals.text(bias);
    }
}
