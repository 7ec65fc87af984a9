package io.eyewitness.sim.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Affine functions whose a and b are opposite vertices: w.y with y the coordinates as seen from a and weights w that are not negative and
 * have sum 1. Each example is an equation for w. With d - 1 of them in general position, as random ones are, w is known; with fewer, linear
 * programs in doubles find the least and the greatest w.y. The solver can miss an optimum where two coordinates of all examples are the
 * same, which those of random ones are not.
 */
final class AffineKnowledge implements ClassKnowledge {
    private static final MaxIter MOST_STEPS = new MaxIter(10_000);

    @Override
    public PossibleValues at(Told told, double... x) {
        double[] y = seen(told, x);
        if (told.count() - 1 >= told.dimension()) {
            double value = weights(told).dotProduct(new ArrayRealVector(y, false));
            return new PossibleValues(value, value);
        }
        return new PossibleValues(extreme(told, y, GoalType.MINIMIZE), extreme(told, y, GoalType.MAXIMIZE));
    }

    private static double[] seen(Told told, double... x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.abs(x[i] - told.input(0)[i]);
        }
        return y;
    }

    private static RealVector weights(Told told) {
        RealMatrix rows = new Array2DRowRealMatrix(told.count() - 1, told.dimension());
        RealVector values = new ArrayRealVector(told.count() - 1);
        for (int i = 1; i < told.count(); i++) {
            rows.setRow(i - 1, seen(told, told.input(i)));
            values.setEntry(i - 1, told.value(i));
        }
        return new QRDecomposition(rows).getSolver().solve(values);
    }

    private static double extreme(Told told, double[] y, GoalType goal) {
        List<LinearConstraint> rows = new ArrayList<>();
        for (int i = 1; i < told.count(); i++) {
            rows.add(new LinearConstraint(seen(told, told.input(i)), Relationship.EQ, told.value(i)));
        }
        return new SimplexSolver()
                .optimize(
                        MOST_STEPS,
                        new LinearObjectiveFunction(Arrays.copyOf(y, y.length), 0),
                        new LinearConstraintSet(rows),
                        goal,
                        new NonNegativeConstraint(true))
                .getValue();
    }
}
