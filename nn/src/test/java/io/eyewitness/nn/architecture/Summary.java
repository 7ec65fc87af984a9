package io.eyewitness.nn.architecture;

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
public record Summary(List<Long> shape, double[] values) {
    public Summary(NDArray activation) {
        this(Arrays.stream(activation.getShape().getShape()).boxed().toList(), toDoubles(activation.toFloatArray()));
    }

    public double mean() {
        return StatUtils.mean(values);
    }

    /** The standard deviation of the values as a whole population. */
    public double deviation() {
        return Math.sqrt(StatUtils.populationVariance(values));
    }

    private static double[] toDoubles(float[] floats) {
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }
}
