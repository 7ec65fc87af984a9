package io.eyewitness.nn.fool.silent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
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
    /** The largest number of numbers in the patches that are in memory at once, twice: 1 GB. */
    private static final int MOST_NUMBERS = 1 << 27;

    /** The statistics of images. */
    static PatchStatistics of(GraphNetwork network, SilentSite site, Images picture) {
        Sum sum = new Sum(site.operation(), MOST_NUMBERS);
        try (NDManager scratch = network.manager().newSubManager()) {
            sum.add(network, site, picture.on(scratch));
        }
        return sum.statistics();
    }

    /** The statistics of natural images. */
    static PatchStatistics of(GraphNetwork network, SilentSite site, LabelledImages images) {
        return of(network, site, images, MOST_NUMBERS);
    }

    /**
     * The statistics of natural images.
     *
     * @param together the largest number of numbers in the patches that are in memory at once
     */
    static PatchStatistics of(GraphNetwork network, SilentSite site, LabelledImages images, int together) {
        Sum sum = new Sum(site.operation(), together);
        images.inBatches(network.manager(), ActivationRange.BATCH, (batch, from, to) -> sum.add(network, site, batch));
        return sum.statistics();
    }

    private static final class Sum {
        final Operation.Conv conv;
        final int size;
        final int block;
        final double[] first;
        final double[][] second;
        long count;

        Sum(Operation.Conv conv, int together) {
            this.conv = conv;
            this.size = conv.in() * conv.kernel() * conv.kernel();
            this.block = Math.max(1, together / size);
            this.first = new double[size];
            this.second = new double[size][size];
        }

        /** The patches of images, block by block. */
        void add(GraphNetwork network, SilentSite site, NDArray images) {
            Images activations =
                    Images.of(network.activations(images, List.of(site.input())).get(site.input()));
            long places = (long) activations.batch() * along(activations.height()) * along(activations.width());
            for (long from = 0; from < places; from += block) {
                try (NDManager scratch = images.getManager().newSubManager()) {
                    add(scratch, patches(activations, from, (int) Math.min(block, places - from)));
                }
            }
        }

        private void add(NDManager manager, float[] patches) {
            int places = patches.length / size;
            NDArray rows = manager.create(patches, new Shape(places, size));
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

        /** The number of places along a side of activations. */
        private int along(int side) {
            return (side + 2 * conv.padding() - conv.kernel()) / conv.stride() + 1;
        }

        /** The patches at some places, one in each row; values beyond the edge are 0. */
        float[] patches(Images activations, long from, int places) {
            int kernel = conv.kernel();
            int columns = along(activations.width());
            int each = along(activations.height()) * columns;
            float[] patches = new float[places * size];
            for (int at = 0; at < patches.length; at++) {
                int inside = at % size;
                int image = (int) ((from + at / size) / each);
                int place = (int) ((from + at / size) % each);
                int y = place / columns * conv.stride() + inside / kernel % kernel - conv.padding();
                int x = place % columns * conv.stride() + inside % kernel - conv.padding();
                if (y >= 0 && y < activations.height() && x >= 0 && x < activations.width()) {
                    patches[at] = activations.at(image, inside / (kernel * kernel), y, x);
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
