package io.eyewitness.nn.data;

import io.eyewitness.nn.data.SkippedFiles.Reason;
import io.eyewitness.nn.picture.PictureKind;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the pictures in the folders of a directory, one folder for each class. Links are followed, except links in the folder of a class that
 * lead to a folder that contains the directory or the folder of a class, or that lies in such a folder: their pictures belong to all classes or
 * to another class, or are counted already. A folder of a class may itself be a link, also into the folder of another class, but not to a
 * folder that contains the directory.
 */
final class PictureWalk extends SimpleFileVisitor<Path> {
    private static final Set<String> PARTS_OF_DATA =
            Set.of("train", "training", "val", "valid", "validation", "test", "testing", "dev");

    private final Path folder;
    private final Path real;
    private final Path data;
    private final Set<Path> classes;
    private final List<Picture> pictures = new ArrayList<>();
    private final SkippedFiles skipped = new SkippedFiles();
    private int deeper;

    private PictureWalk(Path folder, Path data, Set<Path> classes) throws IOException {
        this.folder = folder;
        this.real = folder.toRealPath();
        this.data = data;
        this.classes = classes;
    }

    /**
     * Finds the pictures.
     *
     * @param notes takes sentences about skipped files
     * @throws IOException naming the directory or folder that is missing or has no pictures
     */
    static List<Picture> find(Path directory, Consumer<String> notes) throws IOException {
        return find(directory, false, notes);
    }

    /**
     * Finds the pictures, also where they lie in no folder; their class then has the name of the directory.
     *
     * @param notes takes sentences about skipped files
     * @throws IOException naming the directory or folder that is missing or has no pictures
     */
    static List<Picture> findAny(Path directory, Consumer<String> notes) throws IOException {
        return find(directory, true, notes);
    }

