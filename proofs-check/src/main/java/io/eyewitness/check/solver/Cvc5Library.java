package io.eyewitness.check.solver;

import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** cvc5's native library, copied out of its jar once a run. */
final class Cvc5Library {
    private static final String NAME = "libcvc5jni.so";
    private static Path file;

    private Cvc5Library() {}

    /**
     * The library's file, deleted when this JVM ends.
     *
     * @throws SolverMissing if there is none for this platform
     */
    static synchronized Path file() {
        if (file == null) {
            file = copy(System.getProperty("os.name"), System.getProperty("os.arch"));
        }
        return file;
    }

    static Path copy(String system, String processor) {
        String folder = "/cvc5-libs/" + system.toLowerCase(Locale.ROOT) + "/"
                + (processor.equals("amd64") ? "x86_64" : processor) + "/";
        try (InputStream library = Cvc5Library.class.getResourceAsStream(folder + NAME)) {
            if (library == null) {
                throw new SolverMissing(
                        "cvc5 has no native library for " + system + " on " + processor
                                + " here; the second solver runs on Linux on x86_64 only",
                        null);
            }
            Path copy = TemporaryFolder.file(".so");
            AtomicFiles.copy(library, copy);
            return copy;
        } catch (IOException e) {
            throw new SolverMissing("cvc5's native library cannot be copied: " + e.getMessage(), e);
        }
    }
}
