package io.eyewitness.cluster;

import io.eyewitness.theory.file.TemporaryFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Files and folders of the driver's machine that executors get. They are broadcast, so that executors get them from one another; those that Spark itself
 * sends come from the driver, once for each executor, and may not be folders.
 */
final class SentFiles implements Serializable {
    private static final long serialVersionUID = 1;

    /** The most bytes of an array. */
    private static final long MOST = Integer.MAX_VALUE - 8L;

    private final ArrayList<Sent> all = new ArrayList<>();

    /** A file, or a folder as a zip file. */
    private record Sent(String place, String name, boolean isFolder, Broadcast<byte[]> content)
            implements Serializable {}

    /**
     * Sends files.
     *
     * @throws IllegalArgumentException if one is too large
     */
    static SentFiles of(JavaSparkContext spark, List<Path> files) throws IOException {
        SentFiles sent = new SentFiles();
        for (Path file : files) {
            boolean isFolder = Files.isDirectory(file);
            if (size(file) > MOST) {
                throw new IllegalArgumentException(
                        file + " is larger than 2 GB, which executors are not sent; compute shares with"
                                + " --part on machines that have it");
            }
            byte[] content = isFolder ? zipped(file) : Files.readAllBytes(file);
            String name = file.toAbsolutePath().normalize().getFileName().toString();
            sent.all.add(new Sent(file.toString(), name, isFolder, spark.broadcast(content)));
        }
        return sent;
    }

    private static List<Path> within(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static long size(Path file) throws IOException {
        long size = 0;
        for (Path one : within(file)) {
            size += Files.size(one);
        }
        return size;
    }

    /** Photographs are compressed already. */
    private static byte[] zipped(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0);
            for (Path file : within(folder)) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }

    /** Writes them to a folder of this executor's, and says where each is that the command line names. */
    Map<String, String> places() throws IOException {
        Map<String, String> places = new HashMap<>();

        for (Sent sent : all) {
            // Names may be alike.
            Path file = TemporaryFolder.directory("sent").resolve(sent.name());
            if (sent.isFolder()) {
                unpack(sent.content().value(), file);
            } else {
                Files.write(file, sent.content().value());
            }
            places.put(sent.place(), file.toString());
        }
        return places;
    }

    private static void unpack(byte[] content, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    /** Frees the memory that they take. */
    void destroy() {
        all.forEach(sent -> sent.content().destroy());
    }
}
