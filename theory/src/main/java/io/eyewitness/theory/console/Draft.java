package io.eyewitness.theory.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory in the making. It grows in a hidden directory beside its place and is moved there when all of it is written;
 * what is to outlive a program that is stopped stands in {@link #state}.
 */
public final class Draft implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String STATE = "state";
    private static final String RESULT = "result";
    private static final String REPLACED = "replaced";

    private final Path target;
    private final Path hidden;
    private final FileChannel channel;

    private Draft(Path target, Path hidden, FileChannel channel) {
        this.target = target;
        this.hidden = hidden;
        this.channel = channel;
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
        requireFree(place, target, mark, force);
        Path hidden = target.resolveSibling("." + target.getFileName() + ".part");
        Files.createDirectories(hidden);
        FileChannel channel = lock(place, hidden);
        Draft draft = new Draft(target, hidden, channel);
        if (force) {
            Files.deleteIfExists(draft.state());
        }
        delete(hidden.resolve(RESULT));
        Files.createDirectory(hidden.resolve(RESULT));
        return draft;
    }

    private static void requireFree(Path place, Path target, String mark, boolean force) throws IOException {
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(
                    place + " is the root of all files, which is not replaced; give --out another");
        }
        if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new IllegalArgumentException(
                    place + " cannot be written: " + parent + " is not a directory that can be written to");
        }
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

    private static FileChannel lock(Path place, Path hidden) throws IOException {
        FileChannel channel =
                FileChannel.open(hidden.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IllegalArgumentException(place + " is being written by another program");
        }
        return channel;
    }

    /** A file for what is needed to go on; it stays when the draft is closed without being finished. */
    public Path state() {
        return hidden.resolve(STATE);
    }

    /** Writes a file, in a folder if its name says so. */
    public void write(String name, byte[] content) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Where a file is to be written. */
    public Path file(String name) {
        return hidden.resolve(RESULT).resolve(name);
    }

    /** Moves what was written to its place. */
    public void finish() throws IOException {
        Path replaced = hidden.resolve(REPLACED);
        if (Files.exists(target)) {
            delete(replaced);
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
        if (Files.exists(state())) {
            channel.close();
            return;
        }
        delete(hidden);
        channel.close();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
