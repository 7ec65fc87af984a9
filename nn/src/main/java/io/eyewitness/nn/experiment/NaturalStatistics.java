package io.eyewitness.nn.experiment;

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

/** The activations of a layer at natural images; each channel is averaged over its places. */
public final class NaturalStatistics {
    private static final int TOGETHER = 50;

    private final Network network;
    private final LabelledImages images;
    private final float[][] channels;

    private NaturalStatistics(Network network, LabelledImages images, float[][] channels) {
        this.network = network;
        this.images = images;
        this.channels = channels;
    }

    /** The statistics of a layer. */
    public static NaturalStatistics of(Network network, String layer, LabelledImages images) {
        List<float[]> rows = new ArrayList<>();
        images.inBatches(network.manager(), TOGETHER, (batch, from, to) -> {
            rows.addAll(List.of(
                    rows(channelMeans(network.activations(batch, List.of(layer)).get(layer)))));
        });
        return new NaturalStatistics(network, images, rows.toArray(float[][]::new));
    }

    /** The mean of each channel over its places: from (batch, channels, height, width) to (batch, channels). */
    public static NDArray channelMeans(NDArray activations) {
        long batch = activations.getShape().get(0);
        long channels = activations.getShape().get(1);
        return activations.reshape(batch, channels, -1).mean(new int[] {2});
    }

    /** The rows of an array of shape (rows, columns). */
    public static float[][] rows(NDArray array) {
        float[] flat = array.toFloatArray();
        int width = (int) array.getShape().get(1);
        return IntStream.range(0, flat.length / width)
                .mapToObj(row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width))
                .toArray(float[][]::new);
    }

    /** The values of a channel at the images. */
    public double[] values(int channel) {
        return Arrays.stream(channels).mapToDouble(row -> row[channel]).toArray();
    }

    /** The number of channels. */
    public int width() {
        return channels[0].length;
    }

    /** Whether some image activates a channel. */
    public boolean isActive(int channel) {
        return Arrays.stream(channels).anyMatch(row -> row[channel] > 0);
    }

    /** The largest component along a direction of the channels' space. */
    public double largest(float[] direction) {
        return Arrays.stream(channels)
                .mapToDouble(row -> along(row, direction))
                .max()
                .orElseThrow();
    }

    /** The component of activations along a direction, as a number of standard deviations of the images above the images' mean. */
    public double deviations(float[] direction, float[] activations) {
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

    /** The numbers of the images that activate a channel most, in descending order of the activation. */
    public int[] top(int channel, int count) {
        return IntStream.range(0, channels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -channels[image][channel]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The chosen images, as an array of shape (count, channels, height, width). */
    public NDArray batch(NDManager manager, int... chosen) {
        return images.subset(chosen).batch(manager, 0, chosen.length);
    }

    /** The chosen images. */
    public Images images(int... chosen) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return Images.of(batch(scratch, chosen));
        }
    }

    /** The network. */
    Network network() {
        return network;
    }

    /** The images. */
    LabelledImages images() {
        return images;
    }

    /** The number of images. */
    public int size() {
        return channels.length;
    }
}
