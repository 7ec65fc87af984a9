package io.eyewitness.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path directory;

    private final List<String> notes = new ArrayList<>();

    private LabelledImages read() throws IOException {
        return ImageFolder.read(directory, notes::add);
    }

    private LabelledImages read(CentreCrop frame) throws IOException {
        return ImageFolder.read(directory, frame, notes::add);
    }

    private Path write(String name, int width, int height, int type, int... colours) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            int colour = colours[i % colours.length];
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                picture.getRaster().setSample(i % width, i / width, 0, colour);
            } else {
                picture.setRGB(i % width, i / width, colour);
            }
        }
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    private byte[] image(LabelledImages images, int number) {
        byte[] image = new byte[images.shape().bytes()];
        images.copy(number, image, 0);
        return image;
    }

    private void refused(Path file, String reason) {
        String message = assertThrows(MalformedData.class, this::read).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void classesAndPicturesAreInTheOrderOfTheirNamesAndChannelsApart() throws IOException {
        write("zebra/a.png", 2, 1, BufferedImage.TYPE_INT_RGB, 0x010203, 0x040506);
        write("ape/b.png", 2, 1, BufferedImage.TYPE_INT_RGB, 0x0a0b0c, 0x0d0e0f);
        write("ape/a.png", 2, 1, BufferedImage.TYPE_INT_RGB, 0x070809, 0xff8001);
        LabelledImages images = read();
        assertEquals(List.of("ape", "zebra"), images.classes());
        assertArrayEquals(new int[] {0, 0, 1}, images.labels());
        assertArrayEquals(new byte[] {7, (byte) 255, 8, (byte) 128, 9, 1}, image(images, 0));
        assertArrayEquals(new byte[] {1, 4, 2, 5, 3, 6}, image(images, 2));
    }

    @Test
    void aPictureAloneIsCutToItsFrame() throws IOException {
        Path file = write("one.png", 4, 2, BufferedImage.TYPE_INT_RGB, 0, 0x010203, 0x040506, 0);
        LabelledImages picture = ImageFolder.picture(file, new CentreCrop(2), notes::add);
        assertEquals(1, picture.size());
        assertArrayEquals(new byte[] {1, 4, 1, 4, 2, 5, 2, 5, 3, 6, 3, 6}, image(picture, 0));
    }

    /** A single picture becomes grey as photographs do. */
    @Test
    void aSinglePictureIsGreyByItsLuma() throws IOException {
        Path file = write("green.png", 2, 2, BufferedImage.TYPE_INT_RGB, 0x00ff00);
        byte[] luma =
                image(ImageFolder.picture(file, new CentreCrop(2), notes::add).grey(), 0);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            float[] grey = ImageFolder.image(manager, file, 2, 1, notes::add).values();
            assertEquals(luma.length, grey.length);
            assertEquals(Byte.toUnsignedInt(luma[0]) / 255f, grey[0], 1e-6f);
            assertEquals(12, ImageFolder.image(manager, file, 2, 3, notes::add).values().length);
            assertThrows(IllegalArgumentException.class, () -> ImageFolder.image(manager, file, 2, 4, notes::add));
        }
    }

    @Test
    void greyStaysAsDarkAsItIs() throws IOException {
        write("a/grey.png", 2, 1, BufferedImage.TYPE_BYTE_GRAY, 50, 200);
        assertArrayEquals(new byte[] {50, (byte) 200, 50, (byte) 200, 50, (byte) 200}, image(read(), 0));
    }

    @Test
    void aFrameScalesTheShortSideAndKeepsTheCentre() throws IOException {
        BufferedImage wide = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 20; y++) {
                wide.setRGB(x, y, x < 10 || x >= 30 ? 0xff0000 : (y < 10 ? 0x00ff00 : 0x0000ff));
            }
        }
        Files.createDirectories(directory.resolve("a"));
        ImageIO.write(wide, "png", directory.resolve("a/wide.png").toFile());
        LabelledImages images = read(new CentreCrop(10));
        byte[] expected = new byte[300];
        Arrays.fill(expected, 100, 150, (byte) 255);
        Arrays.fill(expected, 250, 300, (byte) 255);
        assertEquals(new ImageShape(3, 10, 10), images.shape());
        assertArrayEquals(expected, image(images, 0));
    }

    @Test
    void aFrameThatDoesNotScaleKeepsTheCentreAsItIs() throws IOException {
        Path wide = write("a/wide.png", 4, 2, BufferedImage.TYPE_INT_RGB, 1, 2, 3, 4, 5, 6, 7, 8);
        byte[] blue = Arrays.copyOfRange(image(read(new CentreCrop(2, false)), 0), 8, 12);
        assertArrayEquals(new byte[] {2, 3, 6, 7}, blue);
        String message = assertThrows(MalformedData.class, () -> read(new CentreCrop(3, false)))
                .getMessage();
        assertTrue(message.startsWith(wide.toString()) && message.contains("too small for a square of 3"), message);
    }

    @Test
    void aPictureTooNarrowToBeScaledIsRefused() throws IOException {
        Path narrow = write("a/narrow.png", 60000, 1, BufferedImage.TYPE_INT_RGB, 1, 2);
        String message = assertThrows(MalformedData.class, () -> read(new CentreCrop(224)))
                .getMessage();
        assertEquals(
                narrow
                        + ": it is 3 x 1 x 60000, too long and narrow to be scaled so that its short side has 224"
                        + " pixels",
                message);
        write("a/narrow.png", 3000, 20, BufferedImage.TYPE_INT_RGB, 0x030303);
        assertEquals(3, image(read(new CentreCrop(224)), 0)[100]);
    }

    @Test
    void scalingDownAveragesAndDoesNotSkip() throws IOException {
        write("a/stripes.png", 64, 64, BufferedImage.TYPE_INT_RGB, 0xffffff, 0x000000);
        for (byte pixel : image(read(new CentreCrop(8)), 0)) {
            assertEquals(127, Byte.toUnsignedInt(pixel), 3);
        }
    }

    @Test
    void foldersHaveTheNumbersOfTheGivenClasses() throws IOException {
        write("n03/a.png", 2, 2, BufferedImage.TYPE_INT_RGB, 3);
        write("n01/b.png", 2, 2, BufferedImage.TYPE_INT_RGB, 1);
        List<String> classes = List.of("n02", "n03", "n04", "n01");
        LabelledImages images = ImageFolder.read(directory, new CentreCrop(2), classes, notes::add);
        assertEquals(classes, images.classes());
        assertArrayEquals(new int[] {3, 1}, images.labels());
        assertEquals(1, image(images, 0)[2 * 4]);
        IOException problem = assertThrows(
                MalformedData.class,
                () -> ImageFolder.read(directory, new CentreCrop(2), List.of("n01", "n02"), notes::add));
        String message = problem.getMessage();
        assertTrue(message.startsWith(directory.resolve("n03") + ": "), message);
        assertTrue(message.contains("--classes") && message.contains("n01, n02"), message);
    }

    @Test
    void aDamagedPictureIsNamed() throws IOException {
        write("a/a.png", 30, 30, BufferedImage.TYPE_INT_RGB, 0x123456, 0x654321, 3);
        Path damaged = write("a/b.png", 30, 30, BufferedImage.TYPE_INT_RGB, 0x123456, 0x654321, 3);
        byte[] whole = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        refused(damaged, "damaged");
        Files.writeString(damaged, "no picture");
        refused(damaged, "no picture of a known kind");
    }

    @Test
    void anotherSizeIsRefused() throws IOException {
        write("a/a.png", 3, 3, BufferedImage.TYPE_INT_RGB, 1);
        refused(
                write("a/b.png", 3, 4, BufferedImage.TYPE_INT_RGB, 1),
                "it is 3 x 4 x 3, but the first picture is 3 x 3 x 3");
    }

    @Test
    void anEmptyClassAndNoClassesAreRefused() throws IOException {
        refused(directory, "no folders");
        refused(Files.createDirectory(directory.resolve("empty")), "no pictures");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        Path missing = directory.resolve("missing");
        assertEquals(
                missing.toString(),
                assertThrows(NoSuchFileException.class, () -> ImageFolder.read(missing, notes::add))
                        .getFile());
    }
}
