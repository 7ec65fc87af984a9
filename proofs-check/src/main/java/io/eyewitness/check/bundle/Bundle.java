package io.eyewitness.check.bundle;

import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> IGNORED = Set.of(TIMES, WorkDirectory.LOCK);
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
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (EvidenceFiles.FOLDERS.contains(name) && Files.isDirectory(entry)) {
                    try (Stream<Path> members = Files.list(entry)) {
                        for (Path member : members.sorted().toList()) {
                            files.put(name + "/" + member.getFileName(), text(member));
                        }
                    }
                } else if (!IGNORED.contains(name) && Files.isRegularFile(entry)) {
                    files.put(name, text(entry));
                }
            }
        }
        return new Bundle(files);
    }

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
        return with(MANIFEST, EvidenceJson.write(Manifest.of(files, new TreeMap<>())));
    }

    /** The same bundle without a file, and the manifest as it was. */
    public Bundle without(String name) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.remove(name);
        return new Bundle(new TreeMap<>(changed));
    }
}
