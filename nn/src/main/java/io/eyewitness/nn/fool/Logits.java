package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Images;

/** Logits off the device, always computed in batches of the same size. */
final class Logits {
    /** How many images are shown at once. */
    static final int BATCH = 100;

    private Logits() {}

    /** Of all images, one image after the other. */
    static float[] of(Network network, LabelledImages images) {
        float[] all = new float[0];
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(from + BATCH, images.size());
            float[] some = of(network, images, from, to);
            if (from == 0) {
                all = new float[some.length / to * images.size()];
            }
            System.arraycopy(some, 0, all, some.length / (to - from) * from, some.length);
        }
        return all;
    }

    /** Of the images from one number to before another, in one batch. */
    static float[] of(Network network, LabelledImages images, int from, int to) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return network.logits(images.batch(scratch, from, to)).toFloatArray();
        }
    }

    /** Of some images, in one batch. */
    static float[] of(Network network, Images images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            return network.logits(images.on(scratch)).toFloatArray();
        }
    }

    /** The class of an image's largest logit. */
    static int top(float[] logits, int outputs, int image) {
        int top = 0;
        for (int unit = 1; unit < outputs; unit++) {
            if (logits[image * outputs + unit] > logits[image * outputs + top]) {
                top = unit;
            }
        }
        return top;
    }
}
