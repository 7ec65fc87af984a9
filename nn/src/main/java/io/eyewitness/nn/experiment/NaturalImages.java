package io.eyewitness.nn.experiment;

import io.eyewitness.nn.architecture.Architectures;
import io.eyewitness.nn.data.CentreCrop;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.data.FashionMnist;
import io.eyewitness.nn.data.ImageFolder;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.train.Task;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The natural images for a network: the data set of a network that the project trains, or a directory of photographs for any other network.
 * They are read when they are first needed.
 */
public final class NaturalImages {
    /** The name that stands for the images that come with eyewitness in place of a data set. */
    public static final String BUILT_IN = MeasurementEvidence.BUILT_IN;

    private static final int SPLIT = 1;
    private static final int FIFTHS = 5;

    private final Network network;
    private final Optional<Task> task;
    private final Path data;
    private final Optional<Photographs> photographs;
    private TrainTest dataSet;
    private Folder folder;
    private Setup setup;

    /** The photographs of the directory as they were last read; experiments on one subject use the same ones one after the other. */
    private record Folder(ClassNames classes, CentreCrop crop, LabelledImages photographs) {}

    /**
     * How photographs are read for a network that has no fixed protocol.
     *
     * @param classes the names of its classes; the folders, if they are known, number the photographs' classes
     * @param most the largest number of photographs; if there are more, so many are drawn
     */
    private record Photographs(ClassNames classes, int most) {}

    private NaturalImages(Network network, Path data, Optional<Photographs> photographs) {
        this.network = network;
        this.task = Task.named(network.name()).filter(known -> Architectures.isOf(network.name(), network.layers()));
        this.data = data;
        this.photographs = photographs;
    }

    /**
     * The images of a network.
     *
     * @param data the data set, or null for the usual one
     */
    public static NaturalImages of(Network network, Path data) {
        return new NaturalImages(network, data, Optional.empty());
    }

    /**
     * The images of a network without a fixed protocol: photographs in folders that are its classes, or in any folders, or in none.
     *
     * @param data the directory, or null if there is none
     * @param classes the names of its classes; the folders, if they are known, number the photographs' classes
     * @param most the largest number of photographs; if there are more, so many are drawn
     */
    public static NaturalImages ofAny(Network network, Path data, ClassNames classes, int most) {
        return new NaturalImages(network, data, Optional.of(new Photographs(classes, most)));
    }

    /**
     * Whether the labels of images are the numbers of a network's logits: there are as many classes.
     *
     * @param outputs the number of logits
     */
    public static boolean areLabelled(LabelledImages images, int outputs) {
        return images.classes().size() == outputs;
    }

    /** Whether they are the images of Fashion-MNIST that come with eyewitness. */
    public boolean areBuiltIn() {
        return task.equals(Optional.of(Task.FASHION))
                && (data == null ? !Files.isDirectory(FashionMnist.DEBIAN) : data.equals(Path.of(BUILT_IN)));
    }

    /** Their name in measurements. */
    public String title() {
        return areBuiltIn() ? BUILT_IN : data == null ? "the usual" : String.valueOf(data.getFileName());
    }

    /**
     * The test images, or all photographs.
     *
     * @param size of photographs, in pixels
     */
    public LabelledImages test(int size, Progress progress) throws IOException {
        return test(ClassNames.unknown(), task.isPresent() ? null : new CentreCrop(size), progress);
    }

    /**
     * The test images, or all photographs. If the class names state folders, these number the photographs' classes.
     *
     * @param crop the part of each photograph that is kept, or null for the network's size
     * @throws IllegalArgumentException if the images are to be cropped and are no photographs
     */
    public LabelledImages test(ClassNames classes, CentreCrop crop, Progress progress) throws IOException {
        if (task.isPresent() && crop != null) {
            throw new IllegalArgumentException(
                    "the images of " + network.name() + " have one size; leave --crop and --size out");
        }
        if (areBuiltIn()) {
            return FashionMnist.builtIn();
        }
        if (task.isPresent()) {
            return dataSet(progress).test();
        }
        CentreCrop kept = crop == null ? new CentreCrop(network.input().size()) : crop;
        if (folder == null || !folder.classes.equals(classes) || !folder.crop.equals(kept)) {
            folder = new Folder(classes, kept, photographs(classes, kept, progress));
        }
        return folder.photographs;
    }

    /**
     * The setup of a protocol with the test images, or all photographs. Experiments by one protocol that follow one another share it, and so
     * the statistics of its layer.
     */
    public Setup setup(UnitProtocol protocol, Progress progress) throws IOException {
        if (setup == null || !setup.protocol().equals(protocol)) {
            setup = protocol.on(network, test(protocol.size(), progress));
        }
        return setup;
    }

