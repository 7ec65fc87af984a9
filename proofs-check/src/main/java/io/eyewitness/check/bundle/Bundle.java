package io.eyewitness.check.bundle;

import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A self-contained directory of evidence, in memory: the manifest, the ledger, the verdicts, scripts, proofs, witness pairs,
 * decoders at work.
 *
 * @param files the text of each file by its name relative to the directory, with slashes
 */
public record Bundle(SortedMap<String, String> files) {
    static final String MANIFEST = "manifest.json";
    static final String LEDGER = "claims.json";
    static final String VERDICTS = "verdicts.json";

    /** Models that show each obligation to be neither vacuous nor blunt. */
    static final String MODELS = "models.json";

    /** Times differ from run to run, so they stand outside the manifest. */
    static final String TIMES = "times.json";

    private static final long MOST_BYTES = 16L << 20;

    public Bundle {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads a bundle.
     *
     * @throws IOException if the directory is not a bundle, or a file in it cannot be read
     */
    public static Bundle read(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    Files.exists(directory) ? "it is not a directory" : "there is no such directory");
        }
        if (!Files.isRegularFile(directory.resolve(MANIFEST))) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    "it is not a bundle of evidence: it has no " + MANIFEST
                            + (BoundBundle.isAt(directory)
                                    ? "; ./eyewitness check --bounds " + directory + " verifies the bounds in it"
                                    : ""));
        }
        SortedMap<String, String> files = new TreeMap<>();
        for (Path entry : entries(directory)) {
            String name = entry.getFileName().toString();
            if (EvidenceFiles.FOLDERS.contains(name) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                for (Path member : entries(entry)) {
                    files.put(name + "/" + member.getFileName(), ownText(member));
                }
            } else if (name.equals(TIMES)) {
                requireTimes(entry);
            } else if (!name.equals(WorkDirectory.LOCK) || !ownText(entry).isEmpty()) {
                files.put(name, ownText(entry));
            }
        }
        return new Bundle(files);
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    /** The text of a file that is in the bundle itself, not elsewhere with a link to it. */
    private static String ownText(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            String what = Files.isSymbolicLink(file)
                    ? "a symbolic link"
                    : WorkDirectory.isOne(file.getFileName().toString())
                            ? "what a run of ./eyewitness table works in, or has left behind"
                            : "no file";
            throw new FileSystemException(file.toString(), null, "it is no part of a bundle, but " + what);
        }
        return text(file);
    }

    /** Nothing follows from the times, but they are times. */
    private static void requireTimes(Path file) throws IOException {
        try {
            EvidenceJson.read(ownText(file), Times.class);
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, "it does not hold times: " + e.getMessage());
        }
    }

    /**
     * How long examining the evidence took.
     *
     * @param microseconds by the id of the evidence
     */
    record Times(SortedMap<String, Long> microseconds) {}

    /** The text of one file, of no more than a bundle's file may have. */
    static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new FileSystemException(file.toString(), null, "it is larger than any file of a bundle");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file.toString(), null, "it is not UTF-8 text");
        }
    }

    /** The text of a file. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The same bundle with other text in a file, and the manifest as it was. */
    public Bundle with(String name, String text) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.put(name, text);
        return new Bundle(new TreeMap<>(changed));
    }

    /** The same bundle with a manifest that fits it, as a forger would make it. */
    public Bundle rehashed() {
        return with(MANIFEST, EvidenceJson.write(Manifest.of(files, new TreeMap<>(Map.of(Manifest.MAKER, "0")))));
    }

    /** The same bundle without a file, and the manifest as it was. */
    public Bundle without(String name) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.remove(name);
        return new Bundle(new TreeMap<>(changed));
    }
}
