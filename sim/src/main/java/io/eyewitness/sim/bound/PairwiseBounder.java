package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.sim.bound.Tableau.Line;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Certificate.Weighted;
import io.eyewitness.theory.bound.Hypothesis;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.bound.Witness;
import io.eyewitness.theory.exact.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        return tableau(observed).contradiction(observed.size());
    }

    @Override
    public PointBound at(Point x) {
        List<Point> points = new ArrayList<>(observed);
        if (!points.contains(x)) {
            points.add(x);
        }
        Tableau tableau = tableau(points);
        return new PointBound(x, end(points, tableau, x, -1), end(points, tableau, x, 1));
    }

    private PointBound.End end(List<Point> points, Tableau tableau, Point x, int sign) {
        SortedMap<Integer, BigFraction> objective = new TreeMap<>(Map.of(points.indexOf(x), BigFraction.of(sign)));
        Optimum optimum = tableau.solved(points.size(), objective);
        Witness witness = new Witness.Values(IntStream.range(0, points.size())
                .mapToObj(i ->
                        new Observation.Value(points.get(i), optimum.point().get(i)))
                .toList());
        return new PointBound.End(
                optimum.point().get(points.indexOf(x)),
                tableau.certificate(optimum, List.of()),
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

    private Tableau tableau(List<Point> points) {
        List<Line> lines = new ArrayList<>();
        for (Observation.Value value : problem.values()) {
            Hypothesis hypothesis = new Hypothesis.Observed(value.at(), value.value());
            lines.add(line(points, value.at(), 1, value.value(), hypothesis, true));
        }
        for (Observation observation : problem.observations()) {
            if (observation instanceof Observation.AtMost) {
                Hypothesis hypothesis = new Hypothesis.Capped(observation.at(), observation.value());
                lines.add(line(points, observation.at(), 1, observation.value(), hypothesis, true));
            }
        }
        for (Point point : points) {
            lines.add(line(points, point, 1, problem.phi().max(), new Hypothesis.Ceiling(point), false));
            lines.add(line(points, point, -1, problem.phi().min().negate(), new Hypothesis.Floor(point), false));
        }
        for (Point to : points) {
            for (Point from : points) {
                if (!to.equals(from)) {
                    problem.rise(from, to).ifPresent(rise -> lines.add(rise(points, from, to, rise)));
                }
            }
        }
        return new Tableau(lines);
    }

    private static Line line(
            List<Point> points, Point at, int sign, BigFraction bound, Hypothesis hypothesis, boolean yields) {
        return new Line(
                new Constraint(
                        new TreeMap<>(Map.of(points.indexOf(at), BigFraction.of(sign))),
                        bound,
                        hypothesis instanceof Hypothesis.Observed),
                List.of(new Weighted(hypothesis, BigFraction.ONE)),
                yields);
    }

    private Line rise(List<Point> points, Point from, Point to, BigFraction rise) {
        return new Line(
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
}
