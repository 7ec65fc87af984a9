package io.eyewitness.check.explain;

import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.formula.Coordinates;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The exact extremes and tie sets of a piecewise affine unit on X.
 *
 * <p>Z3's optimiser proposes a point; its value is computed exactly, and Z3's solver refutes that any value is larger, then
 * that any other point has it.
 */
public final class Extremes {
    private static final int MOST_STEPS = 64;

    private final Z3Solver solver;
    private final Formula cube;
    private final int dimension;

    private Extremes(Z3Solver solver, int dimension) {
        this.solver = solver;
        this.dimension = dimension;
        this.cube = Coordinates.inUnitCube(dimension);
    }

    /**
     * The tie sets and extremes of a unit.
     *
     * @throws IllegalArgumentException if the unit is not piecewise affine
     * @throws IllegalStateException if the solver cannot decide in its time
     */
    public static PhiSet of(Unit unit, Z3Solver solver) {
        Term body = unit.term()
                .orElseThrow(() -> new IllegalArgumentException("the extremes of a unit that is not piecewise affine"));
        Extremes search = new Extremes(solver, unit.dimension());
        Point highest = search.highest(body);
        Point lowest = search.highest(body.negate());
        BigFraction max = unit.at(highest).toRational();
        BigFraction min = unit.at(lowest).toRational();
        return new PhiSet(
                search.ties(body.atMost(Term.constant(min)), lowest),
                search.ties(body.atLeast(Term.constant(max)), highest),
                min,
                max);
    }

    private Point highest(Term objective) {
        Point candidate =
                solver.maximise(objective, List.of(cube)).map(this::point).orElseGet(() -> Point.zero(dimension));
        return climb(candidate, point -> {
            BigFraction value = Coordinates.value(objective, point);
            Answer larger = solver.check(List.of(cube, objective.greaterThan(Term.constant(value))));
            return larger instanceof Answer.Unsatisfiable ? Optional.empty() : Optional.of(decided(larger));
        });
    }

    /** Climbs from a point to a highest one; no step is needed unless the optimiser's proposal was wrong. */
    static Point climb(Point start, Function<Point, Optional<Point>> higher) {
        Point point = start;
        for (int steps = 0; steps <= MOST_STEPS; steps++) {
            Optional<Point> next = higher.apply(point);
            if (next.isEmpty()) {
                return point;
            }
            point = next.get();
        }
        throw new IllegalStateException("the extremes were not decided in " + MOST_STEPS + " steps");
    }

    private TieSet ties(Formula extreme, Point member) {
        Formula other = Formula.not(Formula.and(IntStream.range(0, dimension)
                .mapToObj(i -> Coordinates.variable(i).equalTo(Term.constant(member.get(i))))
                .toList()));
        Answer answer = solver.check(List.of(cube, extreme, other));
        return answer instanceof Answer.Unsatisfiable
                ? TieSet.point(member)
                : new TieSet.Region(dimension, extreme, List.of(member, decided(answer)));
    }

    private Point decided(Answer answer) {
        if (answer instanceof Answer.Satisfiable satisfiable) {
            return point(satisfiable.model());
        }
        throw new IllegalStateException("the extremes were not decided: " + answer);
    }

    private Point point(Map<String, BigFraction> model) {
        return new Point(IntStream.range(0, dimension)
                .mapToObj(i -> model.getOrDefault(Coordinates.variable(i).name(), BigFraction.ZERO))
                .toList());
    }
}
