package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import java.util.ArrayList;
import java.util.List;

/** Logits off the device, always computed in batches of the same size. */
final class Logits {
    /** How many images are shown at once. */
    static final int BATCH = 100;

    private Logits() {}

    /** Of all images, one image after the other. */
    static float[] of(Network network, LabelledImages images) {
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

    /** Of some images, in one batch. */
    static float[] of(Network network, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return network.logits(images.on(scratch)).toFloatArray();
        }
    }

    /**
     * The class of an image's largest logit, the first of those that are equally large.
     *
     * @throws IllegalArgumentException if a logit is no number, so that none is the largest
     */
    static int top(float[] logits, int outputs, int image) {
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

    /** Whether two logits are the same number, bit for bit. */
    static boolean same(float one, float other) {
        return Float.isFinite(one) && Float.floatToRawIntBits(one) == Float.floatToRawIntBits(other);
    }
}
