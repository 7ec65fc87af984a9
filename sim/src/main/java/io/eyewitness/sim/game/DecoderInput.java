package io.eyewitness.sim.game;

import io.eyewitness.sim.sample.SampledVisualization;
import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.exact.Norm;

/**
 * The input of a decoder: the features of a visualization and a point that the rules need, values as shares of the way from m to M. The
 * next input overwrites it. Not thread-safe.
 *
 * <p>Source: the rules of {@link io.eyewitness.theory.decoder.Decoders}, in doubles.
 */
final class DecoderInput {
    /** The number of features that {@link Fit} learns from. */
    static final int PARTS = 7;

    private static final double HALF = 0.5;
    private static final double ROUNDING = 1e-9;

    private final double lipschitz;
    private final Norm norm;
    private double linear;
    private double inverseDistance;
    private double midrange;
    private double affine;
    private double envelope;
    private double nearest;
    private final double[] parts = new double[PARTS];

    /**
     * The inputs of decoders for functions of a class.
     *
     * @param lipschitz L, for the envelope
     * @param norm of L
     */
    DecoderInput(double lipschitz, Norm norm) {
        this.lipschitz = lipschitz;
        this.norm = norm;
    }

    /** Computes the features of a point. */
    void ask(SampledVisualization shown, double... x) {
        double[] a = shown.a();
        double[] b = shown.b();
        double toA = 0;
        double toB = 0;
        double length = 0;
        double along = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        affine = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            double step = x[i] - a[i];
            double way = b[i] - a[i];
            double rest = x[i] - b[i];
            toA += step * step;
            toB += rest * rest;
            length += way * way;
            along += step * way;
            if (way != 0) {
                double share = step / way;
                affine = Double.isNaN(affine) ? share : affine;
                low = Math.min(low, clamped(share));
                high = Math.max(high, clamped(share));
            }
        }
        boolean same = length == 0;
        affine = same ? 0 : affine;
        midrange = same ? 0 : (low + high) / 2;
        linear = same ? 0 : clamped(along / length);
        inverseDistance = toA + toB == 0 ? 0 : toA / (toA + toB);
        nearest = toA < toB ? 0 : toA > toB ? 1 : HALF;
        double unit = Math.sqrt(x.length);
        envelope = envelope(shown, x);
        parts[0] = linear;
        parts[1] = inverseDistance;
        parts[2] = midrange;
        parts[3] = envelope;
        parts[4] = Math.sqrt(toA) / unit;
        parts[5] = Math.sqrt(toB) / unit;
        parts[6] = Math.sqrt(length) / unit;
    }

    private double envelope(SampledVisualization shown, double... x) {
        double range = shown.max() - shown.min();
        double steepness = lipschitz * Vectors.distance(norm, shown.a(), shown.b());
        if (!(range > 0) || steepness < range * (1 - ROUNDING)) {
            return HALF;
        }
        double upper = Math.min(1, lipschitz * Vectors.distance(norm, x, shown.a()) / range);
        double lower = Math.max(0, 1 - lipschitz * Vectors.distance(norm, x, shown.b()) / range);
        return (upper + lower) / 2;
    }

    private static double clamped(double share) {
        return Math.max(0, Math.min(1, share));
    }

    double nearest() {
        return nearest;
    }

    double linear() {
        return linear;
    }

    double inverseDistance() {
        return inverseDistance;
    }

    double midrange() {
        return midrange;
    }

    double affine() {
        return affine;
    }

    double envelope() {
        return envelope;
    }

    /** The features of the regression, not to be changed; distances are shares of the diagonal of the cube. */
    double[] parts() {
        return parts;
    }
}
