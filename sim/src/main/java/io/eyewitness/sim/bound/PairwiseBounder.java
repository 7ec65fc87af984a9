package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.ConstraintSystem.Row;
import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Certificate.Weighted;
import io.eyewitness.theory.bound.Hypothesis;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.bound.Witness;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Lipschitz and monotone units. The variables are the values at the observed points and at x; each pair of points is a constraint.
 * Values that satisfy those extend to X (see {@link Witness}).
 */
final class PairwiseBounder implements Bounder {
    private static final int BITS = 32;

    private final BoundProblem problem;
    private final List<Point> observed;

    PairwiseBounder(BoundProblem problem) {
        this.problem = problem;
        this.observed = List.copyOf(problem.caps().keySet());
    }

    @Override
    public Optional<Certificate> contradiction() {
        return system(observed).contradiction(observed.size());
    }

    @Override
    public PointBound at(Point x) {
        List<Point> points = new ArrayList<>(observed);
        if (!points.contains(x)) {
            points.add(x);
        }
        ConstraintSystem system = system(points);
        return new PointBound(x, end(points, system, x, -1), end(points, system, x, 1));
    }

    private PointBound.End end(List<Point> points, ConstraintSystem system, Point x, int sign) {
        SortedMap<Integer, BigFraction> objective = new TreeMap<>(Map.of(points.indexOf(x), BigFraction.of(sign)));
        Optimum optimum = system.solved(points.size(), objective);
        Witness witness = new Witness.Values(IntStream.range(0, points.size())
                .mapToObj(i ->
                        new Observation.Value(points.get(i), optimum.point().get(i)))
                .toList());
        return new PointBound.End(
                optimum.point().get(points.indexOf(x)),
                system.certificate(optimum, List.of()),
                Optional.of(witness)
                        .filter(member -> member.fault(problem).isEmpty())
                        .or(() -> closeMember(points, sign)));
    }

    /** Where distances were rounded up, the optimum may be no member; one that is near is made with distances rounded down. */
    private Optional<Witness> closeMember(List<Point> points, int sign) {
        return Stream.of(BITS, 2 * BITS, 4 * BITS)
                .flatMap(bits -> new ExtremeMember(problem, points, bits).of(sign).stream())
                .findFirst();
    }

    private ConstraintSystem system(List<Point> points) {
        List<Row> rows = new ArrayList<>();
        for (Observation.Value value : problem.values()) {
            Hypothesis hypothesis = new Hypothesis.Observed(value.at(), value.value());
            rows.add(row(points, value.at(), 1, value.value(), hypothesis, true));
        }
        for (Observation observation : problem.observations()) {
            if (observation instanceof Observation.AtMost) {
                Hypothesis hypothesis = new Hypothesis.Capped(observation.at(), observation.value());
                rows.add(row(points, observation.at(), 1, observation.value(), hypothesis, true));
            }
        }
        for (Point point : points) {
            rows.add(row(points, point, 1, problem.phi().max(), new Hypothesis.Ceiling(point), false));
            rows.add(row(points, point, -1, problem.phi().min().negate(), new Hypothesis.Floor(point), false));
        }
        for (Point to : points) {
            for (Point from : points) {
                if (!to.equals(from)) {
                    problem.rise(from, to).ifPresent(rise -> rows.add(rise(points, from, to, rise)));
                }
            }
        }
        return new ConstraintSystem(rows);
    }

    private static Row row(
            List<Point> points, Point at, int sign, BigFraction bound, Hypothesis hypothesis, boolean yields) {
        return new Row(
                new Constraint(
                        new TreeMap<>(Map.of(points.indexOf(at), BigFraction.of(sign))),
                        bound,
                        hypothesis instanceof Hypothesis.Observed),
                List.of(new Weighted(hypothesis, BigFraction.ONE)),
                yields);
    }

    private Row rise(List<Point> points, Point from, Point to, BigFraction rise) {
        return new Row(
                new Constraint(
                        new TreeMap<>(Map.of(
                                points.indexOf(to), BigFraction.ONE, points.indexOf(from), BigFraction.ONE.negate())),
                        rise,
                        false),
                problem.riseBy(from, to).stream()
                        .map(hypothesis -> new Weighted(hypothesis, BigFraction.ONE))
                        .toList(),
                false);
    }

    /**
     * The largest or the smallest Lipschitz or monotone unit at some points, all at once, with distances rounded down: from what is known of
     * each point, values are relaxed along pairs of points until none changes (Bellman and Ford). No rise is below 0, so that ends.
     *
     * @param problem of Lipschitz or monotone units
     * @param points the observed ones among them
     * @param bits how finely distances are rounded
     */
    private record ExtremeMember(BoundProblem problem, List<Point> points, int bits) {
        ExtremeMember {
            points = List.copyOf(points);
        }

        /**
         * The unit.
         *
         * @param sign 1 for the largest, -1 for the smallest
         * @return none if no unit rises so little
         */
        Optional<Witness> of(int sign) {
            BinaryOperator<BigFraction> tighter = sign > 0 ? Rationals::min : Rationals::max;
            Map<Point, BigFraction> values = new LinkedHashMap<>();
            points.forEach(point -> values.put(
                    point, sign > 0 ? problem.phi().max() : problem.phi().min()));
            problem.values().forEach(known -> values.merge(known.at(), known.value(), tighter));
            for (Observation known : problem.observations()) {
                if (known instanceof Observation.AtMost && sign > 0) {
                    values.merge(known.at(), known.value(), tighter);
                }
            }
            boolean changes = true;
            while (changes) {
                changes = false;
                for (Point p : points) {
                    for (Point q : points) {
                        Optional<BigFraction> value = (sign > 0
                                        ? problem.riseOfMembers(q, p, bits)
                                        : problem.riseOfMembers(p, q, bits))
                                .map(rise -> tighter.apply(
                                        values.get(p), values.get(q).add(rise.multiply(sign))));
                        if (value.isPresent() && !value.get().equals(values.get(p))) {
                            values.put(p, value.get());
                            changes = true;
                        }
                    }
                }
            }
            Witness witness = new Witness.Values(values.entrySet().stream()
                    .map(entry -> new Observation.Value(entry.getKey(), entry.getValue()))
                    .toList());
            return Optional.of(witness).filter(member -> member.fault(problem).isEmpty());
        }
    }
}
