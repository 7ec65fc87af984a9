package io.eyewitness.sim.bound;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolver.BasisStatus;
import com.google.ortools.linearsolver.MPSolver.ResultStatus;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.LpAlgorithmValues;
import com.google.ortools.linearsolver.MPVariable;
import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.theory.exact.ExactSum;
import io.eyewitness.theory.exact.LinearSystem;
import io.eyewitness.theory.file.TemporaryFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Exact solutions of linear programs. GLOP finds an optimal basis in floating point; the vertex and the multipliers that belong to
 * it are then solved for, and verified, over the rationals. A wrong basis is noticed, never believed.
 */
final class ExactSimplex {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_STEPS = 200;

    static {
        TemporaryFolder.path();
        Loader.loadNativeLibraries();
    }

    private ExactSimplex() {}

    /** Which constraints are tight and which variables are 0 at a vertex. */
    private record Basis(List<Integer> tight, List<Integer> zero) {
        Basis exchanged(Integer leaving, int entering) {
            List<Integer> exchanged = new ArrayList<>(tight);
            exchanged.remove(leaving);
            exchanged.add(entering);
            exchanged.sort(null);
            return new Basis(exchanged, zero);
        }
    }

    /**
     * Solves a linear program.
     *
     * @return none if no point satisfies the constraints
     * @throws ArithmeticException if the objective is unbounded, or floating point is too coarse even to come near the solution
     */
    static Optional<Optimum> solve(LinearProgram program) {
        for (LpAlgorithmValues algorithm : List.of(LpAlgorithmValues.PRIMAL, LpAlgorithmValues.DUAL)) {
            Optional<Basis> basis = basis(program, algorithm);
            if (basis.isEmpty()) {
                return Optional.empty();
            }
            Optional<Optimum> optimum = exact(program, basis.get());
            if (optimum.isPresent()) {
                return optimum;
            }
        }
        throw new ArithmeticException(
                "floating point is too coarse for a linear program: no exactly optimal basis found");
    }

