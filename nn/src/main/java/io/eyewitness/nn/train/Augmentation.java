package io.eyewitness.nn.train;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import java.util.random.RandomGenerator;

/**
 * Random changes that preserve an image's class: a shift by up to some pixels in both directions, with black at the edges (padding and
 * cropping), and a horizontal flip with probability 1/2.
 *
 * @param shift the largest shift in pixels, 0 for none
 * @param mirror whether images may be flipped
 */
public record Augmentation(int shift, boolean mirror) {
    /** No changes. */
    public static final Augmentation NONE = new Augmentation(0, false);

    public Augmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("images cannot be shifted by " + shift + " pixels");
        }
    }

    /**
     * Changed copies of some images.
     *
     * @param numbers the numbers of the images
     * @return bytes for {@link LabelledImages#batch(ai.djl.ndarray.NDManager, byte[])}
     */
    public byte[] apply(LabelledImages images, int[] numbers, RandomGenerator random) {
        ImageShape shape = images.shape();
        byte[] source = new byte[shape.bytes()];
        byte[] batch = new byte[numbers.length * shape.bytes()];
        for (int i = 0; i < numbers.length; i++) {
            images.copy(numbers[i], source, 0);
            int down = random.nextInt(-shift, shift + 1);
            int right = random.nextInt(-shift, shift + 1);
            boolean isMirrored = random.nextBoolean() && mirror;
            change(shape, source, down, right, isMirrored, batch, i * shape.bytes());
        }
        return batch;
    }

    private static void change(
            ImageShape shape, byte[] source, int down, int right, boolean isMirrored, byte[] target, int at) {
        int width = shape.width();
        int length = Math.max(0, width - Math.abs(right));
        for (int row = 0; row < shape.channels() * shape.height(); row++) {
            int y = row % shape.height();
            int from = y - down;
            int start = at + row * width;
            if (length == 0 || from < 0 || from >= shape.height()) {
                continue;
            }
            System.arraycopy(
                    source, (row - down) * width + Math.max(0, -right), target, start + Math.max(0, right), length);
            if (isMirrored) {
                reverse(target, start, start + width - 1);
            }
        }
    }

    private static void reverse(byte[] array, int first, int last) {
        for (int i = first, j = last; i < j; i++, j--) {
            byte swapped = array[i];
            array[i] = array[j];
            array[j] = swapped;
        }
    }
}
