package io.eyewitness.nn.paths;

/** The sum of a set of vectors, which determines the mean scalar product over all pairs. */
final class VectorSet {
    private final double[] sum;
    private double squares;
    private int size;

    VectorSet(int dimension) {
        sum = new double[dimension];
    }

    void add(float... vector) {
        requireLength(vector.length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
            squares += (double) vector[i] * vector[i];
        }
        size++;
    }

    private void requireLength(int length) {
        if (length != sum.length) {
            throw new IllegalArgumentException(
                    "a vector of " + length + " numbers cannot be multiplied by one of " + sum.length);
        }
    }

    /** The mean product over all pairs of a vector of this set and a vector of a disjoint set. */
    double meanProduct(VectorSet other) {
        return product(other) / ((double) size * other.size);
    }

    /** The mean product over all pairs of a vector of this set and another vector of a set that contains this one. */
    double meanProductWithin(VectorSet whole) {
        return (product(whole) - squares) / ((double) size * (whole.size - 1));
    }

    /** The mean product over all pairs of a vector of this set and a vector of a larger set that is not in this one. */
    double meanProductOutside(VectorSet larger) {
        return (product(larger) - product(this)) / ((double) size * (larger.size - size));
    }

    private double product(VectorSet other) {
        requireLength(other.sum.length);
        double product = 0;
        for (int i = 0; i < sum.length; i++) {
            product += sum[i] * other.sum[i];
        }
        return product;
    }
}
