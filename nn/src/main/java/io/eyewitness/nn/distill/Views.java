package io.eyewitness.nn.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
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

/** What is read off images. */
final class Views {
    private static final double HIGH = 0.25;

    private Views() {}

    /** What an objective is on average over some images, as they are. */
    static double mean(Network network, Objective objective, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray array = images.on(scratch);
            NDArray values = objective.of(new Activations(array, network.activations(array, objective.layers())));
            return StatUtils.mean(doubles(values.toFloatArray()));
        }
    }

    /** The number of a network's classes. */
    static int outputs(Network network, LabelledImages images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return (int) network.logits(images.batch(scratch, 0, 1)).getShape().get(1);
        }
    }

    /** Whether a class's logit is the largest at one image, larger than all others. */
    static boolean isTop(Network network, int label, Images image) {
        try (NDManager scratch = network.manager().newSubManager()) {
            float[] logits = network.logits(image.on(scratch)).toFloatArray();
            return Accuracy.isRight(logits, logits.length, 0, label, 1);
        }
    }

    /** An image blurred some times. */
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

    /** From (batch, channels, height, width) to (batch, channels): the mean over places. */
    static NDArray channelMeans(NDArray activations) {
        long batch = activations.getShape().get(0);
        long channels = activations.getShape().get(1);
        return activations.reshape(batch, channels, -1).mean(new int[] {2});
    }

    /** Each channel's mean over places at one image. */
    static float[] channels(Network network, String layer, Images image) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray activations =
                    network.activations(image.on(scratch), List.of(layer)).get(layer);
            return channelMeans(activations).toFloatArray();
        }
    }

    /** Which share of an image's power, its mean left out, lies above a quarter of a cycle per pixel. */
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

    /** The cosines of the Gram matrices of a layer's activations at some images, all pairs. */
    static double[][] gramCosines(Network network, String layer, NDArray images) {
        return Gram.table(network.activations(images, List.of(layer)).get(layer));
    }
}
