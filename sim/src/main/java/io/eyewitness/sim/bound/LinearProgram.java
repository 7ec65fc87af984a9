package io.eyewitness.sim.bound;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The largest value of a linear function of free variables, subject to linear constraints.
 *
 * @param variables the number of variables
 * @param objective the coefficients of the variables that it has
 * @param constraints at least one
 */
record LinearProgram(int variables, SortedMap<Integer, BigFraction> objective, List<Constraint> constraints) {
    LinearProgram {
        objective = withoutZeros(objective);
        constraints = List.copyOf(constraints);
    }

    /**
     * {@code sum of coefficient * variable <= bound}, or {@code =}.
     *
     * @param coefficients by the variable's number
     * @param bound the right-hand side
     * @param isEquality whether both sides are equal
     */
    record Constraint(SortedMap<Integer, BigFraction> coefficients, BigFraction bound, boolean isEquality) {
        Constraint {
            coefficients = withoutZeros(coefficients);
        }
    }

    /**
     * An optimal vertex with multipliers of the constraints that prove it optimal.
     *
     * @param point a value for each variable
     * @param multipliers a number for each constraint, not negative for an inequality
     */
    record Optimum(List<BigFraction> point, List<BigFraction> multipliers) {
        Optimum {
            point = List.copyOf(point);
            multipliers = List.copyOf(multipliers);
        }
    }

    private static SortedMap<Integer, BigFraction> withoutZeros(Map<Integer, BigFraction> coefficients) {
        SortedMap<Integer, BigFraction> kept = new TreeMap<>(coefficients);
        kept.values().removeIf(coefficient -> coefficient.signum() == 0);
        return Collections.unmodifiableSortedMap(kept);
    }
}
