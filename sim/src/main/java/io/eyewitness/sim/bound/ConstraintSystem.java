package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Certificate.Weighted;
import io.eyewitness.theory.bound.Hypothesis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/** Linear constraints with their justification: for each, bound minus left-hand side is a sum of multiples of hypotheses. */
record ConstraintSystem(List<Row> rows) {
    /**
     * One constraint.
     *
     * @param constraint over the problem's variables
     * @param meaning the hypotheses of the justification with their multipliers
     * @param yields whether a unit may violate it by the slack that {@link #contradiction} keeps small
     */
    record Row(Constraint constraint, List<Weighted> meaning, boolean yields) {}

    ConstraintSystem {
        rows = List.copyOf(rows);
    }

    /** The linear program of an objective. */
    LinearProgram program(int variables, SortedMap<Integer, BigFraction> objective) {
        return new LinearProgram(
                variables, objective, rows.stream().map(Row::constraint).toList());
    }

    /** The certificate of an optimum: the optimal value minus the objective, as a sum of hypotheses. */
    Certificate certificate(Optimum optimum, List<Weighted> further) {
        Map<Hypothesis, BigFraction> weights = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            BigFraction multiplier = optimum.multipliers().get(i);
            for (Weighted weighted : rows.get(i).meaning()) {
                weights.merge(weighted.hypothesis(), weighted.weight().multiply(multiplier), BigFraction::add);
            }
        }
        further.forEach(weighted -> weights.merge(weighted.hypothesis(), weighted.weight(), BigFraction::add));
        weights.values().removeIf(weight -> weight.signum() == 0);
        List<Weighted> by = new ArrayList<>();
        weights.forEach((hypothesis, weight) -> by.add(new Weighted(hypothesis, weight)));
        return new Certificate(by);
    }

    /**
     * The solution of a linear program.
     *
     * @throws Bounder.Contradictory if there is none
     */
    Optimum solved(int variables, SortedMap<Integer, BigFraction> objective) {
        return ExactSimplex.solve(program(variables, objective))
                .orElseThrow(
                        () -> new Bounder.Contradictory(contradiction(variables).orElseThrow()));
    }

    /**
     * A proof that the rows are inconsistent, if they are: the least slack that makes them hold is above 0.
     *
     * @param variables the number of variables; the slack is one more
     */
    Optional<Certificate> contradiction(int variables) {
        List<Row> yielding = new ArrayList<>();
        for (Row row : rows) {
            if (!row.yields()) {
                yielding.add(row);
                continue;
            }
            yielding.add(slackened(row, variables));
            if (row.constraint().isEquality()) {
                yielding.add(slackened(negated(row), variables));
            }
        }
        SortedMap<Integer, BigFraction> minus = new TreeMap<>(Map.of(variables, BigFraction.ONE.negate()));
        yielding.add(new Row(new Constraint(minus, BigFraction.ZERO, false), List.of(), false));
        ConstraintSystem elastic = new ConstraintSystem(yielding);
        Optimum optimum = ExactSimplex.solve(elastic.program(variables + 1, minus))
                .orElseThrow(() -> new ArithmeticException("the slackened constraints cannot hold together"));
        return optimum.point().get(variables).signum() > 0
                ? Optional.of(elastic.certificate(optimum, List.of()))
                : Optional.empty();
    }

    private static Row slackened(Row row, int slack) {
        SortedMap<Integer, BigFraction> coefficients =
                new TreeMap<>(row.constraint().coefficients());
        coefficients.put(slack, BigFraction.ONE.negate());
        return new Row(new Constraint(coefficients, row.constraint().bound(), false), row.meaning(), false);
    }

    private static Row negated(Row row) {
        SortedMap<Integer, BigFraction> coefficients =
                new TreeMap<>(row.constraint().coefficients());
        coefficients.replaceAll((variable, coefficient) -> coefficient.negate());
        return new Row(
                new Constraint(coefficients, row.constraint().bound().negate(), true),
                row.meaning().stream()
                        .map(weighted -> new Weighted(
                                weighted.hypothesis(), weighted.weight().negate()))
                        .toList(),
                row.yields());
    }
}
