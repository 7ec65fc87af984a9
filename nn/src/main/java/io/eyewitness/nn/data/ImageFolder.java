package io.eyewitness.nn.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A directory with a folder of pictures for each class; the folder's name is the class's. Hidden files are passed over. */
public final class ImageFolder {
    private ImageFolder() {}

    /**
     * Reads pictures that all have one size.
     *
     * @throws IOException naming the file or folder that is missing, empty, no picture, or of another size
     */
    public static LabelledImages read(Path directory) throws IOException {
        return Pictures.decode(directory.toString(), find(directory), null);
    }

    /**
     * Reads pictures of any size.
     *
     * @throws IOException naming the file or folder that is missing, empty, or no picture
     */
    public static LabelledImages read(Path directory, Frame frame) throws IOException {
        return Pictures.decode(directory.toString(), find(directory), frame);
    }

    /**
     * Reads one picture.
     *
     * @return it alone, of a class of its name
     * @throws IOException naming the file, if it is missing or no picture
     */
    public static LabelledImages picture(Path file, Frame frame) throws IOException {
        String name = file.getFileName().toString();
        return Pictures.decode(
                file.toString(), List.of(new Picture(name, file.toString(), () -> Files.readAllBytes(file))), frame);
    }

    /**
     * Reads pictures of any size of classes in a given order, of some of which there may be none.
     *
     * @param classes the names of the folders, in the order of their numbers
     * @throws IOException naming the file or folder that is missing, empty, no picture or of none of the classes
     */
    public static LabelledImages read(Path directory, Frame frame, List<String> classes) throws IOException {
        List<Picture> pictures = find(directory);
        for (String label : new TreeSet<>(pictures.stream().map(Picture::label).toList())) {
            if (!classes.contains(label)) {
                throw new BadData(
                        directory.resolve(label),
                        "this folder is of none of the " + classes.size() + " classes, whose folders are called "
                                + String.join(", ", classes.subList(0, Math.min(3, classes.size()))) + " and so on");
            }
        }
        return Pictures.decode(directory.toString(), pictures, frame).withClasses(classes);
    }

    private static List<Picture> find(Path directory) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        List<Path> folders = children(directory, Files::isDirectory);
        if (folders.isEmpty()) {
            throw new BadData(directory, "it has no folders; it should have one for each class");
        }
        for (Path folder : folders) {
            List<Path> files = children(folder, Files::isRegularFile);
            if (files.isEmpty()) {
                throw new BadData(folder, "this class has no pictures");
            }
            String label = folder.getFileName().toString();
            files.forEach(file -> pictures.add(new Picture(label, file.toString(), () -> Files.readAllBytes(file))));
        }
        return pictures;
    }

    private static List<Path> children(Path directory, Predicate<Path> wanted) throws IOException {
        if (Files.isRegularFile(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(wanted)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
