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
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Affine units c + w.x: the variables are c and w. They are within m and M if they are so at the vertices of X. */
final class AffineBounder implements Bounder {
    private static final int MOST_CUTS = 200;

    private final BoundProblem problem;
    private final int variables;

    AffineBounder(BoundProblem problem) {
        this.problem = problem;
        this.variables = problem.dimension() + 1;
    }

    @Override
    public Optional<Certificate> contradiction() {
        List<List<BigFraction>> directions = new ArrayList<>(UnitDirections.directions(problem));
        BigFraction lipschitz = problem.assumptions().lipschitz().orElse(BigFraction.ZERO);
        for (int cuts = 0; ; cuts++) {
            Optional<Certificate> contradiction = system(directions, lipschitz).contradiction(variables);
            if (contradiction.isPresent() || !isRound() || cuts == MOST_CUTS) {
                return contradiction;
            }
            Optimum member = system(directions, lipschitz).solved(variables, new TreeMap<>());
            List<BigFraction> gradient = gradient(member);
            if (isWithin(gradient, lipschitz.multiply(UnitDirections.OUTER))) {
                return Optional.empty();
            }
            directions.add(UnitDirections.unit(gradient));
        }
    }

    @Override
    public PointBound at(Point x) {
        return new PointBound(x, end(x, -1), end(x, 1));
    }

    private boolean isRound() {
        return problem.norm() == Norm.L2 && problem.assumptions().lipschitz().isPresent();
    }

    private static boolean isWithin(List<BigFraction> gradient, BigFraction length) {
        return UnitDirections.square(gradient).compareTo(length.multiply(length)) <= 0;
    }

    private record Solved(Optimum optimum, ConstraintSystem system) {}

    private PointBound.End end(Point x, int sign) {
        BigFraction lipschitz = problem.assumptions().lipschitz().orElse(BigFraction.ZERO);
        Solved outer = solved(x, sign, false).orElseThrow();
        Optional<Solved> inner = isRound() && !isWithin(gradient(outer.optimum()), lipschitz)
                ? solved(x, sign, true)
                : Optional.of(outer);
        Certificate certificate = outer.system()
                .certificate(outer.optimum(), List.of(new Weighted(new Hypothesis.Affine(x), BigFraction.of(sign))));
        return new PointBound.End(
                plane(outer.optimum()).at(x),
                certificate,
                inner.map(solved -> new Witness.Planes(List.of(plane(solved.optimum())))));
    }

    /**
     * The optimum over gradients that the assumptions allow.
     *
     * @param isMember whether the gradient must be allowed exactly; there may be none then. Else it may, in l2, be a little too long
     */
    private Optional<Solved> solved(Point x, int sign, boolean isMember) {
        BigFraction lipschitz = problem.assumptions().lipschitz().orElse(BigFraction.ZERO);
        BigFraction steepest = isMember ? lipschitz.multiply(UnitDirections.INNER) : lipschitz;
        BigFraction tolerated = isMember ? lipschitz : lipschitz.multiply(UnitDirections.OUTER);
        List<List<BigFraction>> directions = new ArrayList<>(UnitDirections.directions(problem));
        for (int cuts = 0; ; cuts++) {
            ConstraintSystem system = system(directions, steepest);
            Optional<Optimum> optimum = isMember
                    ? ExactSimplex.solve(system.program(variables, value(x, sign)))
                    : Optional.of(system.solved(variables, value(x, sign)));
            if (optimum.isEmpty()) {
                return Optional.empty();
            }
            List<BigFraction> gradient = gradient(optimum.get());
            boolean isShort = !isRound() || isWithin(gradient, tolerated);
            if (isShort || cuts == MOST_CUTS) {
                return isShort || !isMember ? Optional.of(new Solved(optimum.get(), system)) : Optional.empty();
            }
            directions.add(UnitDirections.unit(gradient));
        }
    }

    private List<BigFraction> gradient(Optimum optimum) {
        return optimum.point().subList(1, variables);
    }

