package io.eyewitness.theory.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A directory that one live process owns. The owner holds a lock on a file in it, which the system releases when the process ends,
 * however it ends; so a directory without a lock was left by a process that was killed, whatever process has its number now.
 */
public final class OwnedDirectory implements AutoCloseable {
    /** The name of the file that is locked. */
    public static final String LOCK = "lock";

    /** A process loses its lock on a file when it closes any of its channels to that file, so it never opens a second one. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path key;
    private final FileChannel channel;

    private OwnedDirectory(Path path, Path key, FileChannel channel) {
        this.path = path;
        this.key = key;
        this.channel = channel;
    }

    /** A new directory in another, whose name is a prefix and a number. */
    public static OwnedDirectory create(Path parent, String prefix) throws IOException {
        Optional<OwnedDirectory> owned = Optional.empty();
        while (owned.isEmpty()) {
            owned = take(Files.createTempDirectory(parent, prefix));
        }
        return owned.get();
    }

    /** A directory, which is made unless it is there; empty if a live process owns it. */
    public static Optional<OwnedDirectory> take(Path path) throws IOException {
        while (true) {
            Files.createDirectories(path);
            Path key = path.toRealPath();
            if (!OWN.add(key)) {
                return Optional.empty();
            }
            FileChannel channel = null;
            boolean isOwner = false;
            try {
                Path lock = path.resolve(LOCK);
                Object file = fileOf(lock);
                channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                if (channel.tryLock() == null) {
                    return Optional.empty();
                }
                if (fileOf(lock).equals(file)) {
                    isOwner = true;
                    return Optional.of(new OwnedDirectory(path, key, channel));
                }
            } catch (NoSuchFileException e) {
                // The owner before has just deleted it.
            } finally {
                if (!isOwner) {
                    close(channel);
                    OWN.remove(key);
                }
            }
        }
    }

    /** Which file has the name of the lock; it is made unless it is there. */
    private static Object fileOf(Path lock) throws IOException {
        try {
            Files.createFile(lock);
        } catch (FileAlreadyExistsException e) {
            // Then it is that one.
        }
        return String.valueOf(
                Files.readAttributes(lock, BasicFileAttributes.class).fileKey());
    }

    private static void close(FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /**
     * Deletes the directories in another that have such names and that no live process owns, as far as it may.
     *
     * @param isLeft whether a directory, which is owned now, is to be deleted
     */
    public static void sweep(Path parent, Predicate<String> names, Predicate<Path> isLeft) {
        List<Path> found;
        try (Stream<Path> entries = Files.list(parent)) {
            found = entries.filter(entry -> names.test(entry.getFileName().toString()))
                    .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (IOException e) {
            return;
        }
        for (Path entry : found) {
            try {
                Optional<OwnedDirectory> owned = take(entry);
                if (owned.isPresent()) {
                    owned.get().end(isLeft.test(entry));
                }
            } catch (IOException e) {
                // It is another user's, for example.
            }
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Deletes it, or leaves it to the next that takes it. */
    public void end(boolean isDeleted) throws IOException {
        try {
            if (isDeleted) {
                delete(path);
            }
        } finally {
            channel.close();
            OWN.remove(key);
        }
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        end(true);
    }

    /** Deletes a directory with all that is in it, the lock last; nothing if there is none. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path lock = path.resolve(LOCK);
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(lock) && !file.equals(path)) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(lock);
        Files.delete(path);
    }
}
