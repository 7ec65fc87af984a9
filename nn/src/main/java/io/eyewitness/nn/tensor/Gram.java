package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.stream.IntStream;

/** Gram matrices of activations, which show which channels are active at the same places, wherever these are. */
public final class Gram {
    private static final double TINY = 1e-12;

    /** The largest rounding error of the cosine of an image with itself. */
    private static final double ROUNDING = 1e-3;

    private Gram() {}

    /** The Gram matrices, divided by the number of places: from (batch, channels, height, width) to (batch, channels, channels). */
    public static NDArray matrices(NDArray activations) {
        long batch = activations.getShape().get(0);
        long channels = activations.getShape().get(1);
        NDArray flat = activations.reshape(batch, channels, -1);
        return Owned.times(
                flat.matMul(flat.transpose(0, 2, 1)), 1.0 / flat.getShape().get(2));
    }

    /** The cosines of the Gram matrices of all pairs, shape (batch, batch). */
    public static NDArray cosines(NDArray activations) {
        NDArray flat = matrices(activations).reshape(activations.getShape().get(0), -1);
        NDArray lengths = flat.square().sum(new int[] {1}, true).add(TINY).sqrt();
        NDArray unit = flat.div(lengths);
        return unit.matMul(unit.transpose());
    }

    /**
     * The cosines of the Gram matrices of all pairs as Java numbers, also for very large or small activations; 0 for images that activate
     * nothing.
     *
     * @param activations the activations, which must be finite
     */
    public static double[][] table(NDArray activations) {
        double[][] rows = rows(cosines(activations));
        boolean rounded = IntStream.range(0, rows.length).anyMatch(i -> !(Math.abs(rows[i][i] - 1) < ROUNDING));
        return rounded ? rows(cosines(scaled(activations))) : rows;
    }

    /** The activations of each image divided by the largest, so that no product overflows or vanishes. */
    private static NDArray scaled(NDArray activations) {
        NDArray flat = activations.reshape(activations.getShape().get(0), -1);
        NDArray largest = flat.abs().max(new int[] {1}, true);
        NDArray none = largest.eq(0).toType(DataType.FLOAT32, false);
        return flat.div(largest.add(none)).reshape(activations.getShape());
    }

    private static double[][] rows(NDArray square) {
        int size = (int) square.getShape().get(0);
        float[] flat = square.toFloatArray();
        return IntStream.range(0, size)
                .mapToObj(row -> IntStream.range(0, size)
                        .mapToDouble(column -> flat[row * size + column])
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * The mean cosine of the Gram matrix of each image and the Gram matrices of the other images, shape (batch).
     *
     * @throws IllegalArgumentException if the batch has only one image
     */
    public static NDArray meanCosineToOthers(NDArray activations) {
        long batch = activations.getShape().get(0);
        if (batch < 2) {
            throw new IllegalArgumentException("diversity needs a batch of at least 2 images");
        }
        NDArray toOthers = cosines(activations).sum(new int[] {1}).sub(1);
        return Owned.times(toOthers, 1.0 / (batch - 1));
    }
}
