package io.eyewitness.nn.fool.silent;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest and the largest values of a layer's channels over images and places.
 *
 * @param smallest of each channel
 * @param largest of each channel
 */
record ActivationRange(float[] smallest, float[] largest) {
    /** The size of the batches. */
    static final int BATCH = 100;

    /**
     * The ranges of some layers.
     *
     * @param progress is told of each image
     */
    static Map<String, ActivationRange> of(
            Network network, List<String> layers, LabelledImages images, Progress progress) {
        Map<String, ActivationRange> ranges = new LinkedHashMap<>();
        images.inBatches(network.manager(), BATCH, (batch, from, to) -> {
            network.activations(batch, layers)
                    .forEach((layer, activations) -> ranges.merge(layer, of(activations), ActivationRange::with));
            progress.finished(to - from);
        });
        return ranges;
    }

    /** The range of activations of shape (batch, channels, height, width). */
    private static ActivationRange of(NDArray activations) {
        NDArray flat = activations
                .reshape(activations.getShape().get(0), activations.getShape().get(1), -1)
                .transpose(1, 0, 2)
                .reshape(activations.getShape().get(1), -1);
        return new ActivationRange(
                flat.min(new int[] {1}).toFloatArray(), flat.max(new int[] {1}).toFloatArray());
    }

    private ActivationRange with(ActivationRange other) {
        float[] least = smallest.clone();
        float[] most = largest.clone();
        for (int i = 0; i < least.length; i++) {
            least[i] = Math.min(least[i], other.smallest[i]);
            most[i] = Math.max(most[i], other.largest[i]);
        }
        return new ActivationRange(least, most);
    }

    /** The difference between the largest and the smallest value of a channel. */
    double width(int channel) {
        return (double) largest[channel] - smallest[channel];
    }

    /** A bound above all values of a channel: the largest value plus a margin, which is given in widths. */
    double beyond(int channel, double margin) {
        return largest[channel] + margin * width(channel);
    }
}
