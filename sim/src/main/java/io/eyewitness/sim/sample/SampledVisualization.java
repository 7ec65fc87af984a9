package io.eyewitness.sim.sample;

/**
 * The feature visualization of a function that was drawn, in doubles. It is written over when the next one is drawn, so that drawing
 * allocates nothing; not for several threads.
 */
public final class Shown {
    private final double[] a;
    private final double[] b;
    private double min;
    private double max;
    private double gap;

    public Shown(int dimension) {
        a = new double[dimension];
        b = new double[dimension];
    }

    /** A point where the function takes {@link #min}; not to be changed but by who draws. */
    public double[] a() {
        return a;
    }

    /** A point where the function takes {@link #max}; not to be changed but by who draws. */
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

    /** How far minimum and maximum may be beyond what is known, at least 0. */
    public double gap() {
        return gap;
    }

    public int dimension() {
        return a.length;
    }

    /** Sets the values; the points are set in place. */
    public void set(double least, double greatest, double certified) {
        min = least;
        max = greatest;
        gap = certified;
    }
}
