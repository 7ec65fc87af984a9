package io.eyewitness.check.defeat;

import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program by {@code sh -c}, with files for its input and output: nothing that it or its children do with them
 * can block, and they all come to an end.
 */
final class ProgramRun {
    private static final int POLL_MILLIS = 5;

    private final String command;
    private final Path folder;

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
        ProcessBuilder builder = ChildProcess.shell(command)
                .redirectInput(file("input").toFile())
                .redirectOutput(file("output").toFile());
        try (ChildProcess child = new ChildProcess(command, builder, file("errors"))) {
            await(child, timeout);
            child.requireSuccess();
            requireBounded(child);
            String text = ChildProcess.head(file("output"));
            if (text.isBlank()) {
                throw child.failure("ended without an answer");
            }
            return text;
        }
    }

    private void await(ChildProcess child, Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (!child.process().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                child.watch();
                requireBounded(child);
                if (System.nanoTime() > end) {
                    boolean silent = Files.size(file("output")) == 0;
                    throw child.failure((silent ? "gave no answer within " : "answered, but did not end within ")
                            + ChildProcess.seconds(timeout));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw child.failure("was interrupted");
        }
    }

    private void requireBounded(ChildProcess child) throws IOException {
        if (Files.size(file("output")) > ChildProcess.MOST_OUTPUT) {
            throw child.failure("writes without end, not one line {\"z\":..}");
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
}
