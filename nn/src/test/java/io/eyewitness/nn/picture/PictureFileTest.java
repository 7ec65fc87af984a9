package io.eyewitness.nn.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures that make.py, beside them, made with Pillow, libjpeg, libwebp and LittleCMS, and what these say they show. */
class PictureFileTest {
    /** Of 255 levels; libwebp's and libjpeg's own are met, profiles and inks are rounded otherwise. */
    private static final double NEAR = 0.5;

    private static String refused(byte[] file) {
        return assertThrows(UnreadablePicture.class, () -> PictureFile.read(file))
                .getMessage();
    }

    private static void assertSame(String name, BufferedImage expected, BufferedImage read) {
        assertEquals(
                expected.getWidth() + " x " + expected.getHeight(), read.getWidth() + " x " + read.getHeight(), name);
        double sum = 0;
        for (int y = 0; y < read.getHeight(); y++) {
            for (int x = 0; x < read.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((expected.getRGB(x, y) >> shift & 255) - (read.getRGB(x, y) >> shift & 255));
                }
            }
        }
        assertEquals(0, sum / (3.0 * read.getWidth() * read.getHeight()), NEAR, name);
    }

    @Test
    void everyKindShowsWhatAnIndependentDecoderShows() throws IOException {
        List<String> names = Fixtures.names().stream()
                .filter(name -> Fixtures.exists(name + Fixtures.EXPECTED))
                .toList();
        assertTrue(names.size() > 45, names.toString());
        for (String name : names) {
            BufferedImage expected =
                    ImageIO.read(Fixtures.path(name + Fixtures.EXPECTED).toFile());
            assertSame(name, expected, PictureFile.read(Fixtures.bytes(name)).image());
        }
    }

    @Test
    void whatMovesOrHasPagesIsTold() throws IOException {
        for (String name : List.of("moving.gif", "moving.webp", "pages.tif")) {
            assertTrue(PictureFile.read(Fixtures.bytes(name)).isFirstOfMany(), name);
        }
        for (String name : List.of("plain.gif", "lossy.webp", "lzw.tif", "stereo.mpo", "rgba.png")) {
            assertFalse(PictureFile.read(Fixtures.bytes(name)).isFirstOfMany(), name);
        }
    }

    @Test
    void aFrameSmallerThanItsFilmLiesWhereTheFileSays() throws IOException {
        byte[] gif = Fixtures.bytes("plain.gif");
        gif[6] += 10;
        gif[8] += 20;
        int descriptor = 13 + 3 * (2 << (gif[10] & 7));
        while (gif[descriptor] == '!') {
            descriptor += 2;
            while (gif[descriptor] != 0) {
                descriptor += 1 + Byte.toUnsignedInt(gif[descriptor]);
            }
            descriptor++;
        }
        gif[descriptor + 1] = 4;
        gif[descriptor + 3] = 5;
        BufferedImage placed = PictureFile.read(gif).image();
        BufferedImage frame = PictureFile.read(Fixtures.bytes("plain.gif")).image();
        assertEquals(frame.getWidth() + 10, placed.getWidth());
        assertEquals(frame.getHeight() + 20, placed.getHeight());
        assertEquals(0xff000000, placed.getRGB(3, 5));
        assertEquals(frame.getRGB(0, 0), placed.getRGB(4, 5));
        assertEquals(frame.getRGB(10, 7), placed.getRGB(14, 12));
    }

    @Test
    void theContentSaysTheKindAndNotTheName() throws IOException {
        assertEquals(
                PictureKind.JPEG, PictureKind.of(Fixtures.bytes("stereo.mpo")).orElseThrow());
        assertTrue(PictureKind.isNamed("A.JPEG") && PictureKind.isNamed("a.b.Png"));
        assertFalse(PictureKind.isNamed("labels.json") || PictureKind.isNamed("jpg"));
    }

    @Test
    void whatIsNotReadIsCalledByItsNameWithARemedy() {
        String heic = refused(start("\0\0\0\u0020ftypheic\0\0\0\0mif1heic"));
        assertTrue(
                heic.startsWith("it is a HEIF picture (HEIC or AVIF), which is not read; convert it to one of JPEG"),
                heic);
        assertTrue(refused(start("\0\0\0\u0020ftypavif\0\0\0\0")).contains("AVIF"));
        assertTrue(refused(start("\0\0\0\u0020ftypisom\0\0\0\0")).contains("it is a video"));
        assertTrue(refused(start("<!DOCTYPE html><html>")).contains("it is a web page"));
        assertTrue(refused(start("version https://git-lfs.github.com/spec/v1")).contains("git lfs pull"));
        assertTrue(refused(start("\u00ff\n\u00fa\u00ff")).contains("JPEG XL"));
        assertTrue(refused(start("%PDF-1.7")).contains("PDF"));
        assertEquals("it is empty", refused(new byte[0]));
        assertTrue(refused(start("BMX is no picture"))
                .contains("no picture of a known kind; JPEG, PNG, GIF, BMP, TIFF and WebP"));
    }

    private static byte[] start(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    @Test
    void formsOfAKindThatAreNotReadAreNamed() throws IOException {
        byte[] jpeg = Fixtures.bytes("baseline.jpg");
        int frame = Fixtures.find(jpeg, 0xff, 0xc0);
        byte[] deep = jpeg.clone();
        deep[frame + 4] = 12;
        assertTrue(refused(deep).contains("a JPEG with 12 bits"), refused(deep));
        byte[] arithmetic = jpeg.clone();
        arithmetic[frame + 1] = (byte) 0xc9;
        assertTrue(refused(arithmetic).contains("(SOF9)"), refused(arithmetic));
        assertTrue(refused(Fixtures.bytes("lab.tif")).contains("CIE L*a*b*"));
        assertTrue(refused(Fixtures.bytes("float.tif")).contains("32 bits for each sample"));
        assertTrue(refused(Fixtures.bytes("preview.tif")).contains("raw files of cameras"));
    }

    @Test
    void picturesThatWouldFillTheMemoryAreRefused() throws IOException {
        byte[] jpeg = Fixtures.bytes("baseline.jpg");
        int frame = Fixtures.find(jpeg, 0xff, 0xc0);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xf0);
        assertTrue(refused(jpeg).startsWith("it has 61680 x 61680 pixels"), refused(jpeg));
        assertTrue(refused(jpeg).endsWith("scale it down"), refused(jpeg));
    }

    @Test
    void whateverIsWrongIsOneSentenceWithoutAClass() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (String name : Fixtures.names()) {
            byte[] whole = Fixtures.bytes(name);
            for (int i = 0; i < 12; i++) {
                byte[] changed = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
                for (int flips = 0; changed.length > 0 && flips <= i; flips++) {
                    changed[random.nextInt(i % 2 == 0 ? Math.min(200, changed.length) : changed.length)] =
                            (byte) random.nextInt(256);
                }
                try {
                    PictureFile.read(changed);
                } catch (UnreadablePicture e) {
                    assertFalse(e.getMessage().matches(".*(Exception|java\\.|null).*"), e.getMessage());
                }
            }
        }
    }
}
