package io.eyewitness.theory.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A directory that one live process owns. The owner holds a lock on a file in it, which the operating system releases when the process
 * ends, however it ends. So a directory without a lock was left by a process that was killed, whatever process has its number now. The
 * file identifies itself as such a lock and names its host, because locks of other hosts may be invisible here. Where the file system has
 * no locks, abandoned directories cannot be recognized, so nothing is swept.
 */
public final class OwnedDirectory implements AutoCloseable {
    /** The name of the file that is locked. */
    public static final String LOCK = "lock";

    /** The first line of a lock; the second is the host. The launcher writes the first only, just before it starts the owner. */
    private static final String MARK = "eyewitness lock";

    private static final Duration START = Duration.ofMinutes(1);
    private static final int LONGEST = 1000;
    private static final int ATTEMPTS = 100;

    /** A process loses its lock on a file when it closes any of its channels to that file, so it never opens a second one. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path key;
    private final FileChannel channel;
    private final boolean isLocked;

    private OwnedDirectory(Path path, Path key, FileChannel channel, boolean isLocked) {
        this.path = path;
        this.key = key;
        this.channel = channel;
        this.isLocked = isLocked;
    }

    /** Creates a directory in another, with a prefix and a number as its name, and first sweeps the abandoned ones with such names. */
    public static OwnedDirectory create(Path parent, String prefix) throws IOException {
        sweep(parent, prefix);
        while (true) {
            Path path = Files.createTempDirectory(parent, prefix);
            try {
                Optional<OwnedDirectory> owned = take(path);
                if (owned.isPresent()) {
                    return owned.get();
                }
                // A thread of this process that sweeps is looking at it.
                delete(path);
            } catch (IOException e) {
                delete(path);
                throw e;
            }
        }
    }

    /** Takes a directory, which is created if it does not exist; empty if a live process owns it. */
    public static Optional<OwnedDirectory> take(Path path) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(path);
                createLock(path);
                Optional<OwnedDirectory> owned = open(path, false);
                if (owned.isPresent()) {
                    owned.get().sign();
                }
                return owned;
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                // The owner before has just deleted it.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void createLock(Path path) throws IOException {
        Path lock = path.resolve(LOCK);
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(lock);
            } catch (FileAlreadyExistsException e) {
                // Then it is that one.
            }
        }
    }

    /** Takes a directory that has a lock; empty if a live process owns it, or if it is to be swept and is not ours. */
    private static Optional<OwnedDirectory> open(Path path, boolean isSwept) throws IOException {
        Path key = path.toRealPath();
        if (!OWN.add(key)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean isOwner = false;
        try {
            Path lock = path.resolve(LOCK);
            String file = fileOf(lock);
            if (isSwept && !isOurs(path)) {
                return Optional.empty();
            }
            channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            boolean isLocked = true;
            try {
                if (channel.tryLock() == null) {
                    return Optional.empty();
                }
            } catch (IOException e) {
                if (!channel.isOpen()) {
                    throw e;
                }
                isLocked = false;
            }
            if (!fileOf(lock).equals(file)) {
                throw new NoSuchFileException(lock.toString());
            }
            isOwner = true;
            return Optional.of(new OwnedDirectory(path, key, channel, isLocked));
        } finally {
            if (!isOwner) {
                close(channel);
                OWN.remove(key);
            }
        }
    }

    /** The identity of the file that has the name of the lock. */
    private static String fileOf(Path lock) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(lock, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(lock.toString(), null, "it is no regular file");
        }
        return String.valueOf(attributes.fileKey());
    }

    private static void close(FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** Whether this user's processes on this host made a directory. */
    private static boolean isOurs(Path path) throws IOException {
        Path lock = path.resolve(LOCK);
        if (Files.size(lock) > LONGEST || !ThisProcess.owns(path) || !ThisProcess.owns(lock)) {
            return false;
        }
        List<String> lines = Files.readAllLines(lock);
        if (lines.size() > 1) {
            return lines.get(0).equals(MARK) && lines.get(1).equals(ThisProcess.host());
        }
        boolean isMade = lines.isEmpty() ? isBut(lock) : lines.get(0).equals(MARK);
        return isMade
                && Files.getLastModifiedTime(lock)
                        .toInstant()
                        .isBefore(Instant.now().minus(START));
    }

    /** Whether the lock is the only file in its directory, as it is if the disk was full before the lock was written. */
    private static boolean isBut(Path lock) throws IOException {
        try (Stream<Path> entries = Files.list(lock.getParent())) {
            return entries.allMatch(lock::equals);
        }
    }

    private void sign() throws IOException {
        String text = MARK + "\n" + ThisProcess.host() + "\n";
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            end(false);
            throw new FileSystemException(path.resolve(LOCK).toString(), null, Reasons.of(e));
        }
    }

    /** Deletes the abandoned directories that {@link #create} made in another with this prefix. */
    static void sweep(Path parent, String prefix) {
        sweep(
                parent,
                name -> name.startsWith(prefix)
                        && name.substring(prefix.length()).matches("[0-9]+"),
                left -> true);
    }

    /**
     * Deletes the directories in another that have such names, that this user's processes on this host made and that no live process
     * owns.
     *
     * @param isLeft whether to delete a directory, which this process owns at that moment
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
                Optional<OwnedDirectory> owned = open(entry, true);
                if (owned.isPresent()) {
                    owned.get().end(owned.get().isLocked && isLeft.test(entry));
                }
            } catch (IOException e) {
                // It has no lock, or another process has just deleted it, for example.
            }
        }
    }

    /** The path of the directory. */
    public Path path() {
        return path;
    }

    /** Gives the directory up: deletes it, or leaves it to the next process that takes it. */
    public void end(boolean isDeleted) throws IOException {
        try {
            if (isDeleted) {
                delete(path);
            }
        } catch (DirectoryNotEmptyException e) {
            // Once the lock is deleted the directory may be another process's.
            if (!path.toString().equals(e.getFile())) {
                throw e;
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

    /** Deletes a directory with its content, the lock last, if it exists. Files that vanish meanwhile do no harm. */
    public static void delete(Path path) throws IOException {
        Path lock = path.resolve(LOCK);
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(lock)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
                if (problem != null && !(problem instanceof NoSuchFileException)) {
                    throw problem;
                }
                if (!directory.equals(path)) {
                    Files.deleteIfExists(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.deleteIfExists(lock);
        Files.deleteIfExists(path);
    }
}
