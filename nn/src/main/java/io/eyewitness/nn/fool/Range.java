package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The smallest and the largest values of a layer's channels over images and places.
 *
 * @param smallest of each channel
 * @param largest of each channel
 */
record Range(float[] smallest, float[] largest) {
    /** How many images are shown at once. */
    static final int BATCH = 100;

    /**
     * Those of some layers.
     *
     * @param watch is told how many images each batch held
     */
    static Map<String, Range> of(Network network, List<String> layers, LabelledImages images, IntConsumer watch) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        images.inBatches(network.manager(), BATCH, (batch, from, to) -> {
            network.activations(batch, layers)
                    .forEach((layer, activations) -> ranges.merge(layer, of(activations), Range::with));
            watch.accept(to - from);
        });
        return ranges;
    }

    /** Of activations of shape (batch, channels, height, width). */
    private static Range of(NDArray activations) {
        NDArray flat = activations
                .reshape(activations.getShape().get(0), activations.getShape().get(1), -1)
                .transpose(1, 0, 2)
                .reshape(activations.getShape().get(1), -1);
        return new Range(
                flat.min(new int[] {1}).toFloatArray(), flat.max(new int[] {1}).toFloatArray());
    }

    private Range with(Range other) {
        float[] least = smallest.clone();
        float[] most = largest.clone();
        for (int i = 0; i < least.length; i++) {
            least[i] = Math.min(least[i], other.smallest[i]);
            most[i] = Math.max(most[i], other.largest[i]);
        }
        return new Range(least, most);
    }

    /** Between the smallest and the largest value of a channel. */
    double width(int channel) {
        return (double) largest[channel] - smallest[channel];
    }

    /** What no value of a channel reaches: the largest and a margin, in widths. */
    double beyond(int channel, double margin) {
        return largest[channel] + margin * width(channel);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Range range
                && Arrays.equals(smallest, range.smallest)
                && Arrays.equals(largest, range.largest);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(smallest) + Arrays.hashCode(largest);
    }
}
