package io.eyewitness.nn.fool.circuit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Logistic regression of two classes on standardised features, with a ridge, by Newton's method. Each class has half of the weight, however
 * many examples it has.
 *
 * @param coefficients one for each feature
 * @param intercept the log-odds of the second class where all features are 0
 */
record LogisticRegression(double[] coefficients, double intercept) {
    /** The weight of half the squared length of the coefficients of standardised features, beside the mean loss. */
    private static final double RIDGE = 1e-4;

    private static final int MOST_STEPS = 50;
    private static final double LEAST_SHARE = 1e-6;
    private static final double CONVERGED = 1e-8;

    /** The log-odds of the second class. */
    double logOdds(double... features) {
        double sum = intercept;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * features[i];
        }
        return sum;
    }

    /**
     * Fits examples of two classes.
     *
     * @throws IllegalArgumentException if all examples have the same features
     * @param first the features of each example of the first class
     * @param second the features of each example of the second class
     */
    static LogisticRegression of(List<double[]> first, List<double[]> second) {
        List<double[]> all = Stream.concat(first.stream(), second.stream()).toList();
        int width = all.get(0).length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int i = 0; i < width; i++) {
            int feature = i;
            double[] column =
                    all.stream().mapToDouble(example -> example[feature]).toArray();
            means[i] = StatUtils.mean(column);
            deviations[i] = Math.sqrt(StatUtils.populationVariance(column, means[i]));
        }
        double least = LEAST_SHARE * StatUtils.max(deviations);
        if (!(least > 0)) {
            throw new IllegalArgumentException(
                    "the layers that E reads have the same means at all images; choose others with --set classifier-layers");
        }
        double[] scales =
                Arrays.stream(deviations).map(d -> 1 / Math.max(d, least)).toArray();
        Examples examples = new Examples(
                all.stream()
                        .map(example -> standardised(example, means, scales))
                        .toList(),
                first.size());
        double[] fitted = examples.fitted().toArray();
        double[] coefficients = IntStream.range(0, width)
                .mapToDouble(i -> fitted[i] * scales[i])
                .toArray();
        double intercept = fitted[width];
        for (int i = 0; i < width; i++) {
            intercept -= coefficients[i] * means[i];
        }
        return new LogisticRegression(coefficients, intercept);
    }

    /** The standardised features, and a 1. */
    private static double[] standardised(double[] example, double[] means, double[] scales) {
        double[] values = Arrays.copyOf(example, example.length + 1);
        for (int i = 0; i < example.length; i++) {
            values[i] = (example[i] - means[i]) * scales[i];
        }
        values[example.length] = 1;
        return values;
    }

    /**
     * Standardised examples.
     *
     * @param rows of the first class, then of the second
     * @param firsts the number of rows of the first class
     */
    private record Examples(List<double[]> rows, int firsts) {
        /** The coefficients that minimise the loss; a step that does not lower it is halved. */
        RealVector fitted() {
            RealVector coefficients = new ArrayRealVector(rows.get(0).length);
            double loss = loss(coefficients);
            for (int step = 0; step < MOST_STEPS; step++) {
                RealVector change = newton(coefficients);
                double next = loss(coefficients.add(change));
                while (next > loss && change.getLInfNorm() > CONVERGED) {
                    change = change.mapMultiply(1 / 2.0);
                    next = loss(coefficients.add(change));
                }
                if (!(change.getLInfNorm() > CONVERGED)) {
                    break;
                }
                coefficients = coefficients.add(change);
                loss = next;
            }
            return coefficients;
        }

        /** The coefficients without the intercept, which has no ridge. */
        private static RealVector slopes(RealVector coefficients) {
            RealVector slopes = coefficients.copy();
            slopes.setEntry(slopes.getDimension() - 1, 0);
            return slopes;
        }

        private double weight(int row) {
            return 0.5 / (row < firsts ? firsts : rows.size() - firsts);
        }

        private double margin(int row, double... coefficients) {
            double sum = 0;
            double[] example = rows.get(row);
            for (int i = 0; i < example.length; i++) {
                sum += coefficients[i] * example[i];
            }
            return sum;
        }

        private double loss(RealVector coefficients) {
            double[] values = coefficients.toArray();
            RealVector slopes = slopes(coefficients);
            double loss = RIDGE * slopes.dotProduct(slopes) / 2;
            for (int row = 0; row < rows.size(); row++) {
                double margin = row < firsts ? margin(row, values) : -margin(row, values);
                loss += weight(row) * (Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))));
            }
            return loss;
        }

        private RealVector newton(RealVector coefficients) {
            int width = coefficients.getDimension();
            double[] values = coefficients.toArray();
            double[] slope = slopes(coefficients).mapMultiply(RIDGE).toArray();
            double[][] curvature = new double[width][width];
            for (int row = 0; row < rows.size(); row++) {
                double likely = 1 / (1 + Math.exp(-margin(row, values)));
                double off = weight(row) * (row < firsts ? likely : likely - 1);
                double bend = weight(row) * likely * (1 - likely);
                double[] example = rows.get(row);
                for (int i = 0; i < width; i++) {
                    slope[i] += off * example[i];
                    double scaled = bend * example[i];
                    double[] entries = curvature[i];
                    for (int j = 0; j <= i; j++) {
                        entries[j] += scaled * example[j];
                    }
                }
            }
            for (int i = 0; i < width; i++) {
                curvature[i][i] += i < width - 1 ? RIDGE : 0;
                for (int j = 0; j < i; j++) {
                    curvature[j][i] = curvature[i][j];
                }
            }
            return new CholeskyDecomposition(new Array2DRowRealMatrix(curvature, false))
                    .getSolver()
                    .solve(new ArrayRealVector(slope, false))
                    .mapMultiply(-1);
        }
    }
}
