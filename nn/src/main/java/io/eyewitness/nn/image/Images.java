package io.eyewitness.nn.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images in the memory of Java.
 *
 * @param batch the number of images
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height in pixels
 * @param width in pixels
 * @param values in [0,1], image by image, channel by channel, row by row
 */
public record Images(int batch, int channels, int height, int width, float[] values) {
    /** The form in which images are kept by a run. */
    public static final PartForm<Images> PART = new PartForm<>(
            (images, out) -> Tensor.PART.writer().write(images.tensor(), out),
            in -> Images.of(Tensor.PART.reader().read(in)));

    public Images {
        if (values.length != batch * channels * height * width) {
            throw new IllegalArgumentException(
                    values.length + " values for " + batch + " images of " + channels + " x " + height + " x " + width);
        }
    }

    /** The images of an array of shape (batch, channels, height, width). */
    public static Images of(NDArray images) {
        Shape shape = images.getShape();
        return new Images(
                (int) shape.get(0), (int) shape.get(1), (int) shape.get(2), (int) shape.get(3), images.toFloatArray());
    }

    /** The images of a tensor of shape (batch, channels, height, width). */
    public static Images of(Tensor images) {
        List<Long> shape = images.shape();
        return new Images(
                Math.toIntExact(shape.get(0)),
                Math.toIntExact(shape.get(1)),
                Math.toIntExact(shape.get(2)),
                Math.toIntExact(shape.get(3)),
                images.values());
    }

    /** The images as a tensor of shape (batch, channels, height, width). */
    public Tensor tensor() {
        return new Tensor(List.of((long) batch, (long) channels, (long) height, (long) width), values);
    }

    /** The images as an array of shape (batch, channels, height, width). */
    public NDArray on(NDManager manager) {
        return Owned.floats(manager, values, new Shape(batch, channels, height, width));
    }

    /** The nearest of the 256 levels of a byte to a value in [0,1]; of another value the nearest end. */
    public static int level(float value) {
        return Math.round(255 * Math.min(1, Math.max(0, value)));
    }

    /** All values as doubles. */
    public double[] doubles() {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** The value of a channel at a place. */
    public float at(int image, int channel, int row, int column) {
        return values[((image * channels + channel) * height + row) * width + column];
    }

    /**
     * One batch of images of one shape.
     *
     * @throws IllegalArgumentException if there are none, or their shapes differ
     */
    public static Images together(List<Images> some) {
        Images first = some.get(0);
        int length = first.channels * first.height * first.width;
        int batch = some.stream().mapToInt(Images::batch).sum();
        float[] values = new float[batch * length];
        int at = 0;
        for (Images images : some) {
            if (images.channels != first.channels || images.height != first.height || images.width != first.width) {
                throw new IllegalArgumentException("images of different shapes cannot be one batch");
            }
            System.arraycopy(images.values, 0, values, at, images.values.length);
            at += images.values.length;
        }
        return new Images(batch, first.channels, first.height, first.width, values);
    }

    /** One of the images. */
    public Images image(int index) {
        int length = channels * height * width;
        return new Images(1, channels, height, width, Arrays.copyOfRange(values, index * length, (index + 1) * length));
    }
}