    private LabelledImages photographs(ClassNames classes, CentreCrop crop, Progress progress) throws IOException {
        Path path = folder();
        return reading(progress, () -> fitting(read(path, classes, crop, progress)));
    }

    private LabelledImages read(Path path, ClassNames classes, CentreCrop crop, Progress progress) throws IOException {
        if (photographs.isPresent()) {
            Photographs any = photographs.get();
            return ImageFolder.some(path, crop, any.classes.folders(), any.most, progress::note);
        }
        return classes.folders().isEmpty()
                ? ImageFolder.read(path, crop, progress::note)
                : ImageFolder.read(path, crop, classes.folders(), progress::note);
    }

    /** The photographs in grey, if the network takes one channel. */
    private LabelledImages fitting(LabelledImages read) {
        return network.input().channels() == 1 ? read.grey() : read;
    }

    /**
     * Images for making a manipulation, and separate images for measuring it: the data set's training and test images, the two halves of the
     * built-in images, or four fifths of the photographs and the last fifth.
     *
     * @param size of photographs, in pixels
     */
    public TrainTest split(int size, Progress progress) throws IOException {
        if (areBuiltIn()) {
            LabelledImages builtIn = FashionMnist.builtIn().shuffled(SPLIT);
            return split(builtIn, builtIn.size() / 2);
        }
        return task.isPresent() ? dataSet(progress) : photographs(size, progress);
    }

    /**
     * Close-ups of the training images of {@link #split}, in the same order. Photographs are few, so each gives five squares with two thirds
     * of its side, in the corners and in the centre; a data set gives none.
     */
    public List<LabelledImages> closeUps(int size) throws IOException {
        if (task.isPresent()) {
            return List.of();
        }
        LabelledImages large = photographs(size + size / 2, Progress.NONE).train();
        int far = size / 2;
        return Stream.of(new int[] {0, 0}, new int[] {0, far}, new int[] {far, 0}, new int[] {far, far}, new int[] {
                    far / 2, far / 2
                })
                .map(corner -> large.cut(size, corner[0], corner[1]))
                .toList();
    }

    private TrainTest photographs(int size, Progress progress) throws IOException {
        LabelledImages all = photographs(ClassNames.unknown(), new CentreCrop(size), progress)
                .shuffled(SPLIT);
        return split(all, all.size() * (FIFTHS - 1) / FIFTHS);
    }

    private static TrainTest split(LabelledImages images, int first) {
        return new TrainTest(
                images.first(first),
                images.subset(IntStream.range(first, images.size()).toArray()));
    }

    private Path folder() {
        return Optional.ofNullable(data)
                .orElseThrow(() -> new IllegalArgumentException(
                        "give --data a directory with a folder of photographs for each class"));
    }

    private TrainTest dataSet(Progress progress) throws IOException {
        if (dataSet == null) {
            dataSet = dataSet(task.orElseThrow(), data, progress);
        }
        return dataSet;
    }

    /**
     * The data set of a network that the project trains.
     *
     * @param data its place, or null for the usual one
     */
    public static TrainTest dataSet(Task task, Path data, Progress progress) throws IOException {
        Path place = place(task, data);
        return reading(progress, () -> task.read(place, progress::note));
    }

    /**
     * The place of a data set.
     *
     * @param given the place that the user gave, or null for the directory of Debian's package of Fashion-MNIST
     * @throws IllegalArgumentException if the data set is not there; the message says where to get it
     */
    public static Path place(Task task, Path given) {
        if (given != null) {
            return given;
        }
        if (task == Task.CIFAR) {
            throw new IllegalArgumentException(
                    "CIFAR-10 does not come with eyewitness; name with --data a directory or .tar.gz of"
                            + " train/CLASS and test/CLASS pictures, or the directory of its binary version from"
                            + " https://www.cs.toronto.edu/~kriz/cifar.html");
        }
        if (!Files.isDirectory(FashionMnist.DEBIAN)) {
            throw new IllegalArgumentException(
                    "the whole of Fashion-MNIST does not come with eyewitness; install Debian's package"
                            + " dataset-fashion-mnist, or name with --data a directory with the four files from"
                            + " https://github.com/zalandoresearch/fashion-mnist");
        }
        return FashionMnist.DEBIAN;
    }

    private interface Reader<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Progress progress, Reader<T> reader) throws IOException {
        progress.started("reading images", Progress.UNKNOWN);
        return reader.read();
    }
}
