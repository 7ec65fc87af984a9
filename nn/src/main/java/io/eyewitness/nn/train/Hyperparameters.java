package io.eyewitness.nn.train;

import io.eyewitness.theory.decimal.Decimals;

/**
 * The hyperparameters of a training: stochastic gradient descent with Nesterov momentum under a one-cycle learning rate.
 *
 * @param epochs about the number of times that each image is used
 * @param batch the number of images in a step
 * @param peakRate the highest learning rate
 * @param momentum the share of the velocity that is kept, below 1
 * @param weightDecay this multiple of a weight is added to its gradient; biases and scales do not decay
 * @param smoothing the share of the target that is spread evenly over the classes, below 1
 * @param augmentation of the images
 */
public record Hyperparameters(
        int epochs,
        int batch,
        double peakRate,
        double momentum,
        double weightDecay,
        double smoothing,
        Augmentation augmentation) {
    public Hyperparameters {
        if (epochs < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "training needs at least one epoch (--epochs) and batches of at least one image");
        }
        if (!(peakRate > 0)) {
            throw new IllegalArgumentException("a learning rate of " + Decimals.text(peakRate) + " is not above 0");
        }
        if (!(momentum >= 0 && momentum < 1 && smoothing >= 0 && smoothing < 1 && weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "momentum and smoothing must be at least 0 and below 1, and weight decay must not be negative");
        }
    }

    public Hyperparameters withEpochs(int number) {
        return new Hyperparameters(number, batch, peakRate, momentum, weightDecay, smoothing, augmentation);
    }
}
