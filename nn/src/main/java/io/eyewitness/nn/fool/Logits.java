package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Logits as Java arrays, which are always computed in batches of the same size. */
public final class Logits {
    /** The size of the batches. */
    public static final int BATCH = 100;

    private Logits() {}

    /** The logits of all images, one image after the other. */
    public static float[] of(Network network, LabelledImages images) {
        List<float[]> batches = new ArrayList<>();
        images.inBatches(
                network.manager(),
                BATCH,
                (batch, from, to) -> batches.add(network.logits(batch).toFloatArray()));
        float[] all = new float[batches.stream().mapToInt(some -> some.length).sum()];
        int at = 0;
        for (float[] some : batches) {
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        return all;
    }

    /**
     * The images with labels that are numbers of a network's logits: their own, if these are, without the images that have none, or else the
     * network's first answers.
     *
     * @throws IllegalArgumentException if a logit is NaN
     */
    public static LabelledImages labelled(Network network, LabelledImages images) {
        float[] logits = of(network, images);
        int outputs = logits.length / images.size();
        if (NaturalImages.areLabelled(images, outputs)) {
            return images.labelled();
        }
        return images.withLabels(
                IntStream.range(0, outputs).mapToObj(i -> "class " + i).toList(),
                IntStream.range(0, images.size())
                        .map(image -> top(logits, outputs, image))
                        .toArray());
    }

    /** The logits of some images, computed in one batch. */
    public static float[] of(Network network, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return network.logits(images.on(scratch)).toFloatArray();
        }
    }

    /**
     * The class of an image's largest logit; the first one if several are equally large.
     *
     * @throws IllegalArgumentException if a logit is NaN, so that no logit is the largest
     */
    public static int top(float[] logits, int outputs, int image) {
        int top = 0;
        for (int unit = 0; unit < outputs; unit++) {
            float logit = logits[image * outputs + unit];
            if (Float.isNaN(logit)) {
                throw new IllegalArgumentException("logit " + unit + " of image " + image + " is not a number");
            }
            top = logit > logits[image * outputs + top] ? unit : top;
        }
        return top;
    }

    /** Whether all logits of an image are the same numbers, bit for bit. */
    public static boolean same(float[] one, float[] other, int outputs, int image) {
        return IntStream.range(image * outputs, (image + 1) * outputs).allMatch(i -> same(one[i], other[i]));
    }

    /** Whether two logits are the same number, bit for bit. */
    public static boolean same(float one, float other) {
        return Float.isFinite(one) && Float.floatToRawIntBits(one) == Float.floatToRawIntBits(other);
    }
}
