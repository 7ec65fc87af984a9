package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.eyewitness.nn.tensor.Owned;

/**
 * The loss of a variational autoencoder: the negative evidence lower bound of Kingma and Welling 2014, in nats for each image, where
 * pixels are Bernoulli and codes standard normal beforehand.
 */
final class Elbo {
    private Elbo() {}

    /**
     * A code drawn from each distribution, so that the distribution can be differentiated.
     *
     * @param codes the encoder's last layer: means, then logarithms of variances, shape (batch, 2 * code)
     * @param noise standard normal, shape (batch, code)
     * @return shape (batch, code)
     */
    static NDArray drawn(NDArray codes, NDArray noise) {
        return means(codes).add(Owned.times(logVariances(codes), 0.5).exp().mul(noise));
    }

    /**
     * The mean loss over the batch.
     *
     * @param codes the encoder's last layer
     * @param logits the decoder's last layer, of what was drawn
     * @param images in [0,1], of the logits' shape
     * @return one number, to be differentiated
     */
    static NDArray mean(NDArray codes, NDArray logits, NDArray images) {
        NDArray surprise = Activation.softPlus(logits).sub(logits.mul(images)).sum();
        return Owned.times(
                surprise.add(divergence(codes)), 1.0 / images.getShape().get(0));
    }

    /** Kullback and Leibler's, of all codes from the standard normal distribution. */
    private static NDArray divergence(NDArray codes) {
        NDArray means = means(codes);
        NDArray logVariances = logVariances(codes);
        NDArray twice = means.square().add(logVariances.exp()).sub(logVariances).sub(1);
        return Owned.times(twice.sum(), 0.5);
    }

    static NDArray means(NDArray codes) {
        return codes.get(":, :" + codes.getShape().get(1) / 2);
    }

    private static NDArray logVariances(NDArray codes) {
        return codes.get(":, " + codes.getShape().get(1) / 2 + ":");
    }
}
