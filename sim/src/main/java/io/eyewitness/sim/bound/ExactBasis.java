package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.theory.exact.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * As many linearly independent rows as there are variables, with the inverse of their matrix. A row is a constraint that is tight, or
 * says that a variable is 0, as all do at first. Mutable; for use within one method.
 */
final class ExactBasis {
    private static final int VARIABLE = -1;

    private final LinearProgram program;
    private final int[] rows;
    private final BigFraction[][] ways;
    private final BigFraction[] point;

    ExactBasis(LinearProgram program) {
        this.program = program;
        this.rows = new int[program.variables()];
        Arrays.fill(rows, VARIABLE);
        this.ways = new BigFraction[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            Arrays.fill(ways[i], BigFraction.ZERO);
            ways[i][i] = BigFraction.ONE;
        }
        this.point = new BigFraction[rows.length];
        Arrays.fill(point, BigFraction.ZERO);
    }

    int size() {
        return rows.length;
    }

    /** The number of the constraint that is tight there. */
    int constraint(int position) {
        return rows[position];
    }

    /** Whether the row says that a variable is 0, which the program does not. */
    boolean isFree(int position) {
        return rows[position] == VARIABLE;
    }

    /** Whether the constraint there is an inequality. */
    boolean isInequality(int position) {
        return !isFree(position) && !program.constraints().get(rows[position]).isEquality();
    }

    /** The multiples of the rows whose sum is a linear function. */
    BigFraction[] shares(Map<Integer, BigFraction> function) {
        return IntStream.range(0, rows.length)
                .mapToObj(position -> product(function, ways[position], BigFraction.ZERO))
                .toArray(BigFraction[]::new);
    }

    /** How fast a constraint's left-hand side grows where that of one row grows by 1 and those of the others stay. */
    BigFraction rate(int constraint, int position) {
        return product(program.constraints().get(constraint).coefficients(), ways[position], BigFraction.ZERO);
    }

    /** What a constraint's left-hand side has above its bound. */
    BigFraction excess(int number) {
        Constraint constraint = program.constraints().get(number);
        return product(constraint.coefficients(), point, constraint.bound().negate());
    }

    private static BigFraction product(Map<Integer, BigFraction> function, BigFraction[] vector, BigFraction start) {
        ExactSum sum = new ExactSum(start);
        function.forEach((i, c) -> {
            if (vector[i].signum() != 0) {
                sum.addProduct(c, vector[i]);
            }
        });
        return sum.value();
    }

    /** Makes a constraint tight in place of a row of which it has a share. */
    void exchange(int position, int entering) {
        BigFraction[] shares = shares(program.constraints().get(entering).coefficients());
        BigFraction excess = excess(entering);
        BigFraction[] way = ways[position];
        BigFraction scale = shares[position].reciprocal();
        Arrays.setAll(way, i -> way[i].multiply(scale));
        for (int other = 0; other < rows.length; other++) {
            if (other != position) {
                add(ways[other], way, shares[other].negate());
            }
        }
        add(point, way, excess.negate());
        rows[position] = entering;
    }

    private static void add(BigFraction[] vector, BigFraction[] further, BigFraction factor) {
        if (factor.signum() != 0) {
            Arrays.setAll(
                    vector, i -> further[i].signum() == 0 ? vector[i] : vector[i].add(further[i].multiply(factor)));
        }
    }

    /** The point at which the rows hold. */
    List<BigFraction> point() {
        return List.of(point);
    }

    /** Numbers of the rows as numbers of all constraints, 0 for those that are in no row. */
    List<BigFraction> spread(BigFraction[] ofRows) {
        List<BigFraction> ofAll =
                new ArrayList<>(Collections.nCopies(program.constraints().size(), BigFraction.ZERO));
        for (int position = 0; position < rows.length; position++) {
            if (!isFree(position)) {
                ofAll.set(rows[position], ofRows[position]);
            }
        }
        return ofAll;
    }
}
