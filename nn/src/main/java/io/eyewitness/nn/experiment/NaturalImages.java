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

/**
 * The natural images for a network: the data set of a network that the project trains, or a directory of photographs for any other network,
 * with folders of photographs or with the parts {@code train} and {@code test} of such folders. They are read when they are first needed.
 */
public final class NaturalImages {
    /** The name that stands for the images that come with eyewitness in place of a data set. */
    public static final String BUILT_IN = MeasurementEvidence.BUILT_IN;

    private static final int SPLIT = 1;
    private static final int FIFTHS = 5;

    private final Network network;
    private final Optional<Task> task;
    private final Path data;
    private final Reading how;
    private TrainTest dataSet;
    private Photographs last;
    private Setup setup;

    /**
     * The photographs of the directory as they were last read; experiments on one subject use the same ones one after the other.
     *
     * @param crop the part of each photograph that was kept
     * @param all the photographs
     * @param train the number of those that come first and are training images; -1 if they do not come split
     */
    private record Photographs(CentreCrop crop, LabelledImages all, int train) {
        boolean areSplit() {
            return train >= 0;
        }
    }

    /**
     * How photographs are read.
     *
     * @param classes the names of the network's classes; the folders, if they are known, number the classes of photographs that come split
     * @param most the largest number of photographs; if there are more, so many are drawn
     * @param isAny whether they may also lie in no folder, and the names number the classes in any case
     */
    private record Reading(ClassNames classes, int most, boolean isAny) {}

    private NaturalImages(Network network, Path data, Reading how) {
        this.network = network;
        this.task = Task.named(network.name()).filter(known -> Architectures.isOf(network.name(), network.layers()));
        this.data = data;
        this.how = how;
    }

    /**
     * The images of a network whose classes have no names.
     *
     * @param data the data set, or null for the usual one
     */
    public static NaturalImages of(Network network, Path data) {
        return of(network, data, ClassNames.unknown());
    }

    /**
     * The images of a network with a fixed protocol: its data set, or photographs in folders.
     *
     * @param data the data set, or null for the usual one
     * @param classes the names of its classes; the folders, if they are known, number the classes of photographs that come split; those of
     *     other directories are numbered in the order of their names, as when the protocols were fixed
     */
    public static NaturalImages of(Network network, Path data, ClassNames classes) {
        return new NaturalImages(network, data, new Reading(classes, Integer.MAX_VALUE, false));
    }

    /**
     * The images of a network without a fixed protocol: photographs in folders that are its classes, or in any folders, or in none.
     *
     * @param data the directory, or null if there is none
     * @param classes the names of its classes; the folders, if they are known, number the photographs' classes, and those in other folders have
     *     no labels
     * @param most the largest number of photographs; if there are more, so many are drawn
     */
    public static NaturalImages ofAny(Network network, Path data, ClassNames classes, int most) {
        return new NaturalImages(network, data, new Reading(classes, most, true));
    }

    /**
     * Whether the labels of images are the numbers of a network's logits: there are as many classes, and an image that has a label.
     *
     * @param outputs the number of logits
     */
    public static boolean areLabelled(LabelledImages images, int outputs) {
        return images.classes().size() == outputs
                && IntStream.range(0, images.size()).anyMatch(images::hasLabel);
    }

    /** Whether they are the images of Fashion-MNIST that come with eyewitness. */
    public boolean areBuiltIn() {
        return task.filter(Task::isFashion).isPresent()
                && (data == null ? !Files.isDirectory(FashionMnist.DEBIAN) : data.equals(Path.of(BUILT_IN)));
    }

    /** Their name in measurements. */
    public String title() {
        return areBuiltIn() ? BUILT_IN : data == null ? "the usual" : String.valueOf(data.getFileName());
    }

