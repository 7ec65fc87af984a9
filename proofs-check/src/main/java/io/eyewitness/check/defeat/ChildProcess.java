package io.eyewitness.check.defeat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** A program that {@code sh -c} runs, with a file for its standard error: closing it ends it and its children. */
final class ChildProcess implements AutoCloseable {
    /** The largest size of what it may write, in bytes. */
    static final int MOST_OUTPUT = 1 << 16;

    private static final int MOST_ERRORS = 1 << 24;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int PRINTED_LENGTH = 160;

    private final String command;
    private final Path errors;
    private final Process process;
    private final Thread killer = new Thread(this::kill);
    private final Set<ProcessHandle> children = new LinkedHashSet<>();

    /**
     * Starts a program.
     *
     * @param builder {@link #shell} with standard input and output redirected
     * @param errors the file for its standard error
     */
    ChildProcess(String command, ProcessBuilder builder, Path errors) throws IOException {
        this.command = command;
        this.errors = errors;
        this.process = builder.redirectError(errors.toFile()).start();
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Runs a command by {@code sh -c}. */
    static ProcessBuilder shell(String command) {
        return new ProcessBuilder("sh", "-c", command);
    }

    Process process() {
        return process;
    }

    /** Takes note of its children, which may outlive it, and of what it writes to standard error. */
    void watch() throws IOException {
        process.descendants().forEach(children::add);
        if (Files.size(errors) > MOST_ERRORS) {
            throw failure("writes without end to standard error");
        }
    }

    /** Throws unless the program, which has ended, did so with exit code 0. */
    void requireSuccess() throws IOException {
        int code = process.exitValue();
        if (code == NOT_EXECUTABLE || code == NOT_FOUND) {
            throw failure("could not be started");
        }
        if (code != 0) {
            throw failure("failed with exit code " + code);
        }
    }

    /** What is wrong, in a sentence with the first line of its standard error. */
    IllegalArgumentException failure(String what) throws IOException {
        String first = head(errors)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> "; it says: " + printable(line))
                .orElse("");
        return new IllegalArgumentException("the decoder '" + command + "' " + what + first);
    }

    /** The beginning of a file. */
    static String head(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    /** A program's output made fit for a message: on one line, shortened, without control characters. */
    static String printable(String output) {
        String line = output.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
        return line.length() <= PRINTED_LENGTH ? line : line.substring(0, PRINTED_LENGTH) + "...";
    }

    static String seconds(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }

    private void kill() {
        process.descendants().forEach(children::add);
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The Java virtual machine is being stopped: it runs.
        }
    }
}
