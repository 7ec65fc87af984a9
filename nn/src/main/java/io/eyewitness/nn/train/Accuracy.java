package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.network.Network;
import java.util.function.IntConsumer;

/**
 * How many images a network classes right: the largest logit is that of the label.
 *
 * @param right how many
 * @param of all images
 */
public record Accuracy(long right, long of) {
    private static final int BATCH = 250;

    /** From 0 to 1. */
    public double share() {
        return (double) right / of;
    }

    /**
     * Measures a network on images whose labels are the numbers of its logits.
     *
     * @param watch is told the number of images done, after each batch
     * @throws IllegalArgumentException if the images do not fit the network
     */
    public static Accuracy of(Network network, LabelledImages images, IntConsumer watch) {
        images.requireFor(network.input().channels());
        long right = 0;
        for (int from = 0; from < images.size(); from += BATCH) {
            int to = Math.min(from + BATCH, images.size());
            try (NDManager scratch = network.manager().newSubManager()) {
                NDArray logits = network.logits(images.batch(scratch, from, to));
                requireClasses(network, logits.getShape().get(1), images);
                right += right(logits, images.labels(scratch, from, to));
            }
            watch.accept(to);
        }
        return new Accuracy(right, images.size());
    }

    /** Labels mean nothing to a network with other classes. */
    private static void requireClasses(Network network, long outputs, LabelledImages images) {
        if (outputs != images.classes().size()) {
            throw new IllegalArgumentException("the images have "
                    + images.classes().size() + " classes, but " + network.name() + " tells " + outputs
                    + " apart; where folders have other names than classes, --classes can say which is which");
        }
    }

    /** How many rows of the logits (batch, classes) are largest at the label (batch). */
    static long right(NDArray logits, NDArray labels) {
        return logits.argMax(1).eq(labels).toType(DataType.INT64, false).sum().getLong();
    }
}
