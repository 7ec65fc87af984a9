package io.eyewitness.nn.paths;

/** The sum of a set of vectors: enough for the mean scalar product over all pairs. */
final class VectorSet {
    private final double[] sum;
    private double squares;
    private int size;

    VectorSet(int dimension) {
        sum = new double[dimension];
    }

    void add(float... vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
            squares += (double) vector[i] * vector[i];
        }
        size++;
    }

    /** Over all pairs of a vector here and one there, no vector being in both. */
    double meanProduct(VectorSet other) {
        return product(other) / ((double) size * other.size);
    }

    /** Over all pairs of a vector here and another one of a set that holds these. */
    double meanProductWithin(VectorSet whole) {
        return (product(whole) - squares) / ((double) size * (whole.size - 1));
    }

    /** Over all pairs of a vector here and one of a larger set that is not here. */
    double meanProductOutside(VectorSet larger) {
        return (product(larger) - product(this)) / ((double) size * (larger.size - size));
    }

    private double product(VectorSet other) {
        double product = 0;
        for (int i = 0; i < sum.length; i++) {
            product += sum[i] * other.sum[i];
        }
        return product;
    }
}
