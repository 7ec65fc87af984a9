package io.eyewitness.sim.sample;

/**
 * The feature visualization of a drawn function, in doubles. The next draw overwrites it, so that drawing allocates nothing. Not
 * thread-safe.
 */
public final class SampledVisualization {
    private final double[] a;
    private final double[] b;
    private double min;
    private double max;
    private double gap;

    public SampledVisualization(int dimension) {
        a = new double[dimension];
        b = new double[dimension];
    }

    /** A point where the function takes {@link #min}; only the sampler may change it. */
    public double[] a() {
        return a;
    }

    /** A point where the function takes {@link #max}; only the sampler may change it. */
    public double[] b() {
        return b;
    }

    /** The least value known; the minimum is at most {@link #gap} below. */
    public double min() {
        return min;
    }

    /** The greatest value known; the maximum is at most {@link #gap} above. */
    public double max() {
        return max;
    }

    /** An upper bound on the distance of the true minimum and maximum from those known. */
    public double gap() {
        return gap;
    }

    public int dimension() {
        return a.length;
    }

    /** Sets the values. The sampler writes the points into the arrays themselves. */
    public void set(double least, double greatest, double certified) {
        min = least;
        max = greatest;
        gap = certified;
    }
}
