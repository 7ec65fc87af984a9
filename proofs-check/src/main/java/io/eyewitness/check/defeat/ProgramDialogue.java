package io.eyewitness.check.defeat;

import io.eyewitness.theory.file.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A dialogue, line by line, with a program that {@code sh -c} runs. Threads of their own write to it and read from it, so that nothing it
 * does blocks for longer than it may.
 */
final class ProgramDialogue implements AutoCloseable {
    private static final int WAITING_LINES = 16;
    private static final int POLL_MILLIS = 50;

    private final Path errors;
    private final ChildProcess child;
    private final Duration timeout;
    private final long end;
    private final Duration total;
    private final BlockingQueue<Optional<String>> read = new ArrayBlockingQueue<>(WAITING_LINES);
    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
    private final Thread writer;
    private final Thread reader;
    private long nextWatch = System.nanoTime();

    /**
     * Starts a program.
     *
     * @param timeout the longest time that it may take for a line
     * @param total for all of them
     */
    ProgramDialogue(String command, Duration timeout, Duration total) throws IOException {
        this.errors = Files.createTempFile(TemporaryFolder.path(), "eyewitness-decoder", ".errors");
        this.child = new ChildProcess(command, ChildProcess.shell(command), errors);
        this.timeout = timeout;
        this.total = total;
        this.end = System.nanoTime() + total.toNanos();
        this.writer = started(this::write);
        this.reader = started(this::read);
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work, "dialogue with a decoder");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void write() {
        try (OutputStream input = child.process().getOutputStream()) {
            while (true) {
                input.write(written.take().getBytes(StandardCharsets.UTF_8));
                input.flush();
            }
        } catch (IOException e) {
            // It no longer reads; what it writes, or that it ends, says more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Queues each line, cut off where it is too long, and at the end nothing. */
    private void read() {
        try {
            try (InputStream output = child.process().getInputStream()) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int next = output.read(); next >= 0; next = output.read()) {
                    boolean isTooLong = line.size() > ChildProcess.MOST_OUTPUT;
                    if (next == '\n' || isTooLong) {
                        read.put(Optional.of(line.toString(StandardCharsets.UTF_8)));
                        line.reset();
                    } else {
                        line.write(next);
                    }
                }
                if (line.size() > 0) {
                    read.put(Optional.of(line.toString(StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                // It was ended.
            }
            read.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes a line to the program. */
    void say(String line) {
        written.add(line + "\n");
    }

    /**
     * The next line from the program that is not blank.
     *
     * @throws IllegalArgumentException if it takes too long, writes too much, fails or ends
     */
    String hear() throws IOException {
        long deadline = Math.min(System.nanoTime() + timeout.toNanos(), end);
        try {
            while (true) {
                Optional<String> line = read.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                watch();
                if (System.nanoTime() > deadline) {
                    boolean isOver = System.nanoTime() > end;
                    throw child.failure(
                            isOver
                                    ? "did not come to an end within " + ChildProcess.seconds(total)
                                    : "said nothing for " + ChildProcess.seconds(timeout));
                }
                if (line != null) {
                    if (line.isEmpty()) {
                        throw ended();
                    } else if (line.get().length() > ChildProcess.MOST_OUTPUT) {
                        throw child.failure("writes without end, not lines");
                    } else if (!line.get().isBlank()) {
                        return line.get();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw child.failure("was interrupted");
        }
    }

    /** Watches the program, but not for each of many lines, since that lists all processes. */
    private void watch() throws IOException {
        if (System.nanoTime() - nextWatch >= 0) {
            child.watch();
            nextWatch = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
        }
    }

    private IllegalArgumentException ended() throws IOException, InterruptedException {
        if (child.process().waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            child.requireSuccess();
        }
        return child.failure("ended without an answer");
    }

    @Override
    public void close() throws IOException {
        child.close();
        writer.interrupt();
        reader.interrupt();
        Files.deleteIfExists(errors);
    }
}
