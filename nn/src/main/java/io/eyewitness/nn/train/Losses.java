package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import io.eyewitness.nn.tensor.Owned;

/** Loss functions, each the mean over a batch, which can be differentiated. */
final class Losses {
    private Losses() {}

    /**
     * Cross-entropy.
     *
     * @param logits shape (batch, classes)
     * @param labels int64, shape (batch)
     * @param smoothing the share of the target that is spread evenly over the classes
     */
    static NDArray crossEntropy(NDArray logits, NDArray labels, double smoothing) {
        int classes = Math.toIntExact(logits.getShape().get(1));
        NDArray target = Owned.times(labels.oneHot(classes, DataType.FLOAT32), 1 - smoothing)
                .add(smoothing / classes);
        return Owned.times(logits.logSoftmax(1).mul(target).sum(), -1.0 / labels.size());
    }

    /**
     * The loss of a variational autoencoder: the negative evidence lower bound (ELBO) of Kingma and Welling 2014, in nats for each image,
     * where pixels are Bernoulli and the prior of codes is standard normal.
     *
     * @param codes the encoder's last layer: means, then logarithms of variances, shape (batch, 2 * code)
     * @param logits the decoder's last layer, of {@link #sample sampled} codes
     * @param images in [0,1], of the logits' shape
     */
    static NDArray negativeElbo(NDArray codes, NDArray logits, NDArray images) {
        NDArray surprise = Activation.softPlus(logits).sub(logits.mul(images)).sum();
        return Owned.times(
                surprise.add(divergence(codes)), 1.0 / images.getShape().get(0));
    }

    /**
     * A code drawn from each distribution, by a form that can be differentiated with respect to the distribution (reparametrization).
     *
     * @param codes the encoder's last layer
     * @param noise standard normal, shape (batch, code)
     * @return shape (batch, code)
     */
    static NDArray sample(NDArray codes, NDArray noise) {
        return means(codes).add(Owned.times(logVariances(codes), 0.5).exp().mul(noise));
    }

    /** The means of the codes' distributions, shape (batch, code). */
    static NDArray means(NDArray codes) {
        return codes.get(":, :" + codes.getShape().get(1) / 2);
    }

    private static NDArray logVariances(NDArray codes) {
        return codes.get(":, " + codes.getShape().get(1) / 2 + ":");
    }

    /** The Kullback-Leibler divergence of all codes from the standard normal distribution. */
    private static NDArray divergence(NDArray codes) {
        NDArray means = means(codes);
        NDArray logVariances = logVariances(codes);
        NDArray twice = means.square().add(logVariances.exp()).sub(logVariances).sub(1);
        return Owned.times(twice.sum(), 0.5);
    }
}