    private static List<Picture> find(Path directory, boolean isFlatTaken, Consumer<String> notes) throws IOException {
        if (Files.isRegularFile(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        SkippedFiles skipped = new SkippedFiles();
        List<Path> folders = new ArrayList<>();
        for (Path child : children(directory)) {
            if (!Files.isDirectory(child)) {
                beside(child, skipped);
            } else if (SkippedFiles.isClutter(name(child))) {
                skipped.add(Reason.OF_OTHER_PROGRAMS, name(child));
            } else if (directory.toRealPath().startsWith(child.toRealPath())) {
                skipped.add(Reason.DEAD_LINK, name(child));
            } else {
                folders.add(child);
            }
        }
        if (folders.isEmpty() && isFlatTaken) {
            return ofNoClass(directory, notes);
        }
        if (folders.isEmpty()) {
            throw new MalformedData(
                    directory,
                    "it has no folders; give --data a directory with a folder for each class" + skipped.inBrackets());
        }
        List<Picture> pictures = ofClasses(directory, folders, skipped, notes);
        skipped.tell(directory, notes);
        return pictures;
    }

    private static List<Picture> ofNoClass(Path directory, Consumer<String> notes) throws IOException {
        Path real = directory.toRealPath();
        PictureWalk walk = new PictureWalk(real, real, Set.of());
        Files.walkFileTree(real, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        if (walk.pictures.isEmpty()) {
            throw new MalformedData(directory, "it has no pictures" + walk.skipped.inBrackets());
        }
        walk.skipped.tell(directory, notes);
        return walk.pictures;
    }

    private static List<Picture> ofClasses(
            Path directory, List<Path> folders, SkippedFiles skipped, Consumer<String> notes) throws IOException {
        List<PictureWalk> walks = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        Path data = directory.toRealPath();
        Set<Path> classes = new HashSet<>();
        for (Path folder : folders) {
            classes.add(folder.toRealPath());
        }
        for (Path folder : folders) {
            PictureWalk walk = new PictureWalk(folder, data, classes);
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
            if (walk.pictures.isEmpty()) {
                throw new MalformedData(folder, "this class has no pictures" + walk.skipped.inBrackets());
            }
            if (!labels.add(name(folder))) {
                throw new MalformedData(
                        folder, "two folders of " + directory + " have this name in UTF-8; rename one of them");
            }
            walks.add(walk);
            skipped.addAll(walk.skipped);
        }
        int deeper = walks.stream().mapToInt(walk -> walk.deeper).sum();
        int count = walks.stream().mapToInt(walk -> walk.pictures.size()).sum();
        if (deeper == count && PARTS_OF_DATA.containsAll(labels)) {
            throw new MalformedData(
                    directory,
                    "its folders are the parts of a data set, not classes; give --data one of them, such as "
                            + folders.get(0));
        }
        if (deeper > 0) {
            notes.accept(directory + ": " + deeper + " of " + count
                    + " pictures lie in deeper folders; they belong to the class of the topmost folder");
        }
        return walks.stream().flatMap(walk -> walk.pictures.stream()).toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        Optional<Reason> reason = directory.equals(folder) ? Optional.empty() : whyNot(directory);
        reason.ifPresent(why -> skipped.add(why, name(directory)));
        return reason.isPresent() ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    /** The reason to skip a folder in the folder of a class, if there is one. */
    private Optional<Reason> whyNot(Path directory) throws IOException {
        if (SkippedFiles.isClutter(name(directory))) {
            return Optional.of(Reason.OF_OTHER_PROGRAMS);
        }
        if (!Files.isSymbolicLink(directory)) {
            return Optional.empty();
        }
        Path target = directory.toRealPath();
        if (real.startsWith(target) || data.startsWith(target)) {
            return Optional.of(Reason.DEAD_LINK);
        }
        return classes.stream().anyMatch(other -> other.startsWith(target) || target.startsWith(other))
                ? Optional.of(Reason.TO_A_CLASS)
                : Optional.empty();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Optional<Reason> reason = whySkipped(file, attributes);
        if (reason.isPresent()) {
            skipped.add(reason.get(), name(file));
        } else {
            pictures.add(ImageFolder.picture(name(folder), file));
            deeper += file.getParent().equals(folder) ? 0 : 1;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
        if (problem instanceof FileSystemLoopException) {
            skipped.add(Reason.DEAD_LINK, name(file));
            return FileVisitResult.CONTINUE;
        }
        throw problem;
    }

    private static Optional<Reason> whySkipped(Path file, BasicFileAttributes attributes) throws IOException {
        return SkippedFiles.whySkipped(name(file), attributes.isSymbolicLink(), attributes.isRegularFile(), () -> {
            try (InputStream stream = Files.newInputStream(file)) {
                return stream.readNBytes(PictureKind.START);
            } catch (IOException e) {
                throw Reasons.naming(file, e);
            }
        });
    }

    private static void beside(Path file, SkippedFiles skipped) throws IOException {
        BasicFileAttributes attributes = Files.exists(file)
                ? Files.readAttributes(file, BasicFileAttributes.class)
                : Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        skipped.add(whySkipped(file, attributes).orElse(Reason.OUTSIDE), name(file));
    }

    /**
     * Whether a directory holds the two parts of a data set: its folders are exactly these, and each has folders, and no pictures beside them.
     *
     * @param parts the names of the folders
     */
    static boolean isOf(Set<String> parts, Path directory) throws IOException {
        List<Path> folders = folders(directory);
        if (!folders.stream().map(PictureWalk::name).collect(Collectors.toSet()).equals(parts)) {
            return false;
        }
        for (Path folder : folders) {
            if (folders(folder).isEmpty() || hasPictures(folder)) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> folders(Path directory) throws IOException {
        return Files.isDirectory(directory)
                ? children(directory).stream()
                        .filter(child -> Files.isDirectory(child) && !SkippedFiles.isClutter(name(child)))
                        .toList()
                : List.of();
    }

    private static boolean hasPictures(Path folder) throws IOException {
        for (Path child : children(folder)) {
            if (Files.isRegularFile(child)
                    && whySkipped(child, Files.readAttributes(child, BasicFileAttributes.class))
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
