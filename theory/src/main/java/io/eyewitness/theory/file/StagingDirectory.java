package io.eyewitness.theory.console;

import io.eyewitness.theory.file.OwnedDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A directory in the making. It grows in a hidden directory beside its place and is moved there when all of it is written;
 * what is to outlive a program that is stopped stands in {@link #state}.
 */
public final class Draft implements AutoCloseable {
    private static final String STATE = "state";
    private static final String RESULT = "result";
    private static final String REPLACED = "replaced";
    private static final int PAUSE_MILLIS = 20;

    private final Path target;
    private final Path hidden;
    private final OwnedDirectory owned;

    private Draft(Path target, OwnedDirectory owned) {
        this.target = target;
        this.hidden = owned.path();
        this.owned = owned;
    }

    /**
     * A draft of a directory.
     *
     * @param place of the directory, in one that there is
     * @param mark the name of a file that tells such directories from others
     * @param force whether one that there is, and a draft that was left, may be replaced
     * @throws IllegalArgumentException if something else stands there, or may not be replaced, or another program writes it
     */
    public static Draft open(Path place, String mark, boolean force) throws IOException {
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
        OwnedDirectory.sweep(parent, name -> name.matches("\\..+\\.part"), Draft::isLeft);
        Path hidden = target.resolveSibling("." + target.getFileName() + ".part");
        Draft draft = new Draft(
                target,
                take(hidden)
                        .orElseThrow(
                                () -> new IllegalArgumentException(place + " is being written by another program")));
        try {
            draft.begin(place, mark, force);
            return draft;
        } catch (IOException | RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    /** Another program that sweeps owns a draft for a moment, to look at it. */
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

    /** Whether a draft that no live program writes holds nothing to go on from, nor what it was to replace. */
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

    /** Puts back what was moved away, where the move of what was to replace it did not come about. */
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

    /** A file for what is needed to go on; it stays when the draft is closed without being finished. */
    public Path state() {
        return hidden.resolve(STATE);
    }

    /** Writes a file, in a folder if its name says so. */
    public void write(String name, byte[] content) throws IOException {
        Outputs.put(file(name), content);
    }

    /** Writes a text in UTF-8, see {@link #write(String, byte[])}. */
    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where a file is to be written. */
    public Path file(String name) {
        return hidden.resolve(RESULT).resolve(name);
    }

    /** Moves what was written to its place. */
    public void finish() throws IOException {
        Path replaced = hidden.resolve(REPLACED);
        if (Files.exists(target)) {
            OwnedDirectory.delete(replaced);
            Files.move(target, replaced);
        }
        Files.move(hidden.resolve(RESULT), target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(state());
    }

    /** Forgets the state. */
    public void discard() throws IOException {
        Files.deleteIfExists(state());
    }

    @Override
    public void close() throws IOException {
        restore();
        owned.end(!Files.exists(state()));
    }
}
