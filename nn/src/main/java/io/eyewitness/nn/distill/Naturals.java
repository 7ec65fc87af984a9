package io.eyewitness.nn.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/** Natural images, and what a layer makes of them: each channel on average over its places. */
final class Naturals {
    private static final int TOGETHER = 50;

    private final Network network;
    private final LabelledImages images;
    private final float[][] channels;

    private Naturals(Network network, LabelledImages images, float[][] channels) {
        this.network = network;
        this.images = images;
        this.channels = channels;
    }

    static Naturals of(Network network, String layer, LabelledImages images) {
        List<float[]> rows = new ArrayList<>();
        images.inBatches(network.manager(), TOGETHER, (batch, from, to) -> {
            NDArray means = Views.channelMeans(
                    network.activations(batch, List.of(layer)).get(layer));
            float[] flat = means.toFloatArray();
            int width = (int) means.getShape().get(1);
            for (int start = 0; start < flat.length; start += width) {
                rows.add(Arrays.copyOfRange(flat, start, start + width));
            }
        });
        return new Naturals(network, images, rows.toArray(float[][]::new));
    }

    /** The number of channels. */
    int width() {
        return channels[0].length;
    }

    /** Whether some image activates a channel. */
    boolean isActive(int channel) {
        return Arrays.stream(channels).anyMatch(row -> row[channel] > 0);
    }

    /** The largest component along a direction of the channels' space. */
    double largest(float[] direction) {
        return Arrays.stream(channels)
                .mapToDouble(row -> along(row, direction))
                .max()
                .orElseThrow();
    }

    /** How far activations lie along a direction beyond the images' mean, in the images' standard deviations. */
    double deviations(float[] direction, float[] activations) {
        double[] own = Arrays.stream(channels)
                .mapToDouble(row -> along(row, direction))
                .toArray();
        return (along(activations, direction) - StatUtils.mean(own)) / Math.sqrt(StatUtils.variance(own));
    }

    private static double along(float[] row, float[] direction) {
        return IntStream.range(0, row.length)
                .mapToDouble(i -> (double) row[i] * direction[i])
                .sum();
    }

    /** The images that activate a channel most, first the one that does so most. */
    int[] top(int channel, int count) {
        return IntStream.range(0, channels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -channels[image][channel]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Some of the images, as an array of shape (count, channels, height, width). */
    NDArray batch(NDManager manager, int... chosen) {
        return images.subset(chosen).batch(manager, 0, chosen.length);
    }

    /** Some of the images. */
    Images images(int... chosen) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return Images.of(batch(scratch, chosen));
        }
    }

    int size() {
        return channels.length;
    }

    /** The mean share of power at high frequencies. */
    double highShare() {
        return IntStream.range(0, size())
                .mapToDouble(i -> Views.highShare(network, images(i)))
                .average()
                .orElseThrow();
    }
}
