package io.eyewitness.theory.console;

import io.eyewitness.theory.file.OwnedDirectory;
import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes output files whole or not at all. */
public final class Outputs {
    private static final String DRAFT = "draft";

    private Outputs() {}

    /**
     * Writes to a temporary file beside the target, then moves it there; what is no regular file, such as {@code /dev/null},
     * is written to directly, and a link is followed.
     *
     * @throws IOException saying which file cannot be written, and why
     */
    public static void write(Path file, byte[] content) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "it is a directory");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, content, StandardOpenOption.WRITE);
                return;
            }
            if (Files.isRegularFile(file) && !Files.isWritable(file)) {
                throw new FileSystemException(file.toString(), null, "access is denied");
            }
            replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), content);
        } catch (IOException e) {
            throw problem(file, e);
        }
    }

    /**
     * Writes a file in a directory of one's own.
     *
     * @throws IOException saying which file cannot be written, and why
     */
    public static void put(Path file, byte[] content) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw problem(file, e);
        }
    }

    /**
     * Writes text after what stands in a file, if it is there.
     *
     * @throws IOException saying which file cannot be written, and why
     */
    public static void append(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw problem(file, e);
        }
    }

    /** Copies to a file, which is replaced. */
    public static void copy(InputStream content, Path file) throws IOException {
        try {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw problem(file, e);
        }
    }

    private static IOException problem(Path file, IOException problem) {
        return new IOException("cannot write " + file + ": " + Reasons.of(problem), problem);
    }

    private static void replace(Path target, byte[] content) throws IOException {
        String prefix = "." + target.getFileName() + ".";
        OwnedDirectory.sweep(
                target.getParent(),
                name -> name.startsWith(prefix)
                        && name.substring(prefix.length()).matches("[0-9]+"),
                left -> true);
        try (OwnedDirectory draft = OwnedDirectory.create(target.getParent(), prefix)) {
            Path temporary = draft.path().resolve(DRAFT);
            Files.write(temporary, content);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
