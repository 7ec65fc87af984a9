package io.eyewitness.theory.iris;

import java.util.List;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.Pair;

/**
 * The residuals of a network with one hidden ReLU layer on some samples, and their Jacobian, as a function of its
 * parameters: for each hidden unit its input weights, bias and output weight; last the output bias. Below the residuals
 * of the samples stand those of a ridge, each parameter times the root of the penalty.
 */
final class SquaredLoss implements MultivariateJacobianFunction {
    private final double[][] inputs;
    private final double[] labels;
    private final int hidden;
    private final double rootOfPenalty;

    SquaredLoss(List<Iris.Sample> samples, int hidden, double penalty) {
        this.inputs = samples.stream()
                .map(sample ->
                        sample.input().stream().mapToDouble(Number::doubleValue).toArray())
                .toArray(double[][]::new);
        this.labels = samples.stream()
                .mapToDouble(sample -> sample.label().doubleValue())
                .toArray();
        this.hidden = hidden;
        this.rootOfPenalty = Math.sqrt(penalty);
    }

    int parameters() {
        return hidden * perUnit() + 1;
    }

    int residuals() {
        return labels.length + parameters();
    }

    int perUnit() {
        return inputs[0].length + 2;
    }

    /** Sets each hidden unit's bias so that its kink passes through a random sample: no unit starts dead. */
    void placeKinksAtSamples(double[] parameters, RandomGenerator random) {
        for (int j = 0; j < hidden; j++) {
            int first = j * perUnit();
            double[] input = inputs[random.nextInt(inputs.length)];
            double sum = 0;
            for (int i = 0; i < input.length; i++) {
                sum += parameters[first + i] * input[i];
            }
            parameters[first + input.length] = -sum;
        }
    }

    /** The mean squared error alone, without the ridge. */
    double meanSquaredError(double[] parameters) {
        double sum = 0;
        for (int s = 0; s < labels.length; s++) {
            double residual = residual(parameters, s, new double[parameters.length]);
            sum += residual * residual;
        }
        return sum / labels.length;
    }

    @Override
    public Pair<RealVector, RealMatrix> value(RealVector point) {
        double[] parameters = point.toArray();
        double[] residuals = new double[residuals()];
        double[][] jacobian = new double[residuals()][parameters.length];
        for (int s = 0; s < labels.length; s++) {
            residuals[s] = residual(parameters, s, jacobian[s]);
        }
        for (int p = 0; p < parameters.length; p++) {
            residuals[labels.length + p] = rootOfPenalty * parameters[p];
            jacobian[labels.length + p][p] = rootOfPenalty;
        }
        return new Pair<>(new ArrayRealVector(residuals, false), new Array2DRowRealMatrix(jacobian, false));
    }

    private double residual(double[] parameters, int sample, double[] gradient) {
        double[] input = inputs[sample];
        double value = parameters[parameters.length - 1];
        gradient[parameters.length - 1] = 1;
        for (int j = 0; j < hidden; j++) {
            int first = j * perUnit();
            int bias = first + input.length;
            double activation = parameters[bias];
            for (int i = 0; i < input.length; i++) {
                activation += parameters[first + i] * input[i];
            }
            if (activation > 0) {
                double weight = parameters[bias + 1];
                value += weight * activation;
                for (int i = 0; i < input.length; i++) {
                    gradient[first + i] = weight * input[i];
                }
                gradient[bias] = weight;
                gradient[bias + 1] = activation;
            }
        }
        return value - labels[sample];
    }
}
