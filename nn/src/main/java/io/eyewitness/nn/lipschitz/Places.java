package io.eyewitness.nn.lipschitz;

import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.graph.Window;
import java.util.Arrays;

/**
 * The windows of a pooling along one axis: which places of the input each has. Windows of two axes are those of each axis, combined.
 *
 * @param matrix 1 where the window (row) has the place (column), else 0
 * @param counts the number of places by which the mean of a window divides
 */
record Places(double[][] matrix, int[] counts) {
    /** The Lipschitz constant of a pooling. */
    static double constant(Operation.MaxPool pool, Shape input, Shape output) {
        double overlaps = 1;
        for (int axis = 2; axis < 4; axis++) {
            overlaps *= of(input.get(axis), output.get(axis), pool.kernel(), pool.stride(), pool.padding(), 0, 1, false)
                    .overlaps();
        }
        return Math.sqrt(overlaps);
    }

    /** The Lipschitz constant of a pooling: of maxima as for {@link Operation.MaxPool}, of sums and means the norm of the linear map. */
    static double constant(Window.Pool pool, Shape input, Shape output) {
        double constant = 1;
        for (int axis = 0; axis < 2; axis++) {
            Places places = of(
                    input.get(2 + axis),
                    output.get(2 + axis),
                    pool.kernel().get(axis),
                    pool.strides().get(axis),
                    pool.pads().get(axis),
                    pool.pads().get(axis + 2),
                    pool.dilations().get(axis),
                    pool.countPads());
            constant *= switch (pool.summary()) {
                case MAX -> Math.sqrt(places.overlaps());
                case SUM -> SpectralNorm.of(places.matrix);
                case AVERAGE -> SpectralNorm.of(places.means());
            };
        }
        return constant;
    }

    private static Places of(
            long input,
            long output,
            int kernel,
            int stride,
            int before,
            int after,
            int dilation,
            boolean isPaddingCounted) {
        int size = Math.toIntExact(input);
        double[][] matrix = new double[Math.toIntExact(output)][size];
        int[] counts = new int[matrix.length];
        for (int window = 0; window < matrix.length; window++) {
            for (int i = 0; i < kernel; i++) {
                int place = window * stride - before + i * dilation;
                boolean isInside = place >= 0 && place < size;
                if (isInside) {
                    matrix[window][place] = 1;
                }
                if (isInside || isPaddingCounted && place < size + after) {
                    counts[window]++;
                }
            }
        }
        return new Places(matrix, counts);
    }

    /** How many windows have a place, at most. */
    private double overlaps() {
        double[] windows = new double[matrix[0].length];
        for (double[] window : matrix) {
            for (int place = 0; place < windows.length; place++) {
                windows[place] += window[place];
            }
        }
        return Arrays.stream(windows).max().orElseThrow();
    }

    private double[][] means() {
        double[][] means = new double[matrix.length][];
        for (int window = 0; window < means.length; window++) {
            int count = counts[window];
            means[window] =
                    Arrays.stream(matrix[window]).map(value -> value / count).toArray();
        }
        return means;
    }
}