    /**
     * The test images, or all photographs: of those that come split the training images first.
     *
     * @param size of photographs, in pixels
     */
    public LabelledImages test(int size, Progress progress) throws IOException {
        if (task.isPresent() && size != network.input().size()) {
            throw new IllegalArgumentException(
                    "the images of " + network.name() + " have one size; leave --crop and --size out");
        }
        if (areBuiltIn()) {
            return FashionMnist.builtIn();
        }
        return task.isPresent() ? dataSet(progress).test() : photographs(new CentreCrop(size), progress).all;
    }

    /**
     * Images that no manipulation of this project learnt from or was calibrated on: the test images. Of photographs that do not come split all, for
     * nobody knows which of them a network has seen.
     *
     * @param size of photographs, in pixels
     */
    public LabelledImages unseen(int size, Progress progress) throws IOException {
        boolean isKnown = task.isPresent() || areSplit();
        return isKnown ? split(size, progress).test() : test(size, progress);
    }

    /**
     * The test images, or all photographs, which must lie in the folders of classes.
     *
     * @param crop the part of each photograph that is kept, or null for the network's size
     * @throws IllegalArgumentException if the images are to be cropped and are no photographs
     */
    public LabelledImages labelled(CentreCrop crop, Progress progress) throws IOException {
        if (task.isPresent()) {
            return test(crop == null ? network.input().size() : crop.size(), progress);
        }
        CentreCrop kept = crop == null ? new CentreCrop(network.input().size()) : crop;
        List<String> classes = how.classes.folders();
        return reading(
                progress,
                () -> fitting(
                        classes.isEmpty()
                                ? ImageFolder.read(folder(), kept, progress::note)
                                : ImageFolder.read(folder(), kept, classes, progress::note)));
    }

    /** Whether they are photographs of which it is given which are training images and which are test images. */
    public boolean areSplit() throws IOException {
        return task.isEmpty() && ImageFolder.isSplit(folder());
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

    private Photographs photographs(CentreCrop crop, Progress progress) throws IOException {
        if (last == null || !last.crop.equals(crop)) {
            last = read(crop, progress);
        }
        return last;
    }

    private Photographs read(CentreCrop crop, Progress progress) throws IOException {
        Path path = folder();
        List<String> classes = how.classes.folders();
        return reading(progress, () -> {
            if (ImageFolder.isSplit(path)) {
                TrainTest parts = ImageFolder.split(path, crop, classes, how.most, progress::note);
                LabelledImages all = LabelledImages.concat(parts.train(), parts.test());
                return new Photographs(crop, fitting(all), parts.train().size());
            }
            LabelledImages all = how.isAny
                    ? ImageFolder.some(path, crop, classes, how.most, progress::note)
                    : ImageFolder.read(path, crop, progress::note);
            return new Photographs(crop, fitting(all), -1);
        });
    }

    /** The photographs in grey, if the network takes one channel. */
    private LabelledImages fitting(LabelledImages read) {
        return network.input().channels() == 1 ? read.grey() : read;
    }

    /**
     * Images for making a manipulation, and separate images for measuring it: the training and test images of a data set or of photographs that
     * come split, the two halves of the built-in images, or four fifths of other photographs and the last fifth. Photographs are in random order.
     *
     * @param size of photographs, in pixels
     */
    public TrainTest split(int size, Progress progress) throws IOException {
        if (areBuiltIn()) {
            LabelledImages builtIn = FashionMnist.builtIn().shuffled(SPLIT);
            return split(builtIn, builtIn.size() / 2);
        }
        return task.isPresent() ? dataSet(progress) : parts(photographs(new CentreCrop(size), progress));
    }

    private static TrainTest parts(Photographs photographs) {
        if (!photographs.areSplit()) {
            LabelledImages all = photographs.all.shuffled(SPLIT);
            return split(all, all.size() * (FIFTHS - 1) / FIFTHS);
        }
        TrainTest parts = split(photographs.all, photographs.train);
        return new TrainTest(parts.train().shuffled(SPLIT), parts.test().shuffled(SPLIT));
    }

    private static TrainTest split(LabelledImages images, int first) {
        return new TrainTest(images.first(first), images.range(first, images.size()));
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
