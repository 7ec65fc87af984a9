package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.data.Frame;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.data.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

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
     */
    static TrainTest of(Network network, Path data, int size) throws IOException {
        Optional<Task> task = Task.named(network.name());
        if (task.isEmpty() && data == null) {
            throw new IllegalArgumentException("give --data a directory with a folder of photographs for each class");
        }
        if (task.isEmpty()) {
            LabelledImages photographs = ImageFolder.read(data, new Frame(size)).shuffled(SPLIT);
            return split(photographs, photographs.size() * (FIFTHS - 1) / FIFTHS);
        }
        if (task.get() == Task.FASHION && NaturalImages.isBuiltIn(data)) {
            LabelledImages builtIn = FashionMnist.builtIn().shuffled(SPLIT);
            return split(builtIn, builtIn.size() / 2);
        }
        return task.get().read(DataOption.or(data, task.get()));
    }

    private static TrainTest split(LabelledImages images, int first) {
        return new TrainTest(
                images.first(first),
                images.subset(IntStream.range(first, images.size()).toArray()));
    }
}
