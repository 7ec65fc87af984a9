package io.eyewitness.theory.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngFileTest {
    private static final int SIZE = 40;

    /** Much white, some red, and one pixel each of almost white and of dark red. */
    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                picture.setRGB(x, y, x < 5 ? 0xff0000 : 0xffffff);
            }
        }
        picture.setRGB(20, 20, 0xf0fff0);
        picture.setRGB(30, 30, 0x900000);
        return picture;
    }

    private static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static Set<Integer> colours(BufferedImage picture) {
        return IntStream.range(0, SIZE * SIZE)
                .mapToObj(i -> picture.getRGB(i % SIZE, i / SIZE) & 0xffffff)
                .collect(Collectors.toSet());
    }

    @Test
    void rareColoursBecomeTheNearestOfTheFrequentOnes() throws IOException {
        byte[] file = PngFile.bytes(picture(), 2);
        BufferedImage small = read(file);
        assertEquals(Set.of(0xff0000, 0xffffff), colours(small));
        assertEquals(0xffffff, small.getRGB(20, 20) & 0xffffff);
        assertEquals(0xff0000, small.getRGB(30, 30) & 0xffffff);
        assertTrue(file.length < PngFile.bytes(picture()).length);
    }

    @Test
    void nothingIsLostWhereThereAreEnoughColours() throws IOException {
        BufferedImage small = read(PngFile.bytes(picture(), 256));
        assertEquals(colours(picture()), colours(small));
        assertEquals(0x900000, small.getRGB(30, 30) & 0xffffff);
    }
}
