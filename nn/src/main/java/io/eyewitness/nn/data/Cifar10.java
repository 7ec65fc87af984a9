package io.eyewitness.nn.data;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** CIFAR-10 (Krizhevsky 2009): colour images of 32 x 32 pixels, ten classes, 50,000 and 10,000 images. */
public final class Cifar10 {
    private static final List<String> PARTS = List.of("train", "test");

    /** The classes, in the order of their numbers. */
    public static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private Cifar10() {}

    /**
     * Reads one of its forms: a directory with {@code train/CLASS/FILE} and {@code test/CLASS/FILE}, a {@code .tar.gz} of that, or
     * a directory with the binary batches {@code data_batch_1.bin} and so on, and {@code test_batch.bin}.
     *
     * @param notes takes sentences about skipped files
     * @throws IOException naming the file that is missing or malformed
     */
    public static TrainTest read(Path path, Consumer<String> notes) throws IOException {
        if (!Files.isDirectory(path)) {
            return archive(path, notes);
        }
        if (Files.isDirectory(path.resolve(PARTS.get(0)))) {
            return new TrainTest(
                    ImageFolder.read(path.resolve(PARTS.get(0)), notes),
                    ImageFolder.read(path.resolve(PARTS.get(1)), notes));
        }
        if (Batches.areIn(path)) {
            return Batches.read(path);
        }
        throw new MalformedData(
                path,
                "it does not hold CIFAR-10: there are neither train/CLASS and test/CLASS folders nor data_batch_1.bin");
    }

    private static TrainTest archive(Path file, Consumer<String> notes) throws IOException {
        Map<String, List<Picture>> parts = PictureArchive.read(file, notes);
        for (String part : PARTS) {
            if (!parts.containsKey(part)) {
                throw new MalformedData(file, "it has no pictures named " + part + "/CLASS/FILE");
            }
        }
        return new TrainTest(
                PictureDecoder.decode(file.toString(), parts.get(PARTS.get(0)), null, notes),
                PictureDecoder.decode(file.toString(), parts.get(PARTS.get(1)), null, notes));
    }

    /** The binary form: records of the label, one byte, and 3 x 32 x 32 bytes, red, green and blue. */
    private static final class Batches {
        private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
        private static final int RECORD = 1 + SHAPE.bytes();
        private static final int BATCHES = 5;

        static boolean areIn(Path directory) {
            return Files.exists(batch(directory, 1));
        }

        /**
         * Reads the five training batches and the test batch.
         *
         * @throws IOException naming the file that is missing, has no whole number of records, or an unknown label
         */
        static TrainTest read(Path directory) throws IOException {
            List<Path> training = new ArrayList<>();
            for (int i = 1; i <= BATCHES; i++) {
                training.add(batch(directory, i));
            }
            return new TrainTest(read(training), read(List.of(directory.resolve("test_batch.bin"))));
        }

        private static Path batch(Path directory, int number) {
            return directory.resolve("data_batch_" + number + ".bin");
        }

        private static byte[] bytes(Path file) throws IOException {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw Reasons.naming(file, e);
            }
        }

        private static LabelledImages read(List<Path> files) throws IOException {
            List<byte[]> contents = new ArrayList<>();
            List<Source> sources = new ArrayList<>();
            int count = 0;
            for (Path file : files) {
                byte[] content = bytes(file);
                check(file, content);
                contents.add(content);
                count += content.length / RECORD;
                for (int i = 0; i < content.length / RECORD; i++) {
                    sources.add(Source.numbered(file.toString(), i));
                }
            }
            byte[] pixels = new byte[count * SHAPE.bytes()];
            int[] labels = new int[count];
            int next = 0;
            for (byte[] content : contents) {
                for (int at = 0; at < content.length; at += RECORD) {
                    labels[next] = content[at];
                    System.arraycopy(content, at + 1, pixels, next * SHAPE.bytes(), SHAPE.bytes());
                    next++;
                }
            }
            return LabelledImages.of(SHAPE, CLASSES, pixels, labels).from(sources::get);
        }

        private static void check(Path file, byte[] content) throws MalformedData {
            if (content.length == 0 || content.length % RECORD != 0) {
                throw new MalformedData(
                        file,
                        "its " + content.length + " bytes are not a whole number of records of " + RECORD + " bytes");
            }
            for (int at = 0; at < content.length; at += RECORD) {
                if (content[at] < 0 || content[at] >= CLASSES.size()) {
                    throw new MalformedData(
                            file,
                            "the label " + Byte.toUnsignedInt(content[at]) + " of record " + at / RECORD
                                    + " is not one of 0 to 9");
                }
            }
        }
    }
}
