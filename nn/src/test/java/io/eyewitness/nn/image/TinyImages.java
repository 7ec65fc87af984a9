package io.eyewitness.nn.image;

import java.util.List;
import java.util.SplittableRandom;

/** Images that are easy to tell apart: class 0 is bright above, class 1 below, both with noise. */
public final class TinyImages {
    private TinyImages() {}

    public static LabelledImages halves(int count, int channels, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ImageShape shape = new ImageShape(channels, size, size);
        byte[] pixels = new byte[count * shape.bytes()];
        int[] labels = new int[count];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / shape.bytes();
            labels[image] = image % 2;
            boolean isBright = (i / size % size < size / 2) == (labels[image] == 0);
            pixels[i] = (byte) (random.nextInt(100) + (isBright ? 100 : 0));
        }
        return LabelledImages.of(
                shape, List.of("above", "below", "c", "d", "e", "f", "g", "h", "i", "j"), pixels, labels);
    }
}
