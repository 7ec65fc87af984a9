package io.eyewitness.nn.architecture;

import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphBuilder;
import io.eyewitness.nn.graph.Operation;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.network.Network;
import java.util.Collections;

/**
 * A variational autoencoder for Fashion-MNIST (Kingma and Welling 2014): an encoder from images to normal distributions over codes, and a
 * decoder from codes to images.
 *
 * <p>Both are graphs. A code is an image of one pixel with a channel for each of its numbers, which the decoder does not normalise; the last
 * layer of the decoder is the logits of the pixels, shape (batch, 1, 28, 28).
 */
public final class FashionAutoencoder {
    /** The numbers of a code. */
    public static final int CODE = 32;

    private static final float EPSILON = 1e-5f;
    private static final int SMALLEST = 7;
    private static final int WIDEST = 32;

    private FashionAutoencoder() {}

    /** The graph from images to the means of the code's numbers, then the logarithms of their variances, shape (batch, 2 * code). */
    public static Graph encoder() {
        GraphBuilder builder = new GraphBuilder();
        normed(builder.plainConv("conv1", 1, 8, 3, 2), "1", 8);
        normed(builder.plainConv("conv2", 8, 16, 3, 2), "2", 16);
        return builder.then("flat", new Operation.Flatten())
                .logits(16 * SMALLEST * SMALLEST, 2 * CODE, "linear")
                .graph("fashion-encoder", FashionNet.INPUT);
    }

    /** The graph from codes, shape (batch, code, 1, 1), to the logits of pixels. */
    public static Graph decoder() {
        GraphBuilder builder = new GraphBuilder();
        builder.then("code", new Operation.Flatten())
                .then("linear", new Operation.Linear(CODE, WIDEST * SMALLEST * SMALLEST))
                .then("unflatten", new Operation.Unflatten(WIDEST, SMALLEST, SMALLEST));
        normed(builder, "1", WIDEST);
        builder.then("enlarged1", new Operation.Enlarge(2));
        normed(builder.plainConv("conv2", WIDEST, 16, 3, 1), "2", 16);
        builder.then("enlarged2", new Operation.Enlarge(2));
        normed(builder.plainConv("conv3", 16, 8, 3, 1), "3", 8);
        return builder.conv(Network.LOGITS, 8, 1, 3).graph("fashion-decoder", codes());
    }

    private static InputSpec codes() {
        return new InputSpec(1, Collections.nCopies(CODE, 0f), Collections.nCopies(CODE, 1f));
    }

    private static void normed(GraphBuilder builder, String number, int channels) {
        builder.batchNorm("bn" + number, channels, EPSILON).relu("relu" + number);
    }
}
