package io.eyewitness.nn.image;

/**
 * A data set: training images and test images.
 *
 * @param train the images that a network is trained on
 * @param test the images that it is measured on, of the same shape and classes
 */
public record TrainTest(LabelledImages train, LabelledImages test) {
    public TrainTest {
        if (!train.shape().equals(test.shape()) || !train.classes().equals(test.classes())) {
            throw new IllegalArgumentException("training images are " + train.shape() + " of the classes "
                    + train.classes() + ", test images " + test.shape() + " of " + test.classes());
        }
    }
}
