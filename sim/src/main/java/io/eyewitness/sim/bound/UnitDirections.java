package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Directions u of length 1 in the norm of the Lipschitz constant, so that a gradient g must have g.u <= L. For l1 and linf finitely many
 * directions suffice; for l2 further ones are added where a gradient is too long.
 */
final class UnitDirections {
    /** The length, as a multiple of L, that gradients in l2 may have where bounds are proven. */
    static final BigFraction OUTER = BigFraction.ONE.add(BigFraction.of(1, 1 << 20));

    /** The length, as a multiple of L, of the gradients of members in l2. */
    static final BigFraction INNER = BigFraction.ONE.subtract(BigFraction.of(1, 1 << 20));

    private static final double FINENESS = 1 << 26;

    private UnitDirections() {}

    /** The initial directions; none if there is no Lipschitz constant. */
    static List<List<BigFraction>> directions(BoundProblem problem) {
        int dimension = problem.dimension();
        if (problem.assumptions().lipschitz().isEmpty()) {
            return List.of();
        }
        if (problem.norm() == Norm.LINF) {
            return IntStream.range(0, 1 << dimension)
                    .mapToObj(bits -> IntStream.range(0, dimension)
                            .mapToObj(i -> BigFraction.of((bits >> i & 1) * 2 - 1))
                            .toList())
                    .toList();
        }
        List<List<BigFraction>> axes = new ArrayList<>();
        for (int axis = 0; axis < dimension; axis++) {
            axes.add(axis(dimension, axis, 1));
            axes.add(axis(dimension, axis, -1));
        }
        return axes;
    }

    private static List<BigFraction> axis(int dimension, int axis, int sign) {
        return IntStream.range(0, dimension)
                .mapToObj(i -> BigFraction.of(i == axis ? sign : 0))
                .toList();
    }

    /** The square of the length. */
    static BigFraction square(List<BigFraction> gradient) {
        return Rationals.sum(
                gradient.stream().map(slope -> slope.multiply(slope)).toList());
    }

    /**
     * A rational vector of Euclidean length 1, exactly, near the direction of a gradient that is not 0: the inverse stereographic
     * projection of a rational point, from the pole on the other side.
     */
    static List<BigFraction> unit(List<BigFraction> gradient) {
        BigFraction scale = scale(gradient);
        double[] direction = gradient.stream()
                .mapToDouble(slope -> slope.multiply(scale).doubleValue())
                .toArray();
        double length = Math.sqrt(IntStream.range(0, direction.length)
                .mapToDouble(i -> direction[i] * direction[i])
                .sum());
        int pole = 0;
        for (int i = 1; i < direction.length; i++) {
            pole = Math.abs(direction[i]) > Math.abs(direction[pole]) ? i : pole;
        }
        int axis = pole;
        int side = direction[axis] < 0 ? -1 : 1;
        double height = 1 + side * direction[axis] / length;
        List<BigFraction> flat = IntStream.range(0, direction.length)
                .mapToObj(i -> i == axis
                        ? BigFraction.ZERO
                        : BigFraction.of(Math.round(direction[i] / length / height * FINENESS), (long) FINENESS))
                .toList();
        BigFraction norm = square(flat);
        BigFraction share = norm.add(BigFraction.ONE).reciprocal();
        return IntStream.range(0, direction.length)
                .mapToObj(i -> i == axis
                        ? BigFraction.ONE.subtract(norm).multiply(share).multiply(side)
                        : flat.get(i).multiply(Rationals.TWO).multiply(share))
                .toList();
    }

    /** A power of two that brings the largest slope near 1, for its square may be beyond what a double holds. */
    private static BigFraction scale(List<BigFraction> gradient) {
        BigFraction largest = gradient.stream().map(BigFraction::abs).reduce(BigFraction.ZERO, Rationals::max);
        return Rationals.TWO.pow(Rationals.denominator(largest).bitLength()
                - Rationals.numerator(largest).bitLength());
    }
}
