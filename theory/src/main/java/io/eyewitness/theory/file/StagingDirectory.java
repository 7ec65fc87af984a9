package io.eyewitness.theory.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A directory that is written as a whole or not at all. Its files are written to a hidden directory beside its place, which is moved
 * there when it is complete. The file {@link #state} outlives a program that is interrupted.
 */
public final class StagingDirectory implements AutoCloseable {
    private static final String STATE = "state";
    private static final String RESULT = "result";
    private static final String REPLACED = "replaced";
    private static final int PAUSE_MILLIS = 20;

    private final Path target;
    private final Path hidden;
    private final OwnedDirectory owned;

    private StagingDirectory(Path target, OwnedDirectory owned) {
        this.target = target;
        this.hidden = owned.path();
        this.owned = owned;
    }

    /**
     * Opens a staging directory.
     *
     * @param place the place of the directory, in an existing one
     * @param mark the name of a file by which such a directory is recognized
     * @param force whether to replace an existing directory and to drop the state of an interrupted program
     * @throws IllegalArgumentException if something else stands there, or may not be replaced, or another program writes it
     */
    public static StagingDirectory open(Path place, String mark, boolean force) throws IOException {
        Path target = place.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(
                    place + " is the root of all files, which is not replaced; give --out another");
        }
        if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new IllegalArgumentException(
                    place + " cannot be written: " + parent + " is not a directory that can be written to");
        }
        OwnedDirectory.sweep(parent, name -> name.matches("\\..+\\.part"), StagingDirectory::isLeft);
        Path hidden = target.resolveSibling("." + target.getFileName() + ".part");
        StagingDirectory staging = new StagingDirectory(
                target,
                take(hidden)
                        .orElseThrow(
                                () -> new IllegalArgumentException(place + " is being written by another program")));
        try {
            staging.begin(place, mark, force);
            return staging;
        } catch (IOException | RuntimeException e) {
            staging.close();
            throw e;
        }
    }

    /** Another program that sweeps owns the directory for a moment, to look at it. */
    private static Optional<OwnedDirectory> take(Path hidden) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        Optional<OwnedDirectory> owned = OwnedDirectory.take(hidden);
        try {
            while (owned.isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                owned = OwnedDirectory.take(hidden);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return owned;
    }

    /** Whether a directory that no live program writes has neither a state to resume from nor the directory that it was to replace. */
    private static boolean isLeft(Path hidden) {
        List<String> own = List.of(OwnedDirectory.LOCK, RESULT);
        try (Stream<Path> children = Files.list(hidden)) {
            return children.allMatch(child -> own.contains(child.getFileName().toString()));
        } catch (IOException e) {
            return false;
        }
    }

    private void begin(Path place, String mark, boolean force) throws IOException {
        restore();
        requireFree(place, mark, force);
        if (force) {
            Files.deleteIfExists(state());
        }
        OwnedDirectory.delete(hidden.resolve(RESULT));
        Files.createDirectory(hidden.resolve(RESULT));
    }

    /** Moves the replaced directory back if the new one was not moved to its place. */
    private void restore() throws IOException {
        Path replaced = hidden.resolve(REPLACED);
        if (Files.exists(replaced) && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(replaced, target);
        }
    }

    private void requireFree(Path place, String mark, boolean force) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) || isEmptyDirectory(target)) {
            return;
        }
        if (!Files.exists(target.resolve(mark))) {
            throw new IllegalArgumentException(
                    place + " is there already and holds no " + mark + ", so it is not replaced; give --out another");
        }
        if (!force) {
            throw new IllegalArgumentException(place + " is there already; --force replaces it");
        }
    }

    private static boolean isEmptyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }

    /** The file for the state to resume from; it stays if the directory is closed without being finished. */
    public Path state() {
        return hidden.resolve(STATE);
    }

    /** Writes a file, in a folder if its name says so. */
    public void write(String name, byte[] content) throws IOException {
        AtomicFiles.put(file(name), content);
    }

    /** Writes a text in UTF-8, see {@link #write(String, byte[])}. */
    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes texts in UTF-8, by name, see {@link #write(String, byte[])}. */
    public void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
    }

    /** The path at which to write a file. */
    public Path file(String name) {
        return hidden.resolve(RESULT).resolve(name);
    }

    /** Moves the written files to their place. */
    public void finish() throws IOException {
        Path replaced = hidden.resolve(REPLACED);
        if (Files.exists(target)) {
            OwnedDirectory.delete(replaced);
            Files.move(target, replaced);
        }
        Files.move(hidden.resolve(RESULT), target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(state());
    }

    /** Deletes the state. */
    public void discard() throws IOException {
        Files.deleteIfExists(state());
    }

    @Override
    public void close() throws IOException {
        restore();
        owned.end(!Files.exists(state()));
    }
}
