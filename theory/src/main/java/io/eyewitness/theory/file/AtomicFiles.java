package io.eyewitness.theory.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes files as a whole or not at all. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /**
     * Writes to a temporary file beside the target, then moves it there. Follows links; writes directly to a target that is no regular
     * file, such as {@code /dev/null}.
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
     * Writes texts in UTF-8 to a folder, each as {@link #write(Path, byte[])} does.
     *
     * @param files the texts by name relative to the folder, which may name folders on the way
     * @throws IOException saying which file cannot be written, and why
     */
    public static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            write(target, file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes directly to a file in a directory that this process owns, and makes the folders on the way.
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
     * Appends text to a file, which is made unless it is there.
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
        try (DraftFolder drafts = DraftFolder.create(target.getParent(), "." + target.getFileName() + ".")) {
            drafts.write(target, content);
        }
    }
}
