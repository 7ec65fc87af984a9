package io.eyewitness.sim.sample;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Convex functions: maxima of {@value #PIECES} affine pieces. A minimiser is drawn first, each coordinate at 0, at 1 or between; the
 * first {@value #ACTIVE} pieces meet there, and their mean gradient is what the condition for a minimum on X (Karush, Kuhn, Tucker)
 * allows: 0 in coordinates between, not negative at 0, not positive at 1. The other pieces lie below there. The maximum is at a vertex.
 */
final class ConvexSampler implements Sampler {
    private static final int ACTIVE = 3;
    private static final int PIECES = 8;
    private static final double ON_A_FACE = 0.25;

    private final int dimension;
    private final double[] gradients;
    private final double[] offsets = new double[PIECES];

    ConvexSampler(int dimension) {
        this.dimension = dimension;
        gradients = new double[PIECES * dimension];
    }

    @Override
    public void draw(UniformRandomProvider random, SampledVisualization shown) {
        Vectors.gaussian(random, gradients);
        double[] lowest = shown.a();
        for (int i = 0; i < dimension; i++) {
            double kind = random.nextDouble();
            double pull = Math.abs(gradients[i]);
            lowest[i] = kind < ON_A_FACE ? 0 : kind < 2 * ON_A_FACE ? 1 : random.nextDouble();
            double mean = kind < ON_A_FACE ? pull : kind < 2 * ON_A_FACE ? -pull : 0;
            double others = 0;
            for (int k = 1; k < ACTIVE; k++) {
                others += gradients[k * dimension + i];
            }
            gradients[i] = ACTIVE * mean - others;
        }
        for (int k = 0; k < PIECES; k++) {
            double below = k < ACTIVE ? 0 : random.nextDouble();
            offsets[k] = -Vectors.dot(gradients, k, lowest) - below;
        }
        double max = highest(shown.b());
        double min = at(lowest);
        shown.set(min, max, Samplers.ROUNDING * (max - min));
    }

    /** The greatest value: each piece is greatest at a vertex of its own. */
    private double highest(double[] vertex) {
        int best = 0;
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < PIECES; k++) {
            double top = offsets[k];
            for (int i = 0; i < dimension; i++) {
                top += Math.max(0, gradients[k * dimension + i]);
            }
            if (top > max) {
                max = top;
                best = k;
            }
        }
        for (int i = 0; i < dimension; i++) {
            vertex[i] = gradients[best * dimension + i] > 0 ? 1 : 0;
        }
        return max;
    }

    @Override
    public double at(double... x) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < PIECES; k++) {
            max = Math.max(max, offsets[k] + Vectors.dot(gradients, k, x));
        }
        return max;
    }
}
