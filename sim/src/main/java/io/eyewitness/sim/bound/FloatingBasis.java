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
import io.eyewitness.theory.file.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The starting point of exact arithmetic: the basis that GLOP finds optimal in floating point. Only the running time depends on it. GLOP may
 * cycle where magnitudes differ much, so its number of iterations is limited, which is the same on all machines.
 *
 * @param tight the constraints that are tight
 * @param zero the variables that are 0
 */
record FloatingBasis(List<Integer> tight, List<Integer> zero) {
    private static final String SOLVER = "GLOP";
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double TOLERANCE = 1e-10;

    /** The loader passes over what it cannot load, so that only a call shows it. */
    private static final NativeLibrary LIBRARY = NativeLibrary.temporary("the linear programming library", () -> {
        Loader.loadNativeLibraries();
        MPSolver.createSolver(SOLVER).delete();
    });

    FloatingBasis {
        tight = List.copyOf(tight);
        zero = List.copyOf(zero);
    }

    /** The basis of a linear program; without a constraint where floating point finds none. */
    static FloatingBasis of(LinearProgram program) {
        LIBRARY.load();
        MPSolver solver = MPSolver.createSolver(SOLVER);
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
            solver.setSolverSpecificParametersAsString("max_number_of_iterations: " + 10 * (100 + rows.size()));
            parameters.setIntegerParam(
                    MPSolverParameters.IntegerParam.PRESOLVE,
                    MPSolverParameters.PresolveValues.PRESOLVE_OFF.swigValue());
            parameters.setIntegerParam(
                    MPSolverParameters.IntegerParam.LP_ALGORITHM, LpAlgorithmValues.PRIMAL.swigValue());
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.PRIMAL_TOLERANCE, TOLERANCE);
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.DUAL_TOLERANCE, TOLERANCE);
            if (solver.solve(parameters) != ResultStatus.OPTIMAL) {
                return new FloatingBasis(List.of(), List.of());
            }
            return new FloatingBasis(
                    IntStream.range(0, rows.size())
                            .filter(i -> rows.get(i).basisStatus() != BasisStatus.BASIC)
                            .boxed()
                            .toList(),
                    IntStream.range(0, variables.length)
                            .filter(i -> variables[i].basisStatus() != BasisStatus.BASIC)
                            .boxed()
                            .toList());
        } finally {
            parameters.delete();
            solver.delete();
        }
    }
}
