package io.eyewitness.nn.fool;

import java.util.Arrays;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealVector;

/** The filters of silent units: a share of the unit's own filter, and a direction orthogonal to it that is to be shown. */
final class SilentFilters {
    /** A direction of length 1 with less than this beside the filter is parallel to it, but for rounding. */
    private static final double PARALLEL = 1e-6;

    private SilentFilters() {}

    /**
     * For each unit {@code own * theta / |theta| + shown * dtheta / |dtheta|}, dtheta being what is left of the direction when
     * its part along theta is taken away.
     *
     * @param filters the units' theta
     * @param direction what is to be shown, of the same length
     * @throws IllegalArgumentException if nothing of the direction is left
     */
    static double[][] of(double[][] filters, double[] direction, double own, double shown) {
        return Arrays.stream(filters)
                .map(filter -> unit(filter)
                        .mapMultiply(own)
                        .add(orthogonal(filter, direction).mapMultiply(shown))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** What is left of the direction, of length 1. */
    static RealVector orthogonal(double[] filter, double[] direction) {
        RealVector along = unit(filter);
        RealVector vector = unit(direction);
        RealVector rest = vector.subtract(along.mapMultiply(along.dotProduct(vector)));
        if (!(rest.getNorm() > PARALLEL)) {
            throw new IllegalArgumentException("the target has no direction that the layer could be made to show");
        }
        RealVector again = unit(rest.toArray());
        return unit(again.subtract(along.mapMultiply(along.dotProduct(again))).toArray());
    }

    /** Of length 1; a filter of zeros stays as it is. */
    private static RealVector unit(double... values) {
        RealVector vector = new ArrayRealVector(values);
        double length = vector.getNorm();
        return length > 0 ? vector.mapDivide(length) : vector;
    }
}
