package io.eyewitness.check.solver;

import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.TemporaryFolder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * cvc5, in a small JVM of its own. It must not share this one: cvc5's polynomial library, libpoly, keeps static scratch
 * space, so two threads crash the JVM, and it does not look at the clock, so a time limit alone does not hold. A process
 * that overran or crashed is replaced by a new one at the next script.
 */
public final class Cvc5Solver implements ScriptSolver {
    private final Duration timeout;
    private Connection connection;

    /**
     * A solver.
     *
     * @param timeout how long one script may take before the answer is unknown
     * @throws SolverMissing if cvc5 cannot run on this machine
     */
    public Cvc5Solver(Duration timeout) {
        this.timeout = timeout;
        this.connection = new Connection(Library.file(), timeout);
    }

    @Override
    public String name() {
        return "cvc5 " + connection.version;
    }

    @Override
    public ScriptAnswer check(String script) {
        if (!connection.process.isAlive()) {
            connection = new Connection(Library.file(), timeout);
        }
        long start = System.nanoTime();
        try {
            return connection.ask(script);
        } catch (IOException e) {
            // A process that ends itself when its time is over may crash on the way, for cvc5 is still at work in it.
            boolean isOver = System.nanoTime() - start >= timeout.toNanos();
            connection.process.destroyForcibly();
            String reason = reason(connection.process);
            return ScriptAnswer.unknown(isOver ? "timeout" : reason);
        }
    }

    private static String reason(Process process) {
        try {
            int status = process.waitFor();
            return status == Cvc5Process.OUT_OF_TIME ? "timeout" : "cvc5's process ended with exit status " + status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        connection.process.destroyForcibly();
    }

    private static final class Connection {
        private final Process process;
        private final DataOutputStream questions;
        private final DataInputStream answers;
        private final String version;

        Connection(Path library, Duration timeout) {
            try {
                process = start(library, timeout);
            } catch (IOException e) {
                throw new SolverMissing("no process for cvc5 can be started: " + e.getMessage(), e);
            }
            questions = new DataOutputStream(process.getOutputStream());
            answers = new DataInputStream(process.getInputStream());
            version = greeting();
        }

        private static Process start(Path library, Duration timeout) throws IOException {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+SuppressFatalErrorMessage",
                    "-Dcvc5.skipLibraryLoad=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Cvc5Process.class.getName(),
                    library.toString(),
                    Long.toString(timeout.toMillis()));
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        private String greeting() {
            try {
                String word = answers.readUTF();
                String text = answers.readUTF();
                if (word.equals(Cvc5Process.READY)) {
                    return text;
                }
                throw new SolverMissing("cvc5's native library cannot be loaded: " + text, null);
            } catch (IOException e) {
                process.destroyForcibly();
                throw new SolverMissing("cvc5's process does not answer: " + reason(process), e);
            }
        }

        ScriptAnswer ask(String script) throws IOException {
            byte[] text = script.getBytes(StandardCharsets.UTF_8);
            questions.writeInt(text.length);
            questions.write(text);
            questions.flush();
            String word = answers.readUTF();
            String reason = answers.readUTF();
            if (word.equals(Cvc5Process.REFUSED)) {
                throw new IllegalArgumentException(reason);
            }
            return new ScriptAnswer(ScriptAnswer.Verdict.valueOf(word), reason);
        }
    }

    /** cvc5's native library, which each run copies from its jar once. */
    static final class Library {
        private static final String NAME = "libcvc5jni.so";
        private static Path file;

        private Library() {}

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
            try (InputStream library = Library.class.getResourceAsStream(folder + NAME)) {
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
}
