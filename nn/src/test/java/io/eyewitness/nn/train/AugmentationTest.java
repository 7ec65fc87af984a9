package io.eyewitness.nn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int SIZE = 5;
    private static final int COUNT = 400;

    /** One pixel of the second of two channels is 7; two of the first, beside each other, are 1 and 2. */
    private static LabelledImages marked() {
        byte[] pixels = new byte[2 * SIZE * SIZE];
        pixels[12] = 1;
        pixels[13] = 2;
        pixels[SIZE * SIZE + 12] = 7;
        return LabelledImages.of(new ImageShape(2, SIZE, SIZE), List.of("a"), pixels, new int[1]);
    }

    @Test
    void noneChangesNothing() {
        byte[] image = new byte[2 * SIZE * SIZE];
        marked().copy(0, image, 0);
        assertArrayEquals(image, Augmentation.NONE.apply(marked(), new int[1], new SplittableRandom(1)));
    }

    @Test
    void everyShiftAndMirrorImageOccursAndChannelsMoveTogether() {
        byte[] batch = new Augmentation(1, true).apply(marked(), new int[COUNT], new SplittableRandom(1));
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i < COUNT; i++) {
            byte[] image = Arrays.copyOfRange(batch, i * 2 * SIZE * SIZE, (i + 1) * 2 * SIZE * SIZE);
            int one = find(image, 1);
            int direction = find(image, 2) - one;
            assertEquals(one, find(image, 7) - SIZE * SIZE);
            assertEquals(1, Math.abs(direction));
            seen.add(List.of(one, direction));
        }
        assertEquals(9 * 2, seen.size());
    }

    @Test
    void whatLeavesTheImageIsGone() {
        byte[] batch = new Augmentation(9, false).apply(marked(), new int[COUNT], new SplittableRandom(1));
        for (byte pixel : batch) {
            assertEquals(true, pixel == 0 || pixel == 1 || pixel == 2 || pixel == 7);
        }
        int images = 0;
        for (int i = 0; i < COUNT; i++) {
            images += find(Arrays.copyOfRange(batch, i * 2 * SIZE * SIZE, (i + 1) * 2 * SIZE * SIZE), 7) >= 0 ? 1 : 0;
        }
        assertEquals(COUNT * 25.0 / 361, images, 25);
    }

    private static int find(byte[] image, int value) {
        for (int i = 0; i < image.length; i++) {
            if (image[i] == value) {
                return i;
            }
        }
        return -1;
    }
}
