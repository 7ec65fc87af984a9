package io.eyewitness.nn.fool.silent;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import java.util.List;
import java.util.function.Consumer;

/**
 * The patches that a convolution of a network sees, over images and places, in blocks. A patch is in the order channel, row, column, and values
 * beyond the edge are 0.
 */
record Patches(GraphNetwork network, SilentSite site, int together) {
    /** The largest number of numbers in the patches that are in memory at once, twice: 1 GB. */
    private static final int MOST_NUMBERS = 1 << 27;

    /**
     * Blocks of at most so many numbers.
     *
     * @param together at least the size of a patch, or each block has one
     */
    Patches {
        together = Math.max(together, size(site));
    }

    Patches(GraphNetwork network, SilentSite site) {
        this(network, site, MOST_NUMBERS);
    }

    private static int size(SilentSite site) {
        Operation.Conv conv = site.operation();
        return conv.in() * conv.kernel() * conv.kernel();
    }

    /** The number of numbers in a patch. */
    int size() {
        return size(site);
    }

    /** Gives the patches of natural images to a taker, some at once, one after the other. */
    void each(LabelledImages images, Consumer<float[]> taker) {
        images.inBatches(
                network.manager(), ActivationRange.BATCH, (batch, from, to) -> each(activations(batch), taker));
    }

    /** What the convolution reads, for images of shape (batch, channels, height, width). */
    Images activations(NDArray images) {
        return Images.of(network.activations(images, List.of(site.input())).get(site.input()));
    }

    /** Gives the patches of activations to a taker, some at once, one after the other. */
    void each(Images activations, Consumer<float[]> taker) {
        int block = together / size();
        long places = (long) activations.batch() * along(activations.height()) * along(activations.width());
        for (long from = 0; from < places; from += block) {
            taker.accept(at(activations, from, (int) Math.min(block, places - from)));
        }
    }

    /** The number of places along a side of activations. */
    private int along(int side) {
        Operation.Conv conv = site.operation();
        return (side + 2 * conv.padding() - conv.kernel()) / conv.stride() + 1;
    }

    private float[] at(Images activations, long from, int places) {
        Operation.Conv conv = site.operation();
        int size = size();
        int kernel = conv.kernel();
        int columns = along(activations.width());
        int each = along(activations.height()) * columns;
        float[] patches = new float[places * size];
        for (int at = 0; at < patches.length; at++) {
            int inside = at % size;
            int image = (int) ((from + at / size) / each);
            int place = (int) ((from + at / size) % each);
            int y = place / columns * conv.stride() + inside / kernel % kernel - conv.padding();
            int x = place % columns * conv.stride() + inside % kernel - conv.padding();
            if (y >= 0 && y < activations.height() && x >= 0 && x < activations.width()) {
                patches[at] = activations.at(image, inside / (kernel * kernel), y, x);
            }
        }
        return patches;
    }
}
