package io.eyewitness.check.prover;

import io.eyewitness.check.kernel.Monomial;
import io.eyewitness.theory.exact.LinearSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A linear program over polynomials: weights that are at least 0, those of the strict ones adding up to 1, such that the
 * weighted sum is the polynomial 0. It is solved in floating point; the support of the vertex is then solved exactly.
 */
final class ConePoint {
    /** One polynomial of the sum. */
    record Column(SortedMap<Monomial, BigFraction> value, boolean strict, double cost) {}

    private static final double SUPPORT = 1e-7;
    private static final int MAX_ITERATIONS = 5_000;

    private ConePoint() {}

    /**
     * Exact weights, by the column's index; none where the linear program has no solution, or was not solved well enough.
     */
    static Optional<Map<Integer, BigFraction>> find(List<Column> columns) {
        List<Integer> live = withoutHopeless(columns);
        if (live.stream().noneMatch(i -> columns.get(i).strict())) {
            return Optional.empty();
        }
        return support(columns, live).flatMap(indices -> exact(columns, indices));
    }

    /** A monomial that has one sign in all columns can never cancel, so the columns that hold it have weight 0. */
    private static List<Integer> withoutHopeless(List<Column> columns) {
        Set<Integer> live = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            live.add(i);
        }
        boolean changed = true;
        while (changed) {
            Map<Monomial, Integer> signs = new HashMap<>();
            for (int i : live) {
                columns.get(i)
                        .value()
                        .forEach((monomial, coefficient) ->
                                signs.merge(monomial, coefficient.signum(), (p, q) -> p.equals(q) ? p : 0));
            }
            changed = live.removeIf(
                    i -> columns.get(i).value().keySet().stream().anyMatch(monomial -> signs.get(monomial) != 0));
        }
        return live.stream().sorted().toList();
    }

    private static Optional<List<Integer>> support(List<Column> columns, List<Integer> live) {
        Map<Monomial, double[]> rows = new LinkedHashMap<>();
        double[] strict = new double[live.size()];
        double[] cost = new double[live.size()];
        for (int j = 0; j < live.size(); j++) {
            Column column = columns.get(live.get(j));
            int index = j;
            column.value()
                    .forEach((monomial, coefficient) ->
                            rows.computeIfAbsent(monomial, key -> new double[live.size()])[index] =
                                    coefficient.doubleValue());
            strict[j] = column.strict() ? 1 : 0;
            cost[j] = column.cost();
        }
        List<LinearConstraint> constraints = new ArrayList<>();
        constraints.add(new LinearConstraint(strict, Relationship.EQ, 1));
        rows.values().forEach(row -> constraints.add(new LinearConstraint(row, Relationship.EQ, 0)));
        try {
            double[] point = new SimplexSolver()
                    .optimize(
                            new MaxIter(MAX_ITERATIONS),
                            new LinearObjectiveFunction(cost, 0),
                            new LinearConstraintSet(constraints),
                            GoalType.MINIMIZE,
                            new NonNegativeConstraint(true))
                    .getPoint();
            List<Integer> indices = new ArrayList<>();
            for (int j = 0; j < point.length; j++) {
                if (point[j] > SUPPORT) {
                    indices.add(live.get(j));
                }
            }
            return Optional.of(indices);
        } catch (MathIllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<Integer, BigFraction>> exact(List<Column> columns, List<Integer> indices) {
        Map<Monomial, Map<Integer, BigFraction>> rows = new LinkedHashMap<>();
        Map<Integer, BigFraction> normalisation = new LinkedHashMap<>();
        for (int i : indices) {
            columns.get(i)
                    .value()
                    .forEach((monomial, coefficient) -> rows.computeIfAbsent(monomial, key -> new LinkedHashMap<>())
                            .put(i, coefficient));
            if (columns.get(i).strict()) {
                normalisation.put(i, BigFraction.ONE);
            }
        }
        LinearSystem system = new LinearSystem();
        if (!system.add(normalisation, BigFraction.ONE)) {
            return Optional.empty();
        }
        for (Map<Integer, BigFraction> row : rows.values()) {
            if (!system.add(row, BigFraction.ZERO)) {
                return Optional.empty();
            }
        }
        Map<Integer, BigFraction> weights = system.solution();
        return weights.values().stream().allMatch(weight -> weight.signum() >= 0)
                ? Optional.of(weights)
                : Optional.empty();
    }
}
