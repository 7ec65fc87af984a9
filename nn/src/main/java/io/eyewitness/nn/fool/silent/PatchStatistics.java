package io.eyewitness.nn.fool.silent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The mean and the covariance of the patches that a convolution sees, over images and places.
 *
 * @param mean in the order channel, row, column of the patch
 * @param covariance of the patches, in the same order
 */
record PatchStatistics(double[] mean, RealMatrix covariance) {
    /** The largest number of numbers in the patches of a batch, if they have as many places as the image. */
    private static final long MOST_NUMBERS = 1L << 31;

    /** The statistics of images. */
    static PatchStatistics of(GraphNetwork network, SilentSite site, Images picture) {
        Sum sum = new Sum(site.operation());
        try (NDManager scratch = network.manager().newSubManager()) {
            sum.add(network, site, picture.on(scratch));
        }
        return sum.statistics();
    }

    /** The statistics of natural images. */
    static PatchStatistics of(GraphNetwork network, SilentSite site, LabelledImages images) {
        Sum sum = new Sum(site.operation());
        images.inBatches(
                network.manager(), sum.together(images.shape()), (batch, from, to) -> sum.add(network, site, batch));
        return sum.statistics();
    }

    private static final class Sum {
        final Operation.Conv conv;
        final int size;
        final double[] first;
        final double[][] second;
        long count;

        Sum(Operation.Conv conv) {
            this.conv = conv;
            this.size = conv.in() * conv.kernel() * conv.kernel();
            this.first = new double[size];
            this.second = new double[size][size];
        }

        /** As many images at once as have patches that fit in memory, at most a usual batch; no layer has more places than the image. */
        int together(ImageShape shape) {
            long each = (long) size * shape.height() * shape.width();
            return (int) Math.max(1, Math.min(ActivationRange.BATCH, MOST_NUMBERS / each));
        }

        void add(GraphNetwork network, SilentSite site, NDArray images) {
            Images activations =
                    Images.of(network.activations(images, List.of(site.input())).get(site.input()));
            float[] patches = patches(activations);
            int places = patches.length / size;
            NDArray rows = images.getManager().create(patches, new Shape(places, size));
            float[] sums = rows.sum(new int[] {0}).toFloatArray();
            float[] products = rows.transpose().matMul(rows).toFloatArray();
            for (int i = 0; i < size; i++) {
                first[i] += sums[i];
                for (int j = 0; j < size; j++) {
                    second[i][j] += products[i * size + j];
                }
            }
            count += places;
        }

        /** All patches, one in each row; values beyond the edge are 0. */
        float[] patches(Images activations) {
            int kernel = conv.kernel();
            int rows = (activations.height() + 2 * conv.padding() - kernel) / conv.stride() + 1;
            int columns = (activations.width() + 2 * conv.padding() - kernel) / conv.stride() + 1;
            float[] patches = new float[activations.batch() * rows * columns * size];
            for (int at = 0; at < patches.length; at++) {
                int inside = at % size;
                int place = at / size;
                int y = place / columns % rows * conv.stride() + inside / kernel % kernel - conv.padding();
                int x = place % columns * conv.stride() + inside % kernel - conv.padding();
                if (y >= 0 && y < activations.height() && x >= 0 && x < activations.width()) {
                    patches[at] = activations.at(place / (rows * columns), inside / (kernel * kernel), y, x);
                }
            }
            return patches;
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
