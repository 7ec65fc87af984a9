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

/** Constraints with what each means: bound minus left-hand side is a sum of multiples of hypotheses. */
record Tableau(List<Line> lines) {
    /**
     * One constraint.
     *
     * @param constraint over the problem's variables
     * @param meaning the hypotheses with their multipliers
     * @param yields whether a unit may violate it by the slack that {@link #contradiction} keeps small
     */
    record Line(Constraint constraint, List<Weighted> meaning, boolean yields) {}

    Tableau {
        lines = List.copyOf(lines);
    }

    /** The tableau with further lines. */
    Tableau with(List<Line> further) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(further);
        return new Tableau(all);
    }

    /** The linear program of an objective. */
    LinearProgram program(int variables, SortedMap<Integer, BigFraction> objective) {
        return new LinearProgram(
                variables, objective, lines.stream().map(Line::constraint).toList());
    }

    /** What the multipliers of an optimum say: the optimal value minus the objective, as a sum of hypotheses. */
    Certificate certificate(Optimum optimum, List<Weighted> further) {
        Map<Hypothesis, BigFraction> weights = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            BigFraction multiplier = optimum.multipliers().get(i);
            for (Weighted weighted : lines.get(i).meaning()) {
                weights.merge(weighted.hypothesis(), weighted.weight().multiply(multiplier), BigFraction::add);
            }
        }
        further.forEach(weighted -> weights.merge(weighted.hypothesis(), weighted.weight(), BigFraction::add));
        weights.values().removeIf(weight -> weight.signum() == 0);
        List<Weighted> by = new ArrayList<>();
        weights.forEach((hypothesis, weight) -> by.add(new Weighted(hypothesis, weight)));
        return new Certificate(by);
    }

    /** The solution of a linear program; that there is none contradicts the problem. */
    Optimum solved(int variables, SortedMap<Integer, BigFraction> objective) {
        return ExactSimplex.solve(program(variables, objective))
                .orElseThrow(() -> new Contradictory(contradiction(variables).orElseThrow()));
    }

    /**
     * A proof that the lines cannot hold together, if they cannot: the least slack that makes them hold is above 0.
     *
     * @param variables the number of variables; the slack is one more
     */
    Optional<Certificate> contradiction(int variables) {
        List<Line> yielding = new ArrayList<>();
        for (Line line : lines) {
            if (!line.yields()) {
                yielding.add(line);
                continue;
            }
            yielding.add(slackened(line, variables));
            if (line.constraint().isEquality()) {
                yielding.add(slackened(negated(line), variables));
            }
        }
        SortedMap<Integer, BigFraction> minus = new TreeMap<>(Map.of(variables, BigFraction.ONE.negate()));
        yielding.add(new Line(new Constraint(minus, BigFraction.ZERO, false), List.of(), false));
        Tableau elastic = new Tableau(yielding);
        Optimum optimum = ExactSimplex.solve(elastic.program(variables + 1, minus))
                .orElseThrow(() -> new ArithmeticException("the slackened constraints cannot hold together"));
        return optimum.point().get(variables).signum() > 0
                ? Optional.of(elastic.certificate(optimum, List.of()))
                : Optional.empty();
    }

    private static Line slackened(Line line, int slack) {
        SortedMap<Integer, BigFraction> coefficients =
                new TreeMap<>(line.constraint().coefficients());
        coefficients.put(slack, BigFraction.ONE.negate());
        return new Line(new Constraint(coefficients, line.constraint().bound(), false), line.meaning(), false);
    }

    private static Line negated(Line line) {
        SortedMap<Integer, BigFraction> coefficients =
                new TreeMap<>(line.constraint().coefficients());
        coefficients.replaceAll((variable, coefficient) -> coefficient.negate());
        return new Line(
                new Constraint(coefficients, line.constraint().bound().negate(), true),
                line.meaning().stream()
                        .map(weighted -> new Weighted(
                                weighted.hypothesis(), weighted.weight().negate()))
                        .toList(),
                line.yields());
    }
}
