package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Multiples of hypotheses: their sum is an inequality that follows from the problem. Multiples of inequalities are at least 0.
 *
 * @param by the hypotheses with their multipliers
 */
public record Certificate(List<Weighted> by) {
    /** A hypothesis times a number. */
    public record Weighted(Hypothesis hypothesis, BigFraction weight) {}

    public Certificate {
        by = List.copyOf(by);
    }

    /** The hypotheses, each once. */
    public Set<Hypothesis> hypotheses() {
        Set<Hypothesis> hypotheses = new LinkedHashSet<>();
        by.forEach(weighted -> hypotheses.add(weighted.hypothesis()));
        return hypotheses;
    }

    /**
     * The reason for which this is no certificate of a problem: a hypothesis is not the problem's, or a multiplier is negative.
     * Empty if it is one.
     */
    public Optional<String> fault(BoundProblem problem) {
        for (Weighted weighted : by) {
            Optional<String> fault = weighted.hypothesis().fault(problem);
            if (fault.isPresent()) {
                return fault;
            }
            if (weighted.weight().signum() < 0
                    && !weighted.hypothesis().row(problem).isEquality()) {
                return Optional.of("an inequality is multiplied by " + Rationals.text(weighted.weight()));
            }
        }
        return Optional.empty();
    }

    /** The sum of the rows. */
    public Row sum(BoundProblem problem) {
        return Row.sum(by.stream()
                .map(weighted -> weighted.hypothesis().row(problem).times(weighted.weight()))
                .toList());
    }

    /**
     * The bits of the longest number in it: a multiplier, or a coefficient of a row, of its multiple or of a sum on the way to
     * {@link #sum}.
     */
    public int bits(BoundProblem problem) {
        int most = 0;
        Row sum = Row.ZERO;
        for (Weighted weighted : by) {
            Row row = weighted.hypothesis().row(problem);
            Row multiple = row.times(weighted.weight());
            sum = Row.sum(List.of(sum, multiple));
            most = IntStream.of(most, Rationals.bits(weighted.weight()), row.bits(), multiple.bits(), sum.bits())
                    .max()
                    .orElseThrow();
        }
        return most;
    }

    /** The upper bound on f(x) that it proves; none if it proves none. */
    public Optional<BigFraction> upper(BoundProblem problem, Point x) {
        return constant(problem, x, -1);
    }

    /** The lower bound on f(x) that it proves; none if it proves none. */
    public Optional<BigFraction> lower(BoundProblem problem, Point x) {
        return constant(problem, x, 1).map(BigFraction::negate);
    }

    /** Whether it proves that nothing satisfies all hypotheses of the problem. */
    public boolean contradicts(BoundProblem problem) {
        if (fault(problem).isPresent()) {
            return false;
        }
        Row sum = sum(problem);
        return sum.coefficients().isEmpty() && sum.constant().signum() < 0;
    }

    private Optional<BigFraction> constant(BoundProblem problem, Point x, int sign) {
        if (fault(problem).isPresent()) {
            return Optional.empty();
        }
        Row sum = sum(problem);
        SortedMap<String, BigFraction> wanted = new TreeMap<>();
        wanted.put(Row.variable(x), BigFraction.of(sign));
        return sum.coefficients().equals(wanted) ? Optional.of(sum.constant()) : Optional.empty();
    }
}
