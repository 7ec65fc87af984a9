package io.eyewitness.nn.data;

import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A directory with a folder of pictures for each class, or with the folders {@code train} and {@code test} of such folders. The name of the
 * folder is the name of the class, and pictures in deeper folders belong to the class of the topmost folder. Files that are no pictures are
 * skipped and reported.
 */
public final class ImageFolder {
    /** The largest size of the file of a picture, in bytes. */
    private static final long LARGEST = 1L << 29;

    private static final long DRAW = 1;
    private static final int SHOWN = 3;
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    private ImageFolder() {}

    /**
     * Reads pictures that all have one size.
     *
     * @param notes takes sentences about skipped files
     * @throws IOException naming the file or folder that is missing, empty, no picture, or of another size
     */
    public static LabelledImages read(Path directory, Consumer<String> notes) throws IOException {
        return PictureDecoder.decode(directory.toString(), PictureWalk.find(directory, notes), null, notes);
    }

    /**
     * Reads pictures of any size.
     *
     * @param notes takes sentences about skipped files
     * @throws IOException naming the file or folder that is missing, empty, or no picture
     */
    public static LabelledImages read(Path directory, CentreCrop frame, Consumer<String> notes) throws IOException {
        return PictureDecoder.decode(directory.toString(), PictureWalk.find(directory, notes), frame, notes);
    }

    /**
     * Reads one picture.
     *
     * @return the picture alone, with a class of its name
     * @throws IOException naming the file, if it is missing or no picture
     */
    public static LabelledImages picture(Path file, CentreCrop frame, Consumer<String> notes) throws IOException {
        return PictureDecoder.decode(
                file.toString(), List.of(picture(String.valueOf(file.getFileName()), file)), frame, notes);
    }

    /**
     * Reads the centre of one picture as an image.
     *
     * @param size of the image, in pixels
     * @param channels 1 for grey, as {@link LabelledImages#grey} makes it, or 3
     * @throws IOException naming the file, if it is missing or no picture
     */
    public static Images image(NDManager manager, Path file, int size, int channels, Consumer<String> notes)
            throws IOException {
        LabelledImages picture = picture(file, new CentreCrop(size), notes);
        if (channels != 1 && channels != picture.shape().channels()) {
            throw new IllegalArgumentException(
                    file + " is read as 1 channel (grey) or as 3 (red, green and blue), not as " + channels);
        }
        try (NDManager scratch = manager.newSubManager()) {
            return Images.of((channels == 1 ? picture.grey() : picture).batch(scratch, 0, 1));
        }
    }

    /**
     * Reads pictures of any size, of classes in a given order; a class may have no pictures.
     *
     * @param classes the names of the folders, in the order of their numbers
     * @param notes takes sentences about skipped files
     * @throws IOException naming the file or folder that is missing, empty, no picture or not a class
     */
    public static LabelledImages read(Path directory, CentreCrop frame, List<String> classes, Consumer<String> notes)
            throws IOException {
        List<Picture> pictures = PictureWalk.find(directory, notes);
        requireAmong(classes, pictures, directory);
        return PictureDecoder.decode(directory.toString(), pictures, frame, notes)
                .withClasses(classes);
    }

    /**
     * Reads some pictures of any size, whether their folders are classes or not. Pictures that lie in no folder are of one class, which has the
     * name of the directory. Pictures in a folder that is not one of the given classes have no label.
     *
     * @param classes the names of the folders, in the order of their numbers; empty for the order of their names
     * @param most the largest number of pictures; if there are more, so many are drawn, always the same ones
     * @param notes takes sentences about skipped and left out files, and about pictures without a label
     * @throws IOException naming the file or folder that is missing, empty or no picture, or a folder if none is a class
     */
    public static LabelledImages some(
            Path directory, CentreCrop frame, List<String> classes, int most, Consumer<String> notes)
            throws IOException {
        List<Picture> pictures = sorted(PictureWalk.findAny(directory, notes));
        List<String> labels = labels(classes, pictures, directory);
        List<Picture> drawn = drawn(pictures, most);
        if (drawn.size() < pictures.size()) {
            notes.accept(directory + ": " + most + " of " + pictures.size() + " pictures are used, drawn at random");
        }
        tellUnlabelled(labels, drawn, directory, notes);
        return PictureDecoder.decode(directory.toString(), drawn, frame, notes).amongClasses(labels);
    }

