package io.eyewitness.nn.data;

import io.eyewitness.nn.image.ImageShape;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): grey images of 28 x 28 pixels, ten classes of clothes, 60,000 and 10,000 images. */
public final class FashionMnist {
    /** The directory of Debian's package {@code dataset-fashion-mnist}. */
    public static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

    /** The classes, in the order of their numbers. */
    public static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private FashionMnist() {}

    /**
     * Reads the four files {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte}
     * and {@code t10k-labels-idx1-ubyte}, with or without {@code .gz}.
     *
     * @throws IOException naming the file that is missing or malformed
     */
    public static TrainTest read(Path directory) throws IOException {
        return new TrainTest(read(directory, "train"), read(directory, "t10k"));
    }

    /** The first 200 images of each class of the 10,000 test images, in the order of the test images. */
    public static LabelledImages builtIn() {
        try {
            return combine(builtIn("fashion-images-idx3-ubyte.gz", 3), builtIn("fashion-labels-idx1-ubyte.gz", 1))
                    .from(image -> Source.numbered("built-in", image));
        } catch (IOException e) {
            throw new AssertionError("the built-in images can be read", e);
        }
    }

    private static IdxFile builtIn(String name, int rank) throws IOException {
        return IdxFile.read(FashionMnist.class.getResourceAsStream(name), name, rank);
    }

    private static LabelledImages read(Path directory, String part) throws IOException {
        return combine(
                IdxFile.read(find(directory, part + "-images-idx3-ubyte"), 3),
                IdxFile.read(find(directory, part + "-labels-idx1-ubyte"), 1));
    }

    private static Path find(Path directory, String name) throws IOException {
        Path plain = directory.resolve(name);
        Path zipped = directory.resolve(name + ".gz");
        if (!Files.exists(plain) && !Files.exists(zipped)) {
            throw new NoSuchFileException(zipped.toString());
        }
        return Files.exists(plain) ? plain : zipped;
    }

    private static LabelledImages combine(IdxFile images, IdxFile labels) throws MalformedData {
        String name = images.name();
        int[] sizes = images.dimensions();
        int count = labels.dimensions()[0];
        if (sizes[0] != count) {
            throw new MalformedData(
                    labels.name(),
                    "it has " + count + " labels, but " + images.name() + " has " + sizes[0] + " images");
        }
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Byte.toUnsignedInt(labels.bytes()[i]);
            if (numbers[i] >= CLASSES.size()) {
                throw new MalformedData(
                        labels.name(), "the label " + numbers[i] + " of image " + i + " is not one of 0 to 9");
            }
        }
        return LabelledImages.of(new ImageShape(1, sizes[1], sizes[2]), CLASSES, images.bytes(), numbers)
                .from(image -> Source.numbered(name, image));
    }
}
