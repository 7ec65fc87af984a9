package io.eyewitness.theory.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder for all temporary files of this process, those of libraries too. It is deleted when the process ends; what killed processes
 * left is deleted by the next that asks.
 */
public final class TemporaryFolder {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String PREFIX = "eyewitness-";
    private static OwnedDirectory folder;

    private TemporaryFolder() {}

    /**
     * The folder, made when it is first asked for.
     *
     * @throws UncheckedIOException naming the directory in which it cannot be made
     */
    public static synchronized Path path() {
        if (folder == null) {
            Path parent = Path.of(System.getProperty(PROPERTY)).toAbsolutePath();
            OwnedDirectory.sweep(parent, name -> name.matches(PREFIX + "[0-9]+"), left -> true);
            try {
                folder = OwnedDirectory.create(parent, PREFIX);
            } catch (IOException e) {
                throw new UncheckedIOException(new IOException(
                        "no temporary files can be made in " + parent + "; name another directory with TMPDIR", e));
            }
            System.setProperty(PROPERTY, folder.path().toString());
            Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFolder::delete));
        }
        return folder.path();
    }

    private static void delete() {
        try {
            folder.close();
        } catch (IOException e) {
            // The next process will.
        }
    }

    /** A new file for a library that wants one. */
    public static Path file(String ending) throws IOException {
        return Files.createTempFile(path(), "", ending);
    }
}
