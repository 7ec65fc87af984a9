package io.eyewitness.nn.network;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What is compared of an activation.
 *
 * @param shape with the batch
 * @param values in row-major order
 */
record Summary(List<Long> shape, double[] values) {
    Summary(NDArray activation) {
        this(Arrays.stream(activation.getShape().getShape()).boxed().toList(), toDoubles(activation.toFloatArray()));
    }

    double mean() {
        return StatUtils.mean(values);
    }

    /** The standard deviation of the values as a whole population. */
    double deviation() {
        return Math.sqrt(StatUtils.populationVariance(values));
    }

    private static double[] toDoubles(float[] floats) {
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }
}
