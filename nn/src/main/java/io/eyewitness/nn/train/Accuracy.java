package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import java.util.stream.IntStream;

/**
 * The accuracy of a classifier. An image is classified correctly if its label's logit is larger than all others; a tie is not correct.
 *
 * @param right the number of images classified correctly
 * @param of the number of images
 */
public record Accuracy(long right, long of) {
    private static final int BATCH = 250;

    public Accuracy {
        if (right < 0 || right > of || of < 1) {
            throw new IllegalArgumentException(right + " of " + of + " images cannot be classified correctly");
        }
    }

    /** The share of images classified correctly, from 0 to 1. */
    public double share() {
        return (double) right / of;
    }

    /**
     * Measures a network on images whose labels are the numbers of its logits.
     *
     * @param progress is told after each batch how many images it held
     * @throws IllegalArgumentException if the images do not fit the network
     */
    public static Accuracy of(Network network, LabelledImages images, Progress progress) {
        images.requireFor(network.input().channels());
        long[] right = new long[1];
        images.inBatches(network.manager(), BATCH, (batch, from, to) -> {
            NDArray logits = network.logits(batch);
            requireClasses(network, logits.getShape().get(1), images);
            right[0] += right(logits, images.labels(batch.getManager(), from, to));
            progress.finished(to - from);
        });
        return new Accuracy(right[0], images.size());
    }

    /** Refuses images if the network has another number of classes, so that their labels do not fit. */
    private static void requireClasses(Network network, long outputs, LabelledImages images) {
        if (outputs != images.classes().size()) {
            throw new IllegalArgumentException("the images have "
                    + images.classes().size() + " classes, but " + network.name() + " has " + outputs
                    + "; give --classes a file that names the folder of each class");
        }
    }

    /** The number of rows of the logits (batch, classes) that classify the labels (batch) correctly. */
    static long right(NDArray logits, NDArray labels) {
        float[] values = logits.toFloatArray();
        long[] wanted = labels.toLongArray();
        int outputs = values.length / wanted.length;
        return IntStream.range(0, wanted.length)
                .filter(image -> isRight(values, outputs, image, (int) wanted[image], 1))
                .count();
    }

    /**
     * Whether an image is classified correctly: fewer than {@code top} other logits are at least as large as that of the label.
     *
     * @param logits of some images, one image after the other
     * @param outputs the number of logits of an image
     * @param image the number of the image
     * @param label the number of its logit
     * @param top 1 for top-1, 5 for top-5
     * @return false also if the label's logit is infinite or NaN
     * @throws IllegalArgumentException if there is no such logit
     */
    public static boolean isRight(float[] logits, int outputs, int image, int label, int top) {
        if (label < 0 || label >= outputs) {
            throw new IllegalArgumentException(
                    "the label " + label + " of image " + image + " is none of " + outputs + " classes");
        }
        float own = logits[image * outputs + label];
        return Float.isFinite(own)
                && IntStream.range(image * outputs, (image + 1) * outputs)
                                .filter(i -> !(logits[i] < own))
                                .count()
                        <= top;
    }
}
