package io.eyewitness.check.defeat;

import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program by {@code sh -c}, with files for its input and output: nothing that it or its children do with them
 * can block, and they all come to an end.
 */
final class ProgramRun {
    private static final int MOST_OUTPUT = 1 << 16;
    private static final int MOST_ERRORS = 1 << 24;
    private static final int POLL_MILLIS = 5;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int PRINTED_LENGTH = 160;

    private final String command;
    private final Path folder;
    private final Set<ProcessHandle> children = new LinkedHashSet<>();

    private ProgramRun(String command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /**
     * Starts a program with some input and waits for its end.
     *
     * @return its standard output
     * @throws IllegalArgumentException if it cannot be started, takes too long, writes too much, or fails
     */
    static String of(String command, String input, Duration timeout) {
        return of(command, input, timeout, TemporaryFolder.path());
    }

    /** The same, with its files in a folder inside a given one. */
    static String of(String command, String input, Duration timeout, Path temporary) {
        try {
            ProgramRun run = new ProgramRun(command, Files.createTempDirectory(temporary, "eyewitness-decoder"));
            try {
                return run.communicate(input, timeout);
            } finally {
                run.clear();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot run the decoder '" + command + "': " + e.getMessage(), e);
        }
    }

    private String communicate(String input, Duration timeout) throws IOException {
        AtomicFiles.put(file("input"), input.getBytes(StandardCharsets.UTF_8));
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectInput(file("input").toFile())
                .redirectOutput(file("output").toFile())
                .redirectError(file("errors").toFile())
                .start();
        Thread killer = new Thread(() -> kill(process));
        try {
            Runtime.getRuntime().addShutdownHook(killer);
            await(process, timeout);
        } finally {
            kill(process);
            forget(killer);
        }
        return answer(process.exitValue());
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The Java virtual machine is being stopped: it runs.
        }
    }

    private void await(Process process, Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(children::add);
                requireBounded();
                if (System.nanoTime() > end) {
                    boolean silent = Files.size(file("output")) == 0;
                    throw failure((silent ? "gave no answer within " : "answered, but did not end within ")
                            + seconds(timeout));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("was interrupted");
        }
    }

    private void requireBounded() throws IOException {
        if (Files.size(file("output")) > MOST_OUTPUT || Files.size(file("errors")) > MOST_ERRORS) {
            throw failure("writes without end, not one line {\"z\":..}");
        }
    }

    private String answer(int code) throws IOException {
        if (code == NOT_EXECUTABLE || code == NOT_FOUND) {
            throw failure("could not be started");
        }
        if (code != 0) {
            throw failure("failed with exit code " + code);
        }
        requireBounded();
        String text = head("output", MOST_OUTPUT);
        if (text.isBlank()) {
            throw failure("ended without an answer");
        }
        return text;
    }

    private void kill(Process process) {
        process.descendants().forEach(children::add);
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private IllegalArgumentException failure(String what) throws IOException {
        String first = head("errors", MOST_OUTPUT)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> "; it says: " + printable(line))
                .orElse("");
        return new IllegalArgumentException("the decoder '" + command + "' " + what + first);
    }

    private String head(String name, int length) throws IOException {
        try (InputStream stream = Files.newInputStream(file(name))) {
            return new String(stream.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void clear() throws IOException {
        for (String name : new String[] {"input", "output", "errors"}) {
            Files.deleteIfExists(file(name));
        }
        Files.deleteIfExists(folder);
    }

    /** A program's output made fit for a message: on one line, shortened, without control characters. */
    static String printable(String output) {
        String line = output.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
        return line.length() <= PRINTED_LENGTH ? line : line.substring(0, PRINTED_LENGTH) + "...";
    }

    private static String seconds(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }
}
