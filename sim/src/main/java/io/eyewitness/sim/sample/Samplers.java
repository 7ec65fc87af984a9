package io.eyewitness.sim.sample;

import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import org.apache.commons.rng.UniformRandomProvider;

/** The sampler of each class. */
public final class Samplers {
    /** The largest rounding error of an extreme in closed form, as a share of the range. */
    static final double ROUNDING = 1e-12;

    /** The largest number of dimensions. */
    public static final int MOST_DIMENSIONS = 64;

    private Samplers() {}

    /**
     * A sampler.
     *
     * @param dimension at least the least of the class, at most {@value #MOST_DIMENSIONS}; 1 for AFF1
     * @param lipschitz L, for LIP
     * @param norm of L
     * @throws IllegalArgumentException if the class is not meant for the dimension, or L is not positive
     */
    public static Sampler of(FunctionClass functionClass, int dimension, double lipschitz, Norm norm) {
        requireDimension(functionClass, dimension);
        if (!(lipschitz > 0 && Double.isFinite(lipschitz))) {
            throw new IllegalArgumentException("L must be positive, not " + Decimals.text(lipschitz));
        }
        return switch (functionClass) {
            case F -> new WaveSampler(dimension);
            case NN -> new NetworkSampler(dimension);
            case ERM -> new TrainedSampler(dimension);
            case LIP -> new LipschitzSampler(dimension, lipschitz, norm);
            case PAFF -> new PiecewiseAffineSampler(dimension);
            case MONO -> new MonotoneSampler(dimension);
            case CONV -> new ConvexSampler(dimension);
            case AFF, AFF1 -> new AffineSampler(dimension);
            case CONST -> new ConstantSampler();
        };
    }

    /** Whether a class is defined in a dimension. */
    public static boolean isMeantFor(FunctionClass functionClass, int dimension) {
        return dimension >= functionClass.leastDimension() && (functionClass != FunctionClass.AFF1 || dimension == 1);
    }

    /**
     * Checks that a class is defined in a dimension.
     *
     * @throws IllegalArgumentException if {@link #of} would throw one
     */
    public static void requireDimension(FunctionClass functionClass, int dimension) {
        if (dimension < 1 || dimension > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "dimensions are from 1 to " + MOST_DIMENSIONS + ", and " + dimension + " is not");
        }
        if (!isMeantFor(functionClass, dimension)) {
            throw new IllegalArgumentException(
                    functionClass == FunctionClass.AFF1
                            ? "AFF1 is defined in one dimension only, not in " + dimension + "; AFF is about more"
                            : functionClass + " needs d >= " + functionClass.leastDimension() + ", not " + dimension
                                    + "; AFF1 is about d = 1");
        }
    }

    /** ReLU networks of {@value #WIDTH} hidden units with standard normal weights of the output. */
    private static final class NetworkSampler implements Sampler {
        private static final int WIDTH = 12;

        private final HiddenLayer layer;

        NetworkSampler(int dimension) {
            layer = new HiddenLayer(dimension, WIDTH);
        }

        @Override
        public void draw(UniformRandomProvider random, SampledVisualization shown) {
            do {
                layer.draw(random);
                Vectors.gaussian(random, layer.output());
            } while (!layer.show(shown));
        }

        @Override
        public double at(double... x) {
            return layer.at(x);
        }
    }

    /** Affine functions with standard normal weights; their extremes are at vertices. */
    private static final class AffineSampler implements Sampler {
        private final double[] weights;

        AffineSampler(int dimension) {
            weights = new double[dimension];
        }

        @Override
        public void draw(UniformRandomProvider random, SampledVisualization shown) {
            Vectors.gaussian(random, weights);
            double min = 0;
            double max = 0;
            for (int i = 0; i < weights.length; i++) {
                boolean rises = weights[i] > 0;
                shown.a()[i] = rises ? 0 : 1;
                shown.b()[i] = rises ? 1 : 0;
                min += Math.min(0, weights[i]);
                max += Math.max(0, weights[i]);
            }
            shown.set(min, max, ROUNDING * (max - min));
        }

        @Override
        public double at(double... x) {
            return Vectors.dot(weights, 0, x);
        }
    }

    /** Constants between 0 and 1; any points are extremisers, and two random ones are shown. */
    private static final class ConstantSampler implements Sampler {
        private double value;

        @Override
        public void draw(UniformRandomProvider random, SampledVisualization shown) {
            value = random.nextDouble();
            Vectors.uniform(random, shown.a());
            Vectors.uniform(random, shown.b());
            shown.set(value, value, 0);
        }

        @Override
        public double at(double... x) {
            return value;
        }
    }
}
