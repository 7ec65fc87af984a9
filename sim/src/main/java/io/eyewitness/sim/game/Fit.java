package io.eyewitness.sim.game;

/**
 * A decoder that was fitted to functions of a class: a polynomial of degree 2 in the parts of a {@link Question}, cut off at 0 and 1,
 * with the least mean squared error over the functions that it was fitted to. Among the decoders of this form it is the best on average.
 */
final class Fit {
    /** The number of its terms: 1, each part, each product of two. */
    static final int TERMS = 1 + Question.PARTS + Question.PARTS * (Question.PARTS + 1) / 2;

    private final double[] coefficients;

    Fit(double... coefficients) {
        this.coefficients = coefficients.clone();
    }

    /** What answers m, as is right for constants, whose range is nothing to learn shares of. */
    static Fit none() {
        return new Fit(new double[TERMS]);
    }

    /** The share of the way from m to M. */
    double share(Question question) {
        double[] parts = question.parts();
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

    /** The terms of a question, in the order of the coefficients. */
    static void terms(Question question, double[] terms) {
        double[] parts = question.parts();
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
