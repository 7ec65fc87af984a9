package io.eyewitness.nn.cli;

import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.train.Task;
import io.eyewitness.theory.console.Bar;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The natural images that a network is shown. */
final class NaturalImages {
    /** The name of the images that come with eyewitness, where a data set could be named. */
    static final String BUILT_IN = MeasurementEvidence.BUILT_IN;

    private NaturalImages() {}

    /**
     * Whether Fashion-MNIST's images are those that come with eyewitness.
     *
     * @param data the data set, or null for the usual one
     */
    static boolean isBuiltIn(Path data) {
        return data == null ? !Files.isDirectory(FashionMnist.DEBIAN) : data.equals(Path.of(BUILT_IN));
    }

    /** What the images of a network are called in measurements. */
    static String title(Network network, Path data) {
        if (network.name().equals(Task.FASHION.title()) && isBuiltIn(data)) {
            return BUILT_IN;
        }
        return data == null ? "the usual" : String.valueOf(data.getFileName());
    }

    /**
     * The test images of a network that the project trains; for another the photographs of a directory.
     *
     * @param data the data set, or null for the usual one
     * @param size of photographs, in pixels
     * @param notes takes sentences about what was passed over
     */
    static LabelledImages of(Network network, Path data, int size, Consumer<String> notes) throws IOException {
        CentreCrop frame = Task.named(network.name()).isPresent() ? null : new CentreCrop(size);
        return of(network, ClassNames.unknown(), data, frame, notes);
    }

    /**
     * The same, where the folders of photographs have the numbers that the names say, if these know folders.
     *
     * @param frame what of each photograph is kept, or null for the network's size
     */
    static LabelledImages of(LoadedModel model, Path data, CentreCrop frame, Consumer<String> notes)
            throws IOException {
        return of(model.network(), model.classes(), data, frame, notes);
    }

    private static LabelledImages of(
            Network network, ClassNames classes, Path data, CentreCrop frame, Consumer<String> notes)
            throws IOException {
        Optional<Task> task = Task.named(network.name());
        if (task.isPresent() && frame != null) {
            throw new IllegalArgumentException("the images of " + network.name() + " are taken as they are");
        }
        if (task.isEmpty() && data == null) {
            throw new IllegalArgumentException("give --data a directory with a folder of photographs for each class");
        }
        if (task.isEmpty()) {
            CentreCrop kept = frame == null ? new CentreCrop(network.input().size()) : frame;
            return reading(() -> classes.folders().isEmpty()
                    ? ImageFolder.read(data, kept, notes)
                    : ImageFolder.read(data, kept, classes.folders(), notes));
        }
        if (task.get() == Task.FASHION && isBuiltIn(data)) {
            return FashionMnist.builtIn();
        }
        return reading(() -> task.get().read(DataOption.or(data, task.get()), notes))
                .test();
    }

    /** What reads a data set. */
    interface Reader<T> {
        T read() throws IOException;
    }

    /** Reads a data set, however long it takes, and shows that it does. */
    static <T> T reading(Reader<T> reader) throws IOException {
        Bar bar = new Bar("reading images").start();
        try {
            return reader.read();
        } finally {
            bar.close();
        }
    }
}
