package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The natural images that a manipulation is made with, and others that it is measured on. */
final class NaturalParts {
    private static final int SPLIT = 1;
    private static final int FIFTHS = 5;

    private NaturalParts() {}

    /**
     * Training and test images of a network that the project trains (without the whole of Fashion-MNIST the two halves of the
     * built-in test images); for another the photographs of a directory, four fifths and the last.
     *
     * @param data the data set, or null for the usual one
     * @param size of photographs, in pixels
     * @param notes takes sentences about what was passed over
     */
    static TrainTest of(Network network, Path data, int size, Consumer<String> notes) throws IOException {
        Optional<Task> task = Task.named(network.name());
        if (task.isEmpty() && data == null) {
            throw new IllegalArgumentException("give --data a directory with a folder of photographs for each class");
        }
        if (task.isEmpty()) {
            return photographs(data, size, notes);
        }
        if (task.get() == Task.FASHION && NaturalImages.isBuiltIn(data)) {
            LabelledImages builtIn = FashionMnist.builtIn().shuffled(SPLIT);
            return split(builtIn, builtIn.size() / 2);
        }
        return NaturalImages.reading(() -> task.get().read(DataOption.or(data, task.get()), notes));
    }

    /**
     * The training images again, in the same order, nearer than {@link #of} shows them: of photographs, of which there are few, five
     * squares of two thirds of the side each, in the corners and in the centre; of others none.
     */
    static List<LabelledImages> nearer(Network network, Path data, int size) throws IOException {
        if (Task.named(network.name()).isPresent()) {
            return List.of();
        }
        LabelledImages large = photographs(data, size + size / 2, told -> {}).train();
        int far = size / 2;
        return Stream.of(new int[] {0, 0}, new int[] {0, far}, new int[] {far, 0}, new int[] {far, far}, new int[] {
                    far / 2, far / 2
                })
                .map(corner -> large.cut(size, corner[0], corner[1]))
                .toList();
    }

    private static TrainTest photographs(Path data, int size, Consumer<String> notes) throws IOException {
        LabelledImages all = NaturalImages.reading(() -> ImageFolder.read(data, new CentreCrop(size), notes))
                .shuffled(SPLIT);
        return split(all, all.size() * (FIFTHS - 1) / FIFTHS);
    }

    private static TrainTest split(LabelledImages images, int first) {
        return new TrainTest(
                images.first(first),
                images.subset(IntStream.range(first, images.size()).toArray()));
    }
}
