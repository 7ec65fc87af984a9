package io.eyewitness.sim.game;

/**
 * A decoder that was fitted to functions of a class: a polynomial of degree 2 in the features of a {@link DecoderInput}, clipped to [0,1],
 * with the least mean squared error over the functions that it was fitted to. Among the decoders of this form it is the best on average.
 */
final class Fit {
    /** The number of terms: the constant, each feature, and each product of two features. */
    static final int TERMS = 1 + DecoderInput.PARTS + DecoderInput.PARTS * (DecoderInput.PARTS + 1) / 2;

    private final double[] coefficients;

    Fit(double... coefficients) {
        this.coefficients = coefficients.clone();
    }

    /** The decoder that always answers m. It is right for constants, whose range is 0, so that there is no share to learn. */
    static Fit none() {
        return new Fit(new double[TERMS]);
    }

    /** The share of the way from m to M. */
    double share(DecoderInput input) {
        double[] parts = input.parts();
        double sum = coefficients[0];
        int term = 1;
        for (int i = 0; i < parts.length; i++) {
            double factor = coefficients[term++];
            for (int j = 0; j <= i; j++) {
                factor += coefficients[term++] * parts[j];
            }
            sum += factor * parts[i];
        }
        return Math.max(0, Math.min(1, sum));
    }

    /** The terms of an input, in the order of the coefficients. */
    static void terms(DecoderInput input, double[] terms) {
        double[] parts = input.parts();
        terms[0] = 1;
        int term = 1;
        for (int i = 0; i < parts.length; i++) {
            terms[term++] = parts[i];
            for (int j = 0; j <= i; j++) {
                terms[term++] = parts[i] * parts[j];
            }
        }
    }
}
