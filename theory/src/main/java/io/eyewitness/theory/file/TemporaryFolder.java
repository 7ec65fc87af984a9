package io.eyewitness.theory.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The folder for all temporary files of this process. It is deleted when the process ends; the folders of killed processes are deleted by
 * the next process that needs one. Java fixes the folder for temporary files when it starts, so the launcher makes the folder and passes
 * it to Java, and this class takes it over. Without the launcher, some libraries write to Java's default folder.
 */
public final class TemporaryFolder {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String LAUNCHERS = "eyewitness.temporary";
    private static final String PREFIX = "eyewitness-";
    private static final int ATTEMPTS = 40;
    private static final int PAUSE_MILLIS = 50;
    private static OwnedDirectory folder;
    private static boolean isSwept;

    private TemporaryFolder() {}

    /** Takes over the folder that the launcher made, if it made one, so that it is deleted even if it is never used. */
    public static synchronized void adopt() {
        String made = System.getProperty(LAUNCHERS);
        if (folder == null && made != null) {
            Path path = Path.of(made).toAbsolutePath();
            try {
                OwnedDirectory.take(path).ifPresent(TemporaryFolder::keep);
            } catch (IOException e) {
                // The first caller that needs a folder gets the exception.
                forget(path);
            }
        }
    }

    private static void forget(Path path) {
        try {
            OwnedDirectory.delete(path);
        } catch (IOException e) {
            // The next process deletes it.
        }
    }

    /**
     * The folder, made on first use.
     *
     * @throws UncheckedIOException naming the directory in which it cannot be made
     */
    public static synchronized Path path() {
        adopt();
        if (!isSwept) {
            Path parent = place();
            isSwept = true;
            if (folder == null) {
                create(parent);
            } else {
                OwnedDirectory.sweep(parent, PREFIX);
            }
        }
        return folder.path();
    }

    /** The directory in which the folder is, or will be made. */
    public static synchronized Path place() {
        return folder == null
                ? Path.of(System.getProperty(PROPERTY)).toAbsolutePath()
                : folder.path().getParent();
    }

    private static void create(Path parent) {
        try {
            keep(OwnedDirectory.create(parent, PREFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    "no temporary files can be made in " + parent + "; name another directory with TMPDIR", e));
        }
        System.setProperty(PROPERTY, folder.path().toString());
    }

    private static void keep(OwnedDirectory owned) {
        folder = owned;
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFolder::delete));
    }

    /** Programs that are being killed may still write to the folder; if they go on for too long, the next process deletes it. */
    private static void delete() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                OwnedDirectory.delete(folder.path());
                return;
            } catch (IOException e) {
                try {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** A new directory for temporary files. */
    public static Path directory(String prefix) throws IOException {
        return Files.createTempDirectory(path(), prefix);
    }

    /** A new temporary file. */
    public static Path file(String ending) throws IOException {
        return Files.createTempFile(path(), "", ending);
    }
}
