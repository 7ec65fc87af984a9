package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;

/**
 * The reconstruction error of an autoencoder, whose codes are the means of the encoder's distributions.
 *
 * @param error the mean squared error of a pixel, which is from 0 to 1
 * @param of the number of images
 */
public record ReconstructionError(double error, int of) {
    private static final int BATCH = 250;

    /** Measures an encoder and a decoder on one device. */
    public static ReconstructionError of(Network encoder, Network decoder, LabelledImages images) {
        images.requireFor(encoder.input().channels());
        double[] sum = new double[1];
        images.inBatches(encoder.manager(), BATCH, (batch, from, to) -> {
            NDArray means = Losses.means(encoder.logits(batch));
            NDArray codes =
                    means.reshape(means.getShape().get(0), means.getShape().get(1), 1, 1);
            NDArray given = Activation.sigmoid(decoder.logits(codes));
            sum[0] += given.sub(batch).square().sum().getFloat();
        });
        return new ReconstructionError(
                sum[0] / ((double) images.size() * images.shape().bytes()), images.size());
    }
}
