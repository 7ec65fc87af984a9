package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.theory.exact.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Exact solutions of linear programs: the simplex method over the rationals. It starts from the basis that floating point takes for
 * optimal, which mostly is so and costs no step. From any other, dual steps lead to a vertex that satisfies all constraints, for an
 * objective that the basis is optimal for; then primal steps lead to the optimum of the true one. Of several constraints that could
 * enter or leave, the lowest does (Bland's rule), so both end, whatever the numbers; a row that says that a variable is 0 leaves first.
 */
final class ExactSimplex {
    private final LinearProgram program;
    private final Basis basis;

    /** An exchange that is possible: which row or constraint, that constraint for order, and how far away it is. */
    private record Step(int number, int constraint, BigFraction length) {
        static final Comparator<Step> FIRST = Comparator.comparing(Step::length).thenComparing(Step::constraint);
    }

    private ExactSimplex(LinearProgram program) {
        this.program = program;
        this.basis = new Basis(program);
    }

    /**
     * Solves a linear program.
     *
     * @return none if no point satisfies the constraints
     * @throws ArithmeticException if the objective is unbounded
     */
    static Optional<Optimum> solve(LinearProgram program) {
        return solve(program, FloatingBasis.of(program));
    }

    /** Solves it from a basis, which may be wrong. */
    static Optional<Optimum> solve(LinearProgram program, FloatingBasis start) {
        ExactSimplex simplex = new ExactSimplex(program);
        simplex.enter(start);
        return simplex.isFeasible() ? Optional.of(simplex.optimum()) : Optional.empty();
    }

    /** Constraints that depend on those before stay out. */
    private void enter(FloatingBasis start) {
        Set<Integer> zero = new HashSet<>(start.zero());
        for (int entering : start.tight()) {
            BigFraction[] shares = basis.shares(coefficients(entering));
            positions()
                    .filter(i -> basis.isFree(i) && shares[i].signum() != 0)
                    .boxed()
                    .min((i, j) -> Boolean.compare(zero.contains(i), zero.contains(j)))
                    .ifPresent(position -> basis.exchange(position, entering));
        }
    }

    private SortedMap<Integer, BigFraction> coefficients(int constraint) {
        return program.constraints().get(constraint).coefficients();
    }

    /** Dual steps, until no constraint is violated; false if the one that is cannot enter, so that no point satisfies it. */
    private boolean isFeasible() {
        SortedMap<Integer, BigFraction> objective = raised();
        for (; ; ) {
            OptionalInt entering = constraints().filter(this::isViolated).findFirst();
            if (entering.isEmpty()) {
                return true;
            }
            Optional<Integer> leaving = dualLeaving(entering.getAsInt(), objective);
            if (leaving.isEmpty()) {
                return false;
            }
            basis.exchange(leaving.get(), entering.getAsInt());
        }
    }

    private boolean isViolated(int constraint) {
        int sign = basis.excess(constraint).signum();
        return isEquality(constraint) ? sign != 0 : sign > 0;
    }

    /** The objective of which rows have the multipliers that they may have: none for variables that are 0, none below 0. */
    private SortedMap<Integer, BigFraction> raised() {
        BigFraction[] multipliers = basis.shares(program.objective());
        SortedMap<Integer, BigFraction> objective = new TreeMap<>();
        for (int position = 0; position < basis.size(); position++) {
            BigFraction multiplier = multipliers[position];
            if (!basis.isFree(position) && !(basis.isInequality(position) && multiplier.signum() < 0)) {
                coefficients(basis.constraint(position))
                        .forEach((variable, c) -> objective.merge(variable, c.multiply(multiplier), BigFraction::add));
            }
        }
        return objective;
    }

    /** The row whose multiplier is first to reach 0 as that of a violated constraint moves away from it. */
    private Optional<Integer> dualLeaving(int entering, SortedMap<Integer, BigFraction> objective) {
        BigFraction[] shares = basis.shares(coefficients(entering));
        Optional<Integer> free = freeWithout(shares);
        if (free.isPresent()) {
            return free;
        }
        BigFraction[] multipliers = basis.shares(objective);
        int side = basis.excess(entering).signum();
        return positions()
                .filter(i -> basis.isInequality(i) && shares[i].signum() == side)
                .mapToObj(i -> new Step(i, basis.constraint(i), multipliers[i].divide(shares[i].abs())))
                .min(Step.FIRST)
                .map(Step::number);
    }

    /** A row that says that a variable is 0, of which there is a share. */
    private Optional<Integer> freeWithout(BigFraction[] shares) {
        return positions()
                .filter(i -> basis.isFree(i) && shares[i].signum() != 0)
                .boxed()
                .findFirst();
    }

    /** Primal steps, from a vertex that satisfies all constraints. */
    private Optimum optimum() {
        for (; ; ) {
            BigFraction[] multipliers = basis.shares(program.objective());
            Optional<Integer> leaving = freeWithout(multipliers).or(() -> primalLeaving(multipliers));
            if (leaving.isEmpty()) {
                return new Optimum(basis.point(), basis.spread(multipliers));
            }
            int position = leaving.get();
            int entering = entering(position, multipliers[position].signum())
                    .orElseThrow(() -> new ArithmeticException("the objective of a linear program is unbounded"));
            basis.exchange(position, entering);
        }
    }

    private Optional<Integer> primalLeaving(BigFraction[] multipliers) {
        return positions()
                .filter(i -> basis.isInequality(i) && multipliers[i].signum() < 0)
                .boxed()
                .min(Comparator.comparing(basis::constraint));
    }

    /** The constraint that is first to become tight on the way from the vertex on which all rows but one stay as they are. */
    private Optional<Integer> entering(int position, int side) {
        return constraints()
                .mapToObj(i -> new Step(i, i, basis.rate(i, position).multiply(side)))
                .filter(step -> isEquality(step.number())
                        ? step.length().signum() != 0
                        : step.length().signum() > 0)
                .map(step -> new Step(
                        step.number(),
                        step.number(),
                        basis.excess(step.number()).negate().divide(step.length())))
                .min(Step.FIRST)
                .map(Step::number);
    }

    private IntStream positions() {
        return IntStream.range(0, basis.size());
    }

    private IntStream constraints() {
        return IntStream.range(0, program.constraints().size());
    }

    private boolean isEquality(int constraint) {
        return program.constraints().get(constraint).isEquality();
    }

    /**
     * As many linearly independent rows as there are variables, with the inverse of their matrix. A row is a constraint that is tight, or
     * says that a variable is 0, as all do at first. Mutable; for use within one method.
     */
    private static final class Basis {
        private static final int VARIABLE = -1;

        private final LinearProgram program;
        private final int[] rows;
        private final BigFraction[][] ways;
        private final BigFraction[] point;

        Basis(LinearProgram program) {
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
            return !isFree(position)
                    && !program.constraints().get(rows[position]).isEquality();
        }

        /** The multiples of the rows whose sum is a linear function. */
        BigFraction[] shares(Map<Integer, BigFraction> function) {
            return IntStream.range(0, rows.length)
                    .mapToObj(position -> product(function, ways[position], BigFraction.ZERO))
                    .toArray(BigFraction[]::new);
        }

        /** The rate at which a constraint's left-hand side grows as that of one row grows and those of the other rows stay. */
        BigFraction rate(int constraint, int position) {
            return product(program.constraints().get(constraint).coefficients(), ways[position], BigFraction.ZERO);
        }

        /** The excess of a constraint's left-hand side over its bound. */
        BigFraction excess(int number) {
            Constraint constraint = program.constraints().get(number);
            return product(constraint.coefficients(), point, constraint.bound().negate());
        }

        private static BigFraction product(
                Map<Integer, BigFraction> function, BigFraction[] vector, BigFraction start) {
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
}
