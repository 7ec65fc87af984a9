package io.eyewitness.nn.fool.silent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import java.util.function.Consumer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The mean and the covariance of the patches that a convolution sees, over images and places.
 *
 * @param mean in the order channel, row, column of the patch
 * @param covariance of the patches, in the same order
 */
record PatchStatistics(double[] mean, RealMatrix covariance) {
    /** The statistics of images. */
    static PatchStatistics of(Patches patches, Images picture) {
        try (NDManager scratch = patches.network().manager().newSubManager()) {
            Sum sum = new Sum(patches.size(), scratch);
            patches.each(patches.activations(picture.on(scratch)), sum);
            return sum.statistics();
        }
    }

    /** The statistics of natural images. */
    static PatchStatistics of(Patches patches, LabelledImages images) {
        Sum sum = new Sum(patches.size(), patches.network().manager());
        patches.each(images, sum);
        return sum.statistics();
    }

    private static final class Sum implements Consumer<float[]> {
        final int size;
        final NDManager manager;
        final double[] first;
        final double[][] second;
        long count;

        Sum(int size, NDManager manager) {
            this.size = size;
            this.manager = manager;
            this.first = new double[size];
            this.second = new double[size][size];
        }

        @Override
        public void accept(float[] patches) {
            int places = patches.length / size;
            try (NDManager scratch = manager.newSubManager()) {
                NDArray rows = scratch.create(patches, new Shape(places, size));
                float[] sums = rows.sum(new int[] {0}).toFloatArray();
                float[] products = rows.transpose().matMul(rows).toFloatArray();
                for (int i = 0; i < size; i++) {
                    first[i] += sums[i];
                    for (int j = 0; j < size; j++) {
                        second[i][j] += products[i * size + j];
                    }
                }
            }
            count += places;
        }

        PatchStatistics statistics() {
            double[] mean = first.clone();
            for (int i = 0; i < size; i++) {
                mean[i] /= count;
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    second[i][j] = second[i][j] / count - mean[i] * mean[j];
                }
            }
            return new PatchStatistics(mean, new Array2DRowRealMatrix(second, false));
        }
    }
}
