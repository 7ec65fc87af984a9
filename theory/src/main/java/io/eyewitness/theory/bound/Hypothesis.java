package io.eyewitness.theory.bound;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * One linear consequence of a problem's assumptions and observations, by name: a pair of points for the Lipschitz constant and for
 * monotonicity, a convex combination for convexity. There are infinitely many; whether one belongs to a problem is decided by {@link
 * #fault}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Hypothesis.Observed.class, name = "observed"),
    @JsonSubTypes.Type(value = Hypothesis.Capped.class, name = "capped"),
    @JsonSubTypes.Type(value = Hypothesis.Floor.class, name = "floor"),
    @JsonSubTypes.Type(value = Hypothesis.Ceiling.class, name = "ceiling"),
    @JsonSubTypes.Type(value = Hypothesis.Lipschitz.class, name = "lipschitz"),
    @JsonSubTypes.Type(value = Hypothesis.Monotone.class, name = "monotone"),
    @JsonSubTypes.Type(value = Hypothesis.Convex.class, name = "convex"),
    @JsonSubTypes.Type(value = Hypothesis.Affine.class, name = "affine")
})
public sealed interface Hypothesis {
    /** The point at which it bounds f. */
    Point at();

    /** All points in it. */
    default List<Point> points() {
        return List.of(at());
    }

    /** The inequality or equation; only of a hypothesis without {@link #fault}. */
    Row row(BoundProblem problem);

    /** The reason for which it does not follow from the problem, given that its points are in X; empty if it does. */
    Optional<String> misfit(BoundProblem problem);

    /** The reason for which it is no hypothesis of the problem; empty if it is one. */
    default Optional<String> fault(BoundProblem problem) {
        return points().stream()
                .filter(point -> point.dimension() != problem.dimension() || !point.isInUnitCube())
                .findFirst()
                .map(point -> point + " is no point of [0,1]^" + problem.dimension())
                .or(() -> misfit(problem));
    }

    private static Optional<String> unless(boolean fits, String otherwise) {
        return fits ? Optional.empty() : Optional.of(otherwise);
    }

    private static Row row(Map<Point, BigFraction> coefficients, BigFraction constant, boolean isEquality) {
        SortedMap<String, BigFraction> byName = new TreeMap<>();
        coefficients.forEach((point, value) -> byName.merge(Row.variable(point), value, Effort::add));
        return new Row(byName, constant, isEquality);
    }

    /** f(at) = value, as observed. */
    record Observed(Point at, BigFraction value) implements Hypothesis {
        @Override
        public Row row(BoundProblem problem) {
            return Hypothesis.row(Map.of(at, BigFraction.ONE.negate()), value, true);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            return unless(
                    problem.values().contains(new Observation.Value(at, value)),
                    "f" + at + " = " + Rationals.text(value) + " was not observed");
        }
    }

    /** f(at) {@literal <=} value, as observed. */
    record Capped(Point at, BigFraction value) implements Hypothesis {
        @Override
        public Row row(BoundProblem problem) {
            return Hypothesis.row(Map.of(at, BigFraction.ONE.negate()), value, false);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            Effort.spend(problem.observations().size());
            return unless(
                    problem.observations().contains(new Observation.AtMost(at, value)),
                    "f" + at + " <= " + Rationals.text(value) + " was not observed");
        }
    }

    /** f(at) >= m. */
    record Floor(Point at) implements Hypothesis {
        @Override
        public Row row(BoundProblem problem) {
            return Hypothesis.row(
                    Map.of(at, BigFraction.ONE), problem.phi().min().negate(), false);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            return Optional.empty();
        }
    }

    /** f(at) {@literal <=} M. */
    record Ceiling(Point at) implements Hypothesis {
        @Override
        public Row row(BoundProblem problem) {
            return Hypothesis.row(
                    Map.of(at, BigFraction.ONE.negate()), problem.phi().max(), false);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            return Optional.empty();
        }
    }

    /** f(at) {@literal <=} f(from) + L|at - from|, the distance rounded up where it is irrational. */
    record Lipschitz(Point at, Point from) implements Hypothesis {
        @Override
        public List<Point> points() {
            return List.of(at, from);
        }

        @Override
        public Row row(BoundProblem problem) {
            BigFraction constant = problem.assumptions().lipschitz().orElseThrow();
            Row difference = difference(at, from);
            return new Row(difference.coefficients(), Effort.multiply(constant, problem.distance(at, from)), false);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            return unless(problem.assumptions().lipschitz().isPresent(), "no Lipschitz constant is assumed");
        }
    }

    /** f(at) {@literal <=} f(above), where no coordinate of the second point is smaller. */
    record Monotone(Point at, Point above) implements Hypothesis {
        @Override
        public List<Point> points() {
            return List.of(at, above);
        }

        @Override
        public Row row(BoundProblem problem) {
            return difference(at, above);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            boolean ordered =
                    IntStream.range(0, at.dimension()).allMatch(i -> at.get(i).compareTo(above.get(i)) <= 0);
            return unless(problem.assumptions().monotone(), "monotonicity is not assumed")
                    .or(() -> unless(ordered, at + " is not below " + above));
        }
    }

    /**
     * f(at) is at most the weighted mean of f at other points, of which at is the weighted mean.
     *
     * @param at the mean
     * @param of the other points, with weights above 0 that add up to 1
     */
    record Convex(Point at, List<Share> of) implements Hypothesis {
        public Convex {
            of = List.copyOf(of);
        }

        @Override
        public List<Point> points() {
            return Stream.concat(Stream.of(at), of.stream().map(Share::at)).toList();
        }

        @Override
        public Row row(BoundProblem problem) {
            Map<Point, BigFraction> coefficients = new LinkedHashMap<>(Map.of(at, BigFraction.ONE.negate()));
            of.forEach(share -> coefficients.merge(share.at(), share.weight(), Effort::add));
            return Hypothesis.row(coefficients, BigFraction.ZERO, false);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            boolean weighted = of.stream().allMatch(share -> share.weight().signum() > 0)
                    && of.stream()
                            .map(Share::weight)
                            .reduce(BigFraction.ZERO, Effort::add)
                            .equals(BigFraction.ONE);
            return unless(problem.assumptions().convex(), "convexity is not assumed")
                    .or(() -> unless(weighted, "the weights around " + at + " are not a convex combination"))
                    .or(() -> unless(Share.mean(of).equals(at), at + " is not the weighted mean of the other points"));
        }
    }

    /** f(at) = c + w.at, with variables c and w. */
    record Affine(Point at) implements Hypothesis {
        @Override
        public Row row(BoundProblem problem) {
            SortedMap<String, BigFraction> coefficients = new TreeMap<>();
            coefficients.put(Row.variable(at), BigFraction.ONE.negate());
            coefficients.put(Row.CONSTANT, BigFraction.ONE);
            IntStream.range(0, at.dimension()).forEach(i -> coefficients.put(Row.weight(i), at.get(i)));
            return new Row(coefficients, BigFraction.ZERO, true);
        }

        @Override
        public Optional<String> misfit(BoundProblem problem) {
            return unless(problem.assumptions().affine(), "that the unit is affine is not assumed");
        }
    }

    private static Row difference(Point at, Point from) {
        return Row.sum(List.of(
                Hypothesis.row(Map.of(at, BigFraction.ONE.negate()), BigFraction.ZERO, false),
                Hypothesis.row(Map.of(from, BigFraction.ONE), BigFraction.ZERO, false)));
    }
}
