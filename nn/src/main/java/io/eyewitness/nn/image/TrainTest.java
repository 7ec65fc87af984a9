package io.eyewitness.nn.image;

/**
 * A data set in its two parts.
 *
 * @param train what a network learns from
 * @param test what it is measured on; of the same shape and classes
 */
public record TrainTest(LabelledImages train, LabelledImages test) {
    public TrainTest {
        if (!train.shape().equals(test.shape()) || !train.classes().equals(test.classes())) {
            throw new IllegalArgumentException("training images are " + train.shape() + " of the classes "
                    + train.classes() + ", test images " + test.shape() + " of " + test.classes());
        }
    }
}
