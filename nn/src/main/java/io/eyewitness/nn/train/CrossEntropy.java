package io.eyewitness.nn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.eyewitness.nn.tensor.Owned;

/** The loss of a classifier. */
final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * The mean over the batch.
     *
     * @param logits shape (batch, classes)
     * @param labels int64, shape (batch)
     * @param smoothing the share of the target that is spread evenly over the classes
     * @return one number, to be differentiated
     */
    static NDArray mean(NDArray logits, NDArray labels, double smoothing) {
        int classes = Math.toIntExact(logits.getShape().get(1));
        NDArray target =
                labels.oneHot(classes, DataType.FLOAT32).mul(1 - smoothing).add(smoothing / classes);
        return Owned.times(logits.logSoftmax(1).mul(target).sum(), -1.0 / labels.size());
    }
}
