package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.LinearProgram.Optimum;
import java.util.Comparator;
import java.util.HashSet;
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
    private final ExactBasis basis;

    /** An exchange that is possible: which row or constraint, that constraint for order, and how far away it is. */
    private record Step(int number, int constraint, BigFraction length) {
        static final Comparator<Step> FIRST = Comparator.comparing(Step::length).thenComparing(Step::constraint);
    }

    private ExactSimplex(LinearProgram program) {
        this.program = program;
        this.basis = new ExactBasis(program);
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
}
