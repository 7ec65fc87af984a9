package io.eyewitness.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    private static final int RECORD = 3073;
    private static final List<String> NAMES =
            List.of("train/dog/1.png", "train/cat/2.png", "train/cat/1.png", "test/cat/1.png", "test/dog/1.png");

    @TempDir
    private Path directory;

    private static byte[] picture(String name) throws IOException {
        BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(1, 1, name.hashCode() & 0xffffff);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private Path archive(String file, List<String> names) throws IOException {
        Path path = directory.resolve(file);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(path)))) {
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                byte[] content = picture(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return path;
    }

    private void batches(byte[] last) throws IOException {
        for (int i = 1; i <= 5; i++) {
            byte[] record = new byte[RECORD];
            record[0] = (byte) i;
            record[RECORD - 1] = (byte) -i;
            Files.write(directory.resolve("data_batch_" + i + ".bin"), record);
        }
        Files.write(directory.resolve("test_batch.bin"), last);
    }

    @Test
    void theOrderInTheArchiveMakesNoDifferenceAndFoldersGiveTheSame() throws IOException {
        List<String> turned = NAMES.stream().sorted().toList();
        for (String name : NAMES) {
            Path file = directory.resolve("folders").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, picture(name));
        }
        TrainTest expected = Cifar10.read(archive("a.tar.gz", NAMES), note -> {});
        assertEquals(List.of("cat", "dog"), expected.train().classes());
        assertArrayEquals(new int[] {0, 0, 1}, expected.train().labels());
        String first = NAMES.stream()
                .filter(name -> name.contains("train/"))
                .sorted()
                .findFirst()
                .orElseThrow();
        assertEquals(
                new Source(directory.resolve("a.tar.gz").toString(), first),
                expected.train().source(0));
        for (Path other : List.of(archive("b.tar.gz", turned), directory.resolve("folders"))) {
            assertEquals(
                    ContentHash.of(expected.train()),
                    ContentHash.of(Cifar10.read(other, note -> {}).train()));
            assertEquals(
                    ContentHash.of(expected.test()),
                    ContentHash.of(Cifar10.read(other, note -> {}).test()));
        }
    }

    @Test
    void whatIsNoPictureInAnArchiveIsPassedOverAndTold() throws IOException {
        List<String> names = new ArrayList<>(NAMES);
        names.addAll(List.of("train/cat/.DS_Store", "__MACOSX/train/cat/._1.png", "readme.png"));
        List<String> notes = new ArrayList<>();
        Path archive = archive("c.tar.gz", names);
        assertEquals(
                ContentHash.of(
                        Cifar10.read(archive("d.tar.gz", NAMES), note -> {}).train()),
                ContentHash.of(Cifar10.read(archive, notes::add).train()));
        assertEquals(
                List.of(archive + ": skipped: hidden or left by other programs: 2 (__MACOSX/train/cat/._1.png,"
                        + " train/cat/.DS_Store); outside the folders of classes: 1 (readme.png)"),
                notes);
    }

    @Test
    void aTruncatedArchiveIsNamed() throws IOException {
        Path whole = archive("a.tar.gz", NAMES);
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
        refused(whole, whole, "damaged");
    }

    @Test
    void anArchiveWithoutTestPicturesIsRefused() throws IOException {
        Path archive = archive("a.tar.gz", NAMES.subList(0, 3));
        refused(archive, archive, "no pictures named test/CLASS/FILE");
    }

    @Test
    void readsTheBinaryBatches() throws IOException {
        batches(Arrays.copyOf(new byte[] {9}, 2 * RECORD));
        TrainTest data = Cifar10.read(directory, note -> {});
        assertArrayEquals(new int[] {1, 2, 3, 4, 5}, data.train().labels());
        assertArrayEquals(new int[] {9, 0}, data.test().labels());
        byte[] image = new byte[RECORD - 1];
        data.train().copy(2, image, 0);
        assertEquals(-3, image[RECORD - 2]);
        assertEquals(0, image[0]);
    }

    @Test
    void aTruncatedBatchAnUnknownLabelAndAMissingBatchAreNamed() throws IOException {
        batches(new byte[RECORD - 1]);
        refused(directory, directory.resolve("test_batch.bin"), "not a whole number of records");
        batches(Arrays.copyOf(new byte[] {10}, RECORD));
        refused(directory, directory.resolve("test_batch.bin"), "the label 10 of record 0");
        Files.delete(directory.resolve("data_batch_4.bin"));
        assertThrows(NoSuchFileException.class, () -> Cifar10.read(directory, note -> {}));
    }

    @Test
    void aDirectoryOfSomethingElseIsRefused() {
        refused(directory, directory, "it does not hold CIFAR-10");
    }

    private static void refused(Path data, Path file, String reason) {
        String message = assertThrows(MalformedData.class, () -> Cifar10.read(data, note -> {}))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(reason), message);
    }

    @Test
    void anArchiveThatNoMemoryHoldsIsRefused() throws IOException {
        Path archive = archive("a.tar.gz", NAMES);
        int bytes = 0;
        for (String name : NAMES) {
            bytes += picture(name).length;
        }
        long all = bytes;
        assertEquals(2, PictureArchive.read(archive, all, note -> {}).size());
        String message = assertThrows(MalformedData.class, () -> PictureArchive.read(archive, all - 1, note -> {}))
                .getMessage();
        assertTrue(message.startsWith(archive + ": ") && message.contains("unpack it"), message);
    }

    @Test
    void entriesOfArchivesAreSkippedAsFilesInFoldersAre() throws IOException {
        Path path = directory.resolve("e.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(path)))) {
            TarArchiveEntry link = new TarArchiveEntry("train/cat/link.png", TarConstants.LF_SYMLINK);
            link.setLinkName("elsewhere.png");
            for (TarArchiveEntry entry :
                    List.of(link, new TarArchiveEntry("train/cat/pipe.png", TarConstants.LF_FIFO))) {
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        List<String> notes = new ArrayList<>();
        assertEquals(Map.of(), PictureArchive.read(path, notes::add));
        assertEquals(
                List.of(path
                        + ": skipped: not a picture: 1 (train/cat/pipe.png); a link that leads nowhere or in a circle: 1"
                        + " (train/cat/link.png)"),
                notes);
    }
}