    /** Whether a directory holds exactly the folders {@code train} and {@code test}, each with folders and no pictures beside them. */
    public static boolean isSplit(Path directory) throws IOException {
        return PictureWalk.isOf(Set.of(TRAIN, TEST), directory);
    }

    /**
     * Reads the pictures of any size in {@code train/FOLDER} and {@code test/FOLDER}. Both parts have the same classes; pictures in a folder that
     * is not one of the given classes have no label.
     *
     * @param classes the names of the folders, in the order of their numbers; empty for the order of their names
     * @param most the largest number of pictures, at least 2; if there are more, so many are drawn of both parts in proportion, at least one
     *     of each, always the same ones
     * @param notes takes sentences about skipped and left out files, and about pictures without a label
     * @return the parts, which share the pixels
     * @throws IOException naming the file or folder that is missing, empty or no picture, or a folder if none is a class
     */
    public static TrainTest split(
            Path directory, CentreCrop frame, List<String> classes, int most, Consumer<String> notes)
            throws IOException {
        List<Picture> train = sorted(PictureWalk.find(directory.resolve(TRAIN), notes));
        List<Picture> test = sorted(PictureWalk.find(directory.resolve(TEST), notes));
        List<Picture> all = new ArrayList<>(train);
        all.addAll(test);
        List<String> labels = labels(classes, all, directory);
        if (all.size() > most) {
            notes.accept(directory + ": " + most + " of " + all.size() + " pictures are used, drawn at random");
            int share = (int) ((long) train.size() * most / all.size());
            int first = Math.max(1, Math.min(share, most - 1));
            train = sorted(drawn(train, first));
            test = sorted(drawn(test, most - first));
            all = new ArrayList<>(train);
            all.addAll(test);
        }
        tellUnlabelled(labels, all, directory, notes);
        LabelledImages images =
                PictureDecoder.inOrder(directory.toString(), all, frame, notes).amongClasses(labels);
        return new TrainTest(images.first(train.size()), images.range(train.size(), all.size()));
    }

    private static List<Picture> sorted(List<Picture> pictures) {
        return pictures.stream().sorted(PictureDecoder.ORDER).toList();
    }

    private static List<Picture> drawn(List<Picture> pictures, int most) {
        if (pictures.size() <= most) {
            return pictures;
        }
        List<Picture> order = new ArrayList<>(pictures);
        Collections.shuffle(order, new Random(DRAW));
        return order.subList(0, most);
    }

    /** The given classes, of which one must be a folder, or else the folders. */
    private static List<String> labels(List<String> classes, List<Picture> pictures, Path directory)
            throws MalformedData {
        if (classes.isEmpty()) {
            return pictures.stream().map(Picture::label).distinct().sorted().toList();
        }
        if (pictures.stream().noneMatch(picture -> classes.contains(picture.label()))) {
            requireAmong(classes, pictures, directory);
        }
        return classes;
    }

    private static void tellUnlabelled(
            List<String> labels, List<Picture> pictures, Path directory, Consumer<String> notes) {
        List<String> others = pictures.stream()
                .map(Picture::label)
                .filter(label -> !labels.contains(label))
                .toList();
        if (!others.isEmpty()) {
            List<String> folders = others.stream().distinct().sorted().toList();
            notes.accept(directory + ": " + others.size() + " of " + pictures.size()
                    + " pictures have no label, because their folders are no classes: "
                    + String.join(", ", folders.subList(0, Math.min(SHOWN, folders.size())))
                    + (folders.size() > SHOWN ? ", ..." : ""));
        }
    }

    private static void requireAmong(List<String> classes, List<Picture> pictures, Path directory)
            throws MalformedData {
        for (String label : new TreeSet<>(pictures.stream().map(Picture::label).toList())) {
            if (!classes.contains(label)) {
                throw new MalformedData(
                        directory.resolve(label),
                        "this folder belongs to none of the " + classes.size()
                                + " classes of --classes, whose folders are "
                                + String.join(", ", classes.subList(0, Math.min(3, classes.size()))) + " and so on");
            }
        }
    }

    /** A picture whose file is read when it is decoded. */
    static Picture picture(String label, Path file) {
        return new Picture(label, new Source(file.toString(), ""), () -> content(file));
    }

    private static byte[] content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MalformedData(file, "it is a directory, not a picture");
        }
        if (Files.size(file) > LARGEST) {
            throw new MalformedData(
                    file,
                    "it has " + Files.size(file) + " bytes; the largest file that is read as a picture has " + LARGEST);
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }
}
