package io.eyewitness.nn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.tensor.Owned;
import java.util.Collections;
import java.util.List;

/**
 * The input of a network: images as float32 in [0,1], of shape (batch, channels, size, size), normalised by it to
 * {@code (image - mean) / deviation}, channel by channel.
 *
 * @param size the usual height and width, in pixels; a network without fixed-size layers takes others too
 * @param mean of each channel (1 for grey, 3 for red, green and blue)
 * @param deviation of each channel, above 0
 */
public record InputSpec(int size, List<Float> mean, List<Float> deviation) {
    /** The input of torchvision's networks, which are trained on ImageNet. */
    public static final InputSpec IMAGENET =
            new InputSpec(224, List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

    public InputSpec {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (size < 1 || mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException("an input needs a size and as many means as deviations");
        }
        requireFinite("the means of an input", mean);
        requireFinite("the deviations of an input", deviation);
        if (Collections.min(deviation) <= 0) {
            throw new IllegalArgumentException("a deviation of " + Collections.min(deviation) + " is not above 0");
        }
    }

    /** The number of channels. */
    public int channels() {
        return mean.size();
    }

    /** The normalised images, in the images' manager. */
    public NDArray normalised(NDArray images) {
        return images.sub(perChannel(images.getManager(), mean)).div(perChannel(images.getManager(), deviation));
    }

    /**
     * Refuses NaN and infinity.
     *
     * @param owner the name of the numbers in the message
     */
    public static void requireFinite(String owner, List<Float> numbers) {
        for (Float number : numbers) {
            if (number == null || !Float.isFinite(number)) {
                throw new IllegalArgumentException(owner + ": " + number + " is not a finite number");
            }
        }
    }

    /** An array of a number for each channel, shape (1, channels, 1, 1). */
    public static NDArray perChannel(NDManager manager, List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return Owned.floats(manager, array, new Shape(1, array.length, 1, 1));
    }
}
