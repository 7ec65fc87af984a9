package io.eyewitness.sim.ask;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Convex functions, by linear programs in doubles (sim.bound has the exact ones). The greatest value at x is the least mean of known values
 * whose inputs have the mean x; the least is the greatest that a known value forces: where an input is a mean of x and other inputs, its
 * value is at most the mean of theirs. Anywhere in the cube a value is at most 1, so a mean may also contain any point z of the cube.
 *
 * <p>The variables are the weights of the known values, the weight z_0 of z, and z times z_0. The solver can miss an optimum where two
 * inputs are the same, which random ones are not.
 */
final class ConvexKnowledge implements ClassKnowledge {
    private static final MaxIter MOST_STEPS = new MaxIter(10_000);
    private static final double PRECISION = 1e-9;

    @Override
    public PossibleValues at(Told told, double... x) {
        double high = greatest(told, x);
        double low = 0;
        for (int i = Told.SHOWN; i < told.count() && high - low > PRECISION; i++) {
            low = Math.max(low, forced(told, i, x));
        }
        return new PossibleValues(low, high);
    }

    private static double greatest(Told told, double... x) {
        double[] values = row(told);
        for (int j = 0; j < told.count(); j++) {
            values[j] = told.value(j);
        }
        values[told.count()] = 1;
        return solved(values, means(told, x), GoalType.MINIMIZE);
    }

    /** The least value at x by the value at an input; 0 where x and the others have no mean there, as at vertices. */
    private static double forced(Told told, int input, double... x) {
        double[] values = row(told);
        for (int j = 0; j < told.count(); j++) {
            values[j] = j == input ? told.value(j) : -told.value(j);
        }
        values[told.count()] = -1;
        List<LinearConstraint> rows = new ArrayList<>();
        for (LinearConstraint row : means(told, x)) {
            double[] coefficients = row.getCoefficients().toArray();
            if (row.getRelationship() == Relationship.EQ) {
                for (int j = 0; j < coefficients.length; j++) {
                    coefficients[j] = j == input ? coefficients[j] : -coefficients[j];
                }
            }
            rows.add(new LinearConstraint(coefficients, row.getRelationship(), row.getValue()));
        }
        try {
            return solved(values, rows, GoalType.MAXIMIZE);
        } catch (NoFeasibleSolutionException e) {
            return 0;
        }
    }

    /** The weights have sum 1, the inputs mean x, and z lies in the cube. */
    private static List<LinearConstraint> means(Told told, double... x) {
        List<LinearConstraint> rows = new ArrayList<>();
        double[] sum = row(told);
        for (int j = 0; j <= told.count(); j++) {
            sum[j] = 1;
        }
        rows.add(new LinearConstraint(sum, Relationship.EQ, 1));
        for (int i = 0; i < x.length; i++) {
            int part = told.count() + 1 + i;
            double[] mean = row(told);
            for (int j = 0; j < told.count(); j++) {
                mean[j] = told.input(j)[i];
            }
            mean[part] = 1;
            rows.add(new LinearConstraint(mean, Relationship.EQ, x[i]));
            double[] inside = row(told);
            inside[part] = 1;
            inside[told.count()] = -1;
            rows.add(new LinearConstraint(inside, Relationship.LEQ, 0));
        }
        return rows;
    }

    private static double[] row(Told told) {
        return new double[told.count() + 1 + told.dimension()];
    }

    private static double solved(double[] objective, List<LinearConstraint> rows, GoalType goal) {
        return new SimplexSolver()
                .optimize(
                        MOST_STEPS,
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(rows),
                        goal,
                        new NonNegativeConstraint(true))
                .getValue();
    }
}