    private Witness.Plane plane(Optimum optimum) {
        return new Witness.Plane(gradient(optimum), optimum.point().get(0));
    }

    /** The coefficients of sign * (c + w.x). */
    private static SortedMap<Integer, BigFraction> value(Point x, int sign) {
        SortedMap<Integer, BigFraction> coefficients = new TreeMap<>();
        coefficients.put(0, BigFraction.of(sign));
        IntStream.range(0, x.dimension())
                .forEach(i -> coefficients.put(i + 1, x.get(i).multiply(sign)));
        return coefficients;
    }

    private ConstraintSystem system(List<List<BigFraction>> directions, BigFraction steepest) {
        List<Row> rows = new ArrayList<>();
        for (Observation.Value value : problem.values()) {
            rows.add(row(value.at(), 1, value.value(), new Hypothesis.Observed(value.at(), value.value()), true));
        }
        for (Observation observation : problem.observations()) {
            if (observation instanceof Observation.AtMost) {
                Hypothesis hypothesis = new Hypothesis.Capped(observation.at(), observation.value());
                rows.add(row(observation.at(), 1, observation.value(), hypothesis, true));
            }
        }
        for (Point vertex : problem.vertices()) {
            rows.add(row(vertex, 1, problem.phi().max(), new Hypothesis.Ceiling(vertex), false));
            rows.add(row(vertex, -1, problem.phi().min().negate(), new Hypothesis.Floor(vertex), false));
        }
        for (List<BigFraction> direction : directions) {
            rows.add(steepness(direction, steepest));
        }
        if (problem.assumptions().monotone()) {
            for (int i = 0; i < problem.dimension(); i++) {
                rows.add(rise(i));
            }
        }
        return new ConstraintSystem(rows);
    }

    private static Row row(Point at, int sign, BigFraction bound, Hypothesis hypothesis, boolean yields) {
        return new Row(
                new Constraint(value(at, sign), bound, hypothesis instanceof Hypothesis.Observed),
                List.of(
                        new Weighted(hypothesis, BigFraction.ONE),
                        new Weighted(new Hypothesis.Affine(at), BigFraction.of(-sign))),
                yields);
    }

    /** g.u <= L, as the Lipschitz constant says of two points of X that differ by a multiple of u. */
    private static Row steepness(List<BigFraction> direction, BigFraction steepest) {
        BigFraction scale = direction.stream()
                .map(BigFraction::abs)
                .reduce(BigFraction.ZERO, Rationals::max)
                .reciprocal();
        Point from = new Point(direction.stream()
                .map(c -> c.signum() < 0 ? BigFraction.ONE : BigFraction.ZERO)
                .toList());
        Point to = from.plus(new Point(direction).scale(scale));
        return new Row(
                new Constraint(slope(direction), steepest, false),
                difference(new Hypothesis.Lipschitz(to, from), to, from, scale.reciprocal()),
                false);
    }

    private Row rise(int axis) {
        Point from = Point.zero(problem.dimension());
        Point to = from.with(axis, BigFraction.ONE);
        return new Row(
                new Constraint(new TreeMap<>(Map.of(axis + 1, BigFraction.ONE.negate())), BigFraction.ZERO, false),
                difference(new Hypothesis.Monotone(from, to), from, to, BigFraction.ONE),
                false);
    }

    /** A hypothesis that bounds f(high) - f(low), in terms of c and w. */
    private static List<Weighted> difference(Hypothesis hypothesis, Point high, Point low, BigFraction weight) {
        return List.of(
                new Weighted(hypothesis, weight),
                new Weighted(new Hypothesis.Affine(low), weight),
                new Weighted(new Hypothesis.Affine(high), weight.negate()));
    }

    private static SortedMap<Integer, BigFraction> slope(List<BigFraction> direction) {
        SortedMap<Integer, BigFraction> coefficients = new TreeMap<>();
        IntStream.range(0, direction.size()).forEach(i -> coefficients.put(i + 1, direction.get(i)));
        return coefficients;
    }
}
