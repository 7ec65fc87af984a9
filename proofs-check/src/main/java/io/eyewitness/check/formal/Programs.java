package io.eyewitness.check.formal;

import io.eyewitness.theory.file.OwnedDirectory;
import io.eyewitness.theory.file.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs programs in a temporary folder. When it is closed, or the Java virtual machine is stopped, those that still run are killed; the
 * folder is removed then too, by {@link TemporaryFolder} where the Java virtual machine is stopped.
 */
final class Programs implements AutoCloseable {
    /** The variables of the environment that programs see; others could give Coq other libraries, plug-ins or flags. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "OCAMLRUNPARAM");

    /** The exit code of a program that a signal ended is 128 and the signal's number; coqc's own codes reach 129. */
    private static final int LARGEST_OF_COQ = 129;

    private final Path folder;
    private final Duration limit;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::stop);
    private final AtomicInteger count = new AtomicInteger();
    private boolean stopped;

    /**
     * The outcome of a program.
     *
     * @param code its exit code
     * @param output its standard output
     * @param errors its standard error
     */
    record Outcome(int code, String output, String errors) {}

    /**
     * A runner of programs.
     *
     * @param limit the time limit of each program
     *
     * @throws IOException if no temporary folder can be made
     */
    Programs(Duration limit) throws IOException {
        this.limit = limit;
        this.folder = TemporaryFolder.directory("formal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The folder in which they run. */
    Path folder() {
        return folder;
    }

    /**
     * Runs a program to its end.
     *
     * @throws CoqUnavailable if it takes too long, is killed or has not enough memory
     * @throws UncheckedIOException if it cannot be run
     */
    Outcome run(List<String> command) {
        try {
            int number = count.getAndIncrement();
            Path output = folder.resolve("." + number + ".output");
            Path errors = folder.resolve("." + number + ".errors");
            Process process = start(command, output, errors);
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw stopped(command, "took longer than " + limit.toSeconds() + " s and was stopped");
                }
            } finally {
                kill(process);
            }
            return answered(command, new Outcome(process.exitValue(), text(output), text(errors)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(command.get(0) + " was interrupted", e));
        }
    }

    private static Outcome answered(List<String> command, Outcome outcome) {
        if (outcome.code() > LARGEST_OF_COQ) {
            throw stopped(command, "was killed by signal " + (outcome.code() - 128));
        }
        if (outcome.code() != 0 && outcome.errors().contains("Out of memory")) {
            throw stopped(command, "ran out of memory");
        }
        return outcome;
    }

    private static CoqUnavailable stopped(List<String> command, String reason) {
        return CoqUnavailable.stopped(
                Path.of(command.get(0)).getFileName() + " " + command.get(command.size() - 1), reason);
    }

    private synchronized Process start(List<String> command, Path output, Path errors) throws IOException {
        if (stopped) {
            throw new IOException(command.get(0) + " is not started any more");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().retainAll(ENVIRONMENT);
        Process process = builder.start();
        running.add(process);
        return process;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** A program that has ended is not harmed. */
    private void kill(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        running.remove(process);
    }

    private synchronized void stop() {
        stopped = true;
        try {
            for (Process process : running) {
                kill(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The Java virtual machine is being stopped: the hook kills, and all temporary files go.
            return;
        }
        stop();
        try {
            OwnedDirectory.delete(folder);
        } catch (IOException e) {
            System.err.println("eyewitness: " + folder + " could not be removed");
        }
    }
}