    private static Optional<Basis> basis(LinearProgram program, LpAlgorithmValues algorithm) {
        MPSolver solver = MPSolver.createSolver("GLOP");
        MPSolverParameters parameters = new MPSolverParameters();
        try {
            MPVariable[] variables = IntStream.range(0, program.variables())
                    .mapToObj(i -> solver.makeNumVar(-INFINITY, INFINITY, ""))
                    .toArray(MPVariable[]::new);
            List<MPConstraint> rows = new ArrayList<>();
            for (Constraint constraint : program.constraints()) {
                double bound = constraint.bound().doubleValue();
                MPConstraint row = solver.makeConstraint(constraint.isEquality() ? bound : -INFINITY, bound);
                constraint.coefficients().forEach((i, c) -> row.setCoefficient(variables[i], c.doubleValue()));
                rows.add(row);
            }
            program.objective().forEach((i, c) -> solver.objective().setCoefficient(variables[i], c.doubleValue()));
            solver.objective().setMaximization();
            parameters.setIntegerParam(
                    MPSolverParameters.IntegerParam.PRESOLVE,
                    MPSolverParameters.PresolveValues.PRESOLVE_OFF.swigValue());
            parameters.setIntegerParam(MPSolverParameters.IntegerParam.LP_ALGORITHM, algorithm.swigValue());
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.PRIMAL_TOLERANCE, TOLERANCE);
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.DUAL_TOLERANCE, TOLERANCE);
            ResultStatus status = solver.solve(parameters);
            if (status == ResultStatus.INFEASIBLE) {
                return Optional.empty();
            }
            if (status != ResultStatus.OPTIMAL) {
                throw new ArithmeticException("GLOP ends with " + status + " on a linear program that has a solution");
            }
            return Optional.of(new Basis(
                    IntStream.range(0, rows.size())
                            .filter(i -> rows.get(i).basisStatus() != BasisStatus.BASIC)
                            .boxed()
                            .toList(),
                    IntStream.range(0, variables.length)
                            .filter(i -> variables[i].basisStatus() != BasisStatus.BASIC)
                            .boxed()
                            .toList()));
        } finally {
            parameters.delete();
            solver.delete();
        }
    }

    /**
     * From the basis that floating point takes for optimal, mostly without a step: by dual steps to a vertex that satisfies all
     * constraints, for an objective that the basis is optimal for; then by primal steps for the true one. The lowest of several
     * constraints that could enter or leave does (Bland's rule).
     */
    private static Optional<Optimum> exact(LinearProgram program, Basis basis) {
        return combination(program, basis.tight(), program.objective())
                .map(multipliers -> raised(program, basis.tight(), multipliers))
                .flatMap(objective -> feasible(program, basis, objective))
                .flatMap(start -> optimal(program, start));
    }

    /** The objective for which negative multipliers are 0. */
    private static SortedMap<Integer, BigFraction> raised(
            LinearProgram program, List<Integer> tight, List<BigFraction> multipliers) {
        SortedMap<Integer, BigFraction> objective = new TreeMap<>(program.objective());
        for (int i : tight) {
            Constraint constraint = program.constraints().get(i);
            if (!constraint.isEquality() && multipliers.get(i).signum() < 0) {
                constraint
                        .coefficients()
                        .forEach((variable, c) -> objective.merge(
                                variable, c.multiply(multipliers.get(i)).negate(), BigFraction::add));
            }
        }
        return objective;
    }

    private static Optional<Basis> feasible(
            LinearProgram program, Basis start, SortedMap<Integer, BigFraction> objective) {
        Basis basis = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<List<BigFraction>> point = vertex(program, basis);
            if (point.isEmpty()) {
                return Optional.empty();
            }
            OptionalInt entering = IntStream.range(0, program.constraints().size())
                    .filter(i -> !holds(program.constraints().get(i), point.get()))
                    .findFirst();
            if (entering.isEmpty()) {
                return Optional.of(basis);
            }
            Optional<Integer> leaving = leaving(program, basis.tight(), entering.getAsInt(), objective);
            if (leaving.isEmpty()) {
                return Optional.empty();
            }
            basis = basis.exchanged(leaving.get(), entering.getAsInt());
        }
        return Optional.empty();
    }

    /** The tight constraint whose multiplier is first to reach 0 as that of another grows. */
    private static Optional<Integer> leaving(
            LinearProgram program, List<Integer> tight, int entering, SortedMap<Integer, BigFraction> objective) {
        Optional<List<BigFraction>> multipliers = combination(program, tight, objective);
        Optional<List<BigFraction>> shares =
                combination(program, tight, program.constraints().get(entering).coefficients());
        return multipliers.flatMap(of -> shares.flatMap(share -> tight.stream()
                .filter(i -> !program.constraints().get(i).isEquality()
                        && share.get(i).signum() > 0)
                .min(Comparator.comparing((Integer i) -> of.get(i).divide(share.get(i)))
                        .thenComparing(Comparator.naturalOrder()))));
    }

    private static Optional<Optimum> optimal(LinearProgram program, Basis start) {
        Basis basis = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<List<BigFraction>> multipliers = combination(program, basis.tight(), program.objective());
            Optional<List<BigFraction>> point = vertex(program, basis);
            if (multipliers.isEmpty() || point.isEmpty()) {
                return Optional.empty();
            }
            Optional<Integer> leaving = basis.tight().stream()
                    .filter(i -> !program.constraints().get(i).isEquality()
                            && multipliers.get().get(i).signum() < 0)
                    .findFirst();
            if (leaving.isEmpty()) {
                return Optional.of(new Optimum(point.get(), multipliers.get()));
            }
            Optional<Integer> entering = entering(program, basis, leaving.get(), point.get());
            if (entering.isEmpty()) {
                return Optional.empty();
            }
            basis = basis.exchanged(leaving.get(), entering.get());
        }
        return Optional.empty();
    }

    /** The constraint that is first to become tight on the way from a vertex on which all tight ones but one stay so. */
    private static Optional<Integer> entering(
            LinearProgram program, Basis basis, int leaving, List<BigFraction> point) {
        LinearSystem system = new LinearSystem();
        basis.zero().forEach(i -> system.add(Map.of(i, BigFraction.ONE), BigFraction.ZERO));
        for (int i : basis.tight()) {
            system.add(
                    program.constraints().get(i).coefficients(),
                    i == leaving ? BigFraction.ONE.negate() : BigFraction.ZERO);
        }
        List<BigFraction> way = dense(system.solution(), program.variables());
        return IntStream.range(0, program.constraints().size())
                .boxed()
                .filter(i -> !basis.tight().contains(i)
                        && sum(program.constraints().get(i), way, BigFraction.ZERO)
                                        .signum()
                                > 0)
                .min(Comparator.comparing((Integer i) -> {
                            Constraint constraint = program.constraints().get(i);
                            return sum(constraint, point, constraint.bound().negate())
                                    .negate()
                                    .divide(sum(constraint, way, BigFraction.ZERO));
                        })
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static Optional<List<BigFraction>> vertex(LinearProgram program, Basis basis) {
        LinearSystem system = new LinearSystem();
        boolean solvable = true;
        for (int i : basis.zero()) {
            solvable &= system.add(Map.of(i, BigFraction.ONE), BigFraction.ZERO);
        }
        for (int i : basis.tight()) {
            Constraint constraint = program.constraints().get(i);
            solvable &= system.add(constraint.coefficients(), constraint.bound());
        }
        return solvable ? Optional.of(dense(system.solution(), program.variables())) : Optional.empty();
    }

    private static boolean holds(Constraint constraint, List<BigFraction> point) {
        int sign = sum(constraint, point, constraint.bound().negate()).signum();
        return constraint.isEquality() ? sign == 0 : sign <= 0;
    }

    private static BigFraction sum(Constraint constraint, List<BigFraction> point, BigFraction start) {
        ExactSum sum = new ExactSum(start);
        constraint.coefficients().forEach((i, c) -> sum.addProduct(c, point.get(i)));
        return sum.value();
    }

    /** Numbers, one a constraint, whose multiples of the tight constraints' left-hand sides add up to a linear function. */
    private static Optional<List<BigFraction>> combination(
            LinearProgram program, List<Integer> tight, Map<Integer, BigFraction> target) {
        LinearSystem system = new LinearSystem();
        boolean solvable = true;
        for (int variable = 0; variable < program.variables(); variable++) {
            Map<Integer, BigFraction> column = new LinkedHashMap<>();
            for (int i : tight) {
                BigFraction coefficient =
                        program.constraints().get(i).coefficients().get(variable);
                if (coefficient != null) {
                    column.put(i, coefficient);
                }
            }
            solvable &= system.add(column, target.getOrDefault(variable, BigFraction.ZERO));
        }
        return solvable
                ? Optional.of(dense(system.solution(), program.constraints().size()))
                : Optional.empty();
    }

    private static List<BigFraction> dense(Map<Integer, BigFraction> sparse, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> sparse.getOrDefault(i, BigFraction.ZERO))
                .toList();
    }
}
