package io.eyewitness.check.bundle;

import io.eyewitness.theory.file.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the files of an untrusted bundle. Each must be a regular file in the bundle; their number and sizes are limited. */
final class BundleReader {
    private final int mostFiles;
    private final long mostOfFile;
    private final long mostInAll;
    private final SortedMap<String, String> files = new TreeMap<>();
    private long read;
    private int listed;

    /**
     * A reader that has read no files.
     *
     * @param mostFiles the largest number of files and directories
     * @param mostOfFile the largest size of a file, in bytes
     * @param mostInAll the largest size of all files together, in bytes
     */
    BundleReader(int mostFiles, long mostOfFile, long mostInAll) {
        this.mostFiles = mostFiles;
        this.mostOfFile = mostOfFile;
        this.mostInAll = mostInAll;
    }

    /** The entries of a directory, sorted. */
    List<Path> entries(Path directory) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Iterator<Path> left = entries.iterator(); left.hasNext(); listed++) {
                if (listed == mostFiles) {
                    throw new FileSystemException(
                            directory.toString(), null, "a bundle has no more than " + mostFiles + " files");
                }
                all.add(left.next());
            }
        }
        all.sort(null);
        return all;
    }

    /** Reads a file that is in the bundle itself; a link is refused. */
    void add(String name, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            String what = Files.isSymbolicLink(file)
                    ? "a symbolic link"
                    : BundleDirectory.isOne(file.getFileName().toString())
                            ? "the working directory of a run of ./eyewitness table, which may be over"
                            : "not a regular file";
            throw new FileSystemException(file.toString(), null, "it is no part of a bundle: it is " + what);
        }
        String text = text(file, mostOfFile);
        read += text.length();
        if (read > mostInAll) {
            throw new FileSystemException(
                    file.toString(), null, "with it the files are larger than those of any bundle");
        }
        files.put(name, text);
    }

    /** The text of each file by its name. */
    SortedMap<String, String> files() {
        return files;
    }

    /**
     * The text of one file.
     *
     * @param most the largest size in bytes
     */
    static String text(Path file, long most) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw new FileSystemException(file.toString(), null, "it is larger than any file of a bundle");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file.toString(), null, "it is not UTF-8 text");
        } catch (IOException e) {
            throw Reasons.naming(file, e);
        }
    }
}
