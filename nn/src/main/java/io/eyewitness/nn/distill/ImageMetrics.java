package io.eyewitness.nn.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.NaturalStatistics;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.tensor.Blur;
import io.eyewitness.nn.tensor.Gram;
import io.eyewitness.nn.tensor.Spectrum;
import io.eyewitness.nn.train.Accuracy;
import io.eyewitness.nn.visualize.Activations;
import io.eyewitness.nn.visualize.Objective;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/** Measures of images. */
final class ImageMetrics {
    private static final double HIGH = 0.25;

    private ImageMetrics() {}

    /** The mean of an objective over images, without transforms. */
    static double mean(Network network, Objective objective, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray array = images.on(scratch);
            NDArray values = objective.of(new Activations(array, network.activations(array, objective.layers())));
            return StatUtils.mean(doubles(values.toFloatArray()));
        }
    }

    /** Whether a class's logit is larger than all others at one image. */
    static boolean isTop(Network network, int label, Images image) {
        try (NDManager scratch = network.manager().newSubManager()) {
            float[] logits = network.logits(image.on(scratch)).toFloatArray();
            return Accuracy.isRight(logits, logits.length, 0, label, 1);
        }
    }

    /** An image that is blurred several times. */
    static Images blurred(Network network, Images image, int times) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray blurred = image.on(scratch);
            for (int i = 0; i < times; i++) {
                blurred = Blur.of(blurred);
            }
            return Images.of(blurred);
        }
    }

    /** The mean cosine of the Gram matrices of all pairs of images. */
    static double similarity(Network network, String layer, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            double[][] cosines = gramCosines(network, layer, images.on(scratch));
            double sum = 0;
            for (int i = 0; i < cosines.length; i++) {
                sum += StatUtils.sum(cosines[i]) - cosines[i][i];
            }
            return sum / (cosines.length * (cosines.length - 1.0));
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** The mean of each channel over its places at one image. */
    static float[] channels(Network network, String layer, Images image) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray activations =
                    network.activations(image.on(scratch), List.of(layer)).get(layer);
            return NaturalStatistics.channelMeans(activations).toFloatArray();
        }
    }

    /** The mean of {@link #highShare(Network, Images)} over natural images. */
    static double highShare(Network network, NaturalStatistics naturals) {
        return IntStream.range(0, naturals.size())
                .mapToDouble(i -> highShare(network, naturals.images(i)))
                .average()
                .orElseThrow();
    }

    /** The share of an image's power above a quarter of a cycle per pixel; the mean of the image does not count. */
    static double highShare(Network network, Images image) {
        try (NDManager scratch = network.manager().newSubManager()) {
            float[] spectrum = Spectrum.hartley(image.on(scratch)).toFloatArray();
            int places = image.height() * image.width();
            double all = 0;
            double high = 0;
            for (int i = 0; i < spectrum.length; i++) {
                int place = i % places;
                double power = (double) spectrum[i] * spectrum[i];
                if (place > 0) {
                    all += power;
                    boolean isHigh = Spectrum.frequency(
                                    place / image.width(), place % image.width(), image.height(), image.width())
                            > HIGH;
                    high += isHigh ? power : 0;
                }
            }
            return all == 0 ? 0 : high / all;
        }
    }

    /** The cosines of the Gram matrices of a layer's activations for all pairs of images. */
    static double[][] gramCosines(Network network, String layer, NDArray images) {
        return Gram.table(network.activations(images, List.of(layer)).get(layer));
    }
}
