package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Exact intervals of f(x) by formulas, each for the problems that it is for; they share nothing with linear programs but the numbers.
 * m {@literal <} M throughout.
 */
public final class ClosedForm {
    private ClosedForm() {}

    /**
     * The envelope of theory.md section 4.
     *
     * @return none if an end is irrational
     */
    public static Optional<Interval> lipschitz(Visualization phi, BigFraction lipschitz, Norm norm, Point x) {
        LipschitzEnvelope envelope = new LipschitzEnvelope(phi, lipschitz, norm);
        Surd lower = envelope.lower(x);
        Surd upper = envelope.upper(x);
        return lower.isRational() && upper.isRational()
                ? Optional.of(new Interval(lower.toRational(), upper.toRational()))
                : Optional.empty();
    }

    /** The envelope of several values: each is a cone upwards and one downwards. The norm is l1 or linf. */
    public static Interval lipschitz(
            Visualization phi, List<Observation.Value> values, BigFraction lipschitz, Norm norm, Point x) {
        BigFraction lower = phi.min();
        BigFraction upper = phi.max();
        for (Observation.Value value : values) {
            BigFraction cone = norm.distance(x, value.at()).toRational().multiply(lipschitz);
            lower = Rationals.max(lower, value.value().subtract(cone));
            upper = Rationals.min(upper, value.value().add(cone));
        }
        return new Interval(lower, upper);
    }

    /** The profile of monotone units: m below a, M above b, anything elsewhere. */
    public static Interval monotone(Visualization phi, Point x) {
        return new Interval(isAtMost(phi.b(), x) ? phi.max() : phi.min(), isAtMost(x, phi.a()) ? phi.min() : phi.max());
    }

    /** Monotone units with several known values: from the largest at a point below x to the least at one above. */
    public static Interval monotone(Visualization phi, List<Observation.Value> values, Point x) {
        return new Interval(
                values.stream()
                        .filter(value -> isAtMost(value.at(), x))
                        .map(Observation.Value::value)
                        .reduce(phi.min(), Rationals::max),
                values.stream()
                        .filter(value -> isAtMost(x, value.at()))
                        .map(Observation.Value::value)
                        .reduce(phi.max(), Rationals::min));
    }

    /**
     * Lipschitz and monotone: f rises from a only by coordinates above those of a, and falls from b only by those below. The norm is l1 or
     * linf.
     */
    public static Interval lipschitzMonotone(Visualization phi, BigFraction lipschitz, Norm norm, Point x) {
        BigFraction rise = rise(phi.a(), x, norm);
        BigFraction fall = rise(x, phi.b(), norm);
        return new Interval(
                Rationals.max(phi.min(), phi.max().subtract(fall.multiply(lipschitz))),
                Rationals.min(phi.max(), phi.min().add(rise.multiply(lipschitz))));
    }

    /** The length of the part of the way from one point to another that goes up. The norm is l1 or linf. */
    public static BigFraction rise(Point from, Point to, Norm norm) {
        return norm.distance(positive(to.minus(from)), Point.zero(from.dimension()))
                .toRational();
    }

    /**
     * The range of affine units (A3): with y the coordinates as seen from a, over those in which a and b are opposite ends of [0,1], from
     * the least to the largest y.
     *
     * @return none if no affine unit has the visualization, since a and b are opposite in no coordinate
     */
    public static Optional<Interval> affine(Visualization phi, Point x) {
        List<BigFraction> seen = IntStream.range(0, x.dimension())
                .filter(i -> phi.a().get(i).subtract(phi.b().get(i)).abs().equals(BigFraction.ONE))
                .mapToObj(i -> x.get(i).subtract(phi.a().get(i)).abs())
                .toList();
        return seen.stream()
                .min(Comparator.naturalOrder())
                .map(least -> new Interval(
                        scaled(phi, least), scaled(phi, seen.stream().reduce(BigFraction.ZERO, Rationals::max))));
    }

    /**
     * The profile of convex units whose maximiser is a vertex of X: on each ray from a they are at most linear up to the surface of X, and
     * they can be m up to any distance of b.
     */
    public static Interval convex(Visualization phi, Point x) {
        BigFraction gauge = BigFraction.ZERO;
        for (int i = 0; i < x.dimension(); i++) {
            BigFraction from = phi.a().get(i);
            BigFraction way = x.get(i).subtract(from);
            if (way.signum() != 0) {
                BigFraction room = way.signum() > 0 ? BigFraction.ONE.subtract(from) : from;
                gauge = Rationals.max(gauge, way.abs().divide(room));
            }
        }
        return new Interval(x.equals(phi.b()) ? phi.max() : phi.min(), scaled(phi, gauge));
    }

    /**
     * Convex units of one input, known at some points, 0, 1 and the minimiser among them: at most the chord between the nearest ones, at
     * least the chords before and after it, prolonged.
     *
     * @param values sorted by their points, convex, all of different points
     */
    public static Interval convex(Visualization phi, List<Observation.Value> values, Point x) {
        int after = 0;
        while (values.get(after).at().compareTo(x) < 0) {
            after++;
        }
        if (values.get(after).at().equals(x)) {
            return Interval.of(values.get(after).value());
        }
        BigFraction lower = phi.min();
        if (after >= 2) {
            lower = Rationals.max(lower, line(values.get(after - 2), values.get(after - 1), x));
        }
        if (after + 1 < values.size()) {
            lower = Rationals.max(lower, line(values.get(after), values.get(after + 1), x));
        }
        return new Interval(lower, line(values.get(after - 1), values.get(after), x));
    }

    private static BigFraction line(Observation.Value p, Observation.Value q, Point x) {
        BigFraction share =
                x.get(0).subtract(p.at().get(0)).divide(q.at().get(0).subtract(p.at().get(0)));
        return p.value().add(q.value().subtract(p.value()).multiply(share));
    }

    private static BigFraction scaled(Visualization phi, BigFraction share) {
        return phi.min().add(phi.range().multiply(share));
    }

    private static boolean isAtMost(Point p, Point q) {
        return IntStream.range(0, p.dimension()).allMatch(i -> p.get(i).compareTo(q.get(i)) <= 0);
    }

    private static Point positive(Point p) {
        return new Point(p.coordinates().stream()
                .map(coordinate -> Rationals.max(coordinate, BigFraction.ZERO))
                .toList());
    }
}
