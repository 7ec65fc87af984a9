package io.eyewitness.check.bundle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A directory to work in, inside another into which its entries are moved at the end. Of what a killed run left behind the
 * next run disposes; two runs at once do not disturb one another.
 */
final class WorkDirectory implements AutoCloseable {
    private static final String PREFIX = ".run-";
    static final String LOCK = ".lock";

    private final Path target;
    private final Path path;

    WorkDirectory(Path target) throws IOException {
        this.target = target;
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "it is a file, not a directory for evidence");
        }
        Files.createDirectories(target);
        deleteAbandoned();
        path = Files.createDirectory(
                target.resolve(PREFIX + ProcessHandle.current().pid()));
    }

    /** Writes files, by name relative to the target, then moves them there in place of those that stand there. */
    void publish(Map<String, String> files) throws IOException {
        SortedSet<String> entries = new TreeSet<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path written = path.resolve(file.getKey());
            Files.createDirectories(written.getParent());
            Files.writeString(written, file.getValue());
            entries.add(file.getKey().replaceFirst("/.*", ""));
        }
        try (FileChannel channel =
                        FileChannel.open(target.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            for (String entry : entries) {
                delete(target.resolve(entry));
                if (lock.isValid()) {
                    Files.move(path.resolve(entry), target.resolve(entry));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    private void deleteAbandoned() throws IOException {
        try (Stream<Path> entries = Files.list(target)) {
            for (Path entry : entries.filter(WorkDirectory::isAbandoned).toList()) {
                delete(entry);
            }
        }
    }

    private static boolean isAbandoned(Path entry) {
        String name = entry.getFileName().toString();
        if (!name.matches("\\.run-[0-9]{1,18}")) {
            return false;
        }
        long pid = Long.parseLong(name.substring(PREFIX.length()));
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
