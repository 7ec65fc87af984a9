package io.eyewitness.nn.data;

import io.eyewitness.nn.image.TrainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * Reads any of its forms: a directory with {@code train/CLASS/FILE} and {@code test/CLASS/FILE}, a {@code .tar.gz} of that, or
     * a directory with the binary batches {@code data_batch_1.bin} and so on, and {@code test_batch.bin}.
     *
     * @param notes takes sentences about what was passed over
     * @throws IOException naming the file that is missing or not as it should be
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
        if (CifarBatches.areIn(path)) {
            return CifarBatches.read(path);
        }
        throw new MalformedData(
                path, "CIFAR-10 is not in it: neither train/CLASS and test/CLASS folders nor data_batch_1.bin");
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
}
