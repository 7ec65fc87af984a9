package io.eyewitness.sim.sample;

import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.witness.FunctionClass;

/** The sampler of each class. */
public final class Samplers {
    /** By which share of the range rounding may move an extreme that is known in closed form. */
    static final double ROUNDING = 1e-12;

    /** The most dimensions that are sampled. */
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

    /** Whether a class is meant for a dimension. */
    public static boolean isMeantFor(FunctionClass functionClass, int dimension) {
        return dimension >= functionClass.leastDimension() && (functionClass != FunctionClass.AFF1 || dimension == 1);
    }

    /**
     * Refuses what {@link #of} would.
     *
     * @throws IllegalArgumentException saying why
     */
    public static void requireDimension(FunctionClass functionClass, int dimension) {
        if (dimension < 1 || dimension > MOST_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "dimensions are from 1 to " + MOST_DIMENSIONS + ", and " + dimension + " is not");
        }
        if (!isMeantFor(functionClass, dimension)) {
            throw new IllegalArgumentException(
                    functionClass == FunctionClass.AFF1
                            ? "AFF1 is about one dimension, not " + dimension + "; AFF is about more"
                            : functionClass + " needs d >= " + functionClass.leastDimension() + ", not " + dimension
                                    + "; AFF1 is about d = 1");
        }
    }
}
