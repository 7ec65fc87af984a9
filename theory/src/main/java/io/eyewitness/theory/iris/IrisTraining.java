package io.eyewitness.theory.iris;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresFactory;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Trains a ReLU network with one hidden layer on Fisher's iris: squared loss with a small ridge, the
 * Levenberg-Marquardt method from several random starts, weights rounded to multiples of 1/64, the best kept. The same
 * seed gives the same network on every machine: Java's arithmetic is exact to the bit, and only addition,
 * multiplication, division and square roots are used.
 */
public final class IrisTraining {
    /** The seed of the committed network. */
    public static final long SEED = 10;

    /** The least and the usual number of hidden units. */
    public static final int HIDDEN = 8;

    /** The largest number of hidden units. */
    public static final int MAX_HIDDEN = 64;

    /** Weights are multiples of one over this. */
    public static final int DENOMINATOR = 64;

    /** No weight is larger in absolute value. */
    public static final int MAX_WEIGHT = 16;

    private static final int STARTS = 10;
    private static final int ITERATIONS = 60;
    private static final double PENALTY = 1e-4;
    private static final double START_RANGE = 2;

    private IrisTraining() {}

    /**
     * Trains a network.
     *
     * @param seed any number
     * @param hidden the number of hidden units, from 8 to 64
     * @return the network, with its exact error
     * @throws IllegalArgumentException if there are too few or too many hidden units
     */
    public static TrainedNetwork train(long seed, int hidden) {
        if (hidden < HIDDEN || hidden > MAX_HIDDEN) {
            throw new IllegalArgumentException(
                    "the number of hidden units must be from " + HIDDEN + " to " + MAX_HIDDEN + ", not " + hidden);
        }
        SquaredLoss loss = new SquaredLoss(Iris.samples(), hidden, PENALTY);
        RandomGenerator random = new MersenneTwister(seed);
        double[] best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            double[] parameters = minimise(loss, random);
            double error = loss.meanSquaredError(rounded(parameters));
            if (error < least) {
                best = parameters;
                least = error;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start from seed " + seed + " gave a finite error; try another seed");
        }
        BaseNetwork network = network(rounded(best), hidden);
        BigDecimal before = new BigDecimal(loss.meanSquaredError(best), new MathContext(6));
        return new TrainedNetwork(network, seed, before, network.meanSquaredError(Iris.samples()));
    }

    private static double[] minimise(SquaredLoss loss, RandomGenerator random) {
        double[] start = new double[loss.parameters()];
        Arrays.setAll(start, p -> START_RANGE * (2 * random.nextDouble() - 1));
        loss.placeKinksAtSamples(start, random);
        LeastSquaresProblem problem = LeastSquaresFactory.create(
                loss,
                new ArrayRealVector(loss.residuals()),
                new ArrayRealVector(start, false),
                (iteration, previous, current) -> iteration >= ITERATIONS,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE);
        return new LevenbergMarquardtOptimizer().optimize(problem).getPoint().toArray();
    }

    private static double[] rounded(double[] parameters) {
        return Arrays.stream(parameters)
                .map(value -> Math.rint(Math.max(-MAX_WEIGHT, Math.min(MAX_WEIGHT, value)) * DENOMINATOR) / DENOMINATOR)
                .toArray();
    }

    private static BaseNetwork network(double[] parameters, int hidden) {
        List<BigFraction> exact = Arrays.stream(parameters)
                .mapToObj(value -> BigFraction.of((int) (value * DENOMINATOR), DENOMINATOR))
                .toList();
        int perUnit = Iris.DIMENSION + 2;
        List<List<BigFraction>> hiddenWeights = new ArrayList<>();
        List<BigFraction> hiddenBias = new ArrayList<>();
        List<BigFraction> outputWeights = new ArrayList<>();
        for (int j = 0; j < hidden; j++) {
            List<BigFraction> unit = exact.subList(j * perUnit, (j + 1) * perUnit);
            hiddenWeights.add(unit.subList(0, Iris.DIMENSION));
            hiddenBias.add(unit.get(Iris.DIMENSION));
            outputWeights.add(unit.get(Iris.DIMENSION + 1));
        }
        return new BaseNetwork(hiddenWeights, hiddenBias, outputWeights, exact.get(hidden * perUnit));
    }
}
