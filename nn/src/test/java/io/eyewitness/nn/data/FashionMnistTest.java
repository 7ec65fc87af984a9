package io.eyewitness.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void twoImagesInEachPart() throws IOException {
        for (String part : new String[] {"train", "t10k"}) {
            write(part + "-images-idx3-ubyte", idx(0x803, new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 250));
            write(part + "-labels-idx1-ubyte", idx(0x801, new int[] {2}, 9, 0));
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(directory.resolve(name), content);
    }

    private static byte[] idx(int magic, int[] dimensions, int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + bytes.length);
        buffer.putInt(magic);
        Arrays.stream(dimensions).forEach(buffer::putInt);
        Arrays.stream(bytes).forEach(value -> buffer.put((byte) value));
        return buffer.array();
    }

    private void refused(String file, String reason) {
        String message = assertThrows(MalformedData.class, () -> FashionMnist.read(directory))
                .getMessage();
        assertTrue(message.startsWith(directory.resolve(file) + ": "), message);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void readsPlainAndCompressedFiles() throws IOException {
        Path plain = directory.resolve("train-images-idx3-ubyte");
        try (GZIPOutputStream zipped =
                new GZIPOutputStream(Files.newOutputStream(directory.resolve("train-images-idx3-ubyte.gz")))) {
            Files.copy(plain, zipped);
        }
        LabelledImages before = FashionMnist.read(directory).train();
        Files.delete(plain);
        LabelledImages after = FashionMnist.read(directory).train();
        byte[] image = new byte[3];
        after.copy(1, image, 0);
        assertEquals(ContentHash.of(before), ContentHash.of(after));
        assertEquals("[4, 5, -6]", Arrays.toString(image));
        assertEquals("Ankle boot", after.classes().get(after.label(0)));
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(directory.resolve("t10k-labels-idx1-ubyte"));
        String message = assertThrows(NoSuchFileException.class, () -> FashionMnist.read(directory))
                .getMessage();
        assertEquals(directory.resolve("t10k-labels-idx1-ubyte.gz").toString(), message);
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        write("train-images-idx3-ubyte", idx(0x803, new int[] {2, 1, 3}, 1, 2, 3, 4, 5));
        refused("train-images-idx3-ubyte", "ends early, after 5 of 6 bytes");
        write("train-images-idx3-ubyte", new byte[] {0, 0});
        refused("train-images-idx3-ubyte", "ends early");
    }

    @Test
    void aTruncatedCompressedFileIsNamed() throws IOException {
        Files.delete(directory.resolve("train-labels-idx1-ubyte"));
        Path zipped = directory.resolve("train-labels-idx1-ubyte.gz");
        try (GZIPOutputStream stream = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            stream.write(idx(0x801, new int[] {2}, 9, 0));
        }
        byte[] whole = Files.readAllBytes(zipped);
        Files.write(zipped, Arrays.copyOf(whole, whole.length - 9));
        refused("train-labels-idx1-ubyte.gz", "ends early");
    }

    @Test
    void surplusBytesAreRefused() throws IOException {
        write("train-labels-idx1-ubyte", idx(0x801, new int[] {2}, 9, 0, 0));
        refused("train-labels-idx1-ubyte", "more than the 2 bytes");
    }

    @Test
    void anotherKindOfFileIsRefused() throws IOException {
        write("train-labels-idx1-ubyte", idx(0x803, new int[] {2, 1, 1}, 9, 0));
        refused("train-labels-idx1-ubyte", "starts with 00000803");
    }

    @Test
    void countsThatDoNotAgreeAreRefused() throws IOException {
        write("t10k-labels-idx1-ubyte", idx(0x801, new int[] {1}, 9));
        refused(
                "t10k-labels-idx1-ubyte",
                "1 labels, but " + directory.resolve("t10k-images-idx3-ubyte") + " has 2 images");
    }

    @Test
    void sizesThatNoArrayHasAreRefused() throws IOException {
        write("train-images-idx3-ubyte", idx(0x803, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 28}, 1));
        refused("train-images-idx3-ubyte", "[2147483647, 2147483647, 28]");
    }

    @Test
    void aLabelWithoutAClassIsRefused() throws IOException {
        write("train-labels-idx1-ubyte", idx(0x801, new int[] {2}, 3, 10));
        refused("train-labels-idx1-ubyte", "the label 10 of image 1");
    }

    @Test
    void theBuiltInImagesAreAsManyOfEachClass() {
        LabelledImages builtIn = FashionMnist.builtIn();
        assertEquals(2000, builtIn.size());
        for (int label = 0; label < 10; label++) {
            assertEquals(200, builtIn.ofClass(label).length);
        }
    }

    @Test
    void theBuiltInImagesAreTheFirstOfEachClassOfTheTestImages() throws IOException {
        assumeTrue(Files.isDirectory(FashionMnist.DEBIAN), "Debian's dataset-fashion-mnist is not installed");
        LabelledImages test = FashionMnist.read(FashionMnist.DEBIAN).test();
        assertEquals(ContentHash.of(test.firstOfEachClass(200)), ContentHash.of(FashionMnist.builtIn()));
    }
}
