package io.eyewitness.check.bundle;

import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.report.JsonReport;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** The models that show that no obligation is vacuous. */
    static final String MODELS = "models.json";

    /** Times differ from run to run, so they stand outside the manifest. */
    static final String TIMES = "times.json";

    /** The ids under which earlier versions timed the check that the evidence covers a row. */
    private static final Pattern COVERAGE = Pattern.compile("(?:witness|decoder):(?:"
            + Stream.of(FunctionClass.values()).map(String::valueOf).collect(Collectors.joining("|"))
            + ")\\.coverage");

    /** Four times the number of files in a bundle. */
    private static final int MOST_FILES = 2_000;

    /** Eight times the size of the largest file in a bundle. */
    private static final long MOST_FILE = 2L << 20;

    /** Four times the size of a bundle. */
    private static final long MOST_IN_ALL = 8L << 20;

    public Bundle {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * The bundle of a run.
     *
     * @param evidence the text of each file of evidence by name
     * @param report the report on the ledger's claims from that evidence alone, with the scrutiny of the obligations
     * @param version the version of this program
     */
    public static Bundle of(SortedMap<String, String> evidence, Ledger ledger, Report report, String version) {
        SortedMap<String, String> files = new TreeMap<>(evidence);
        files.put(LEDGER, EvidenceJson.write(ledger));
        files.put(MODELS, EvidenceJson.write(report.scrutiny().orElseThrow().models()));
        files.put(VERDICTS, JsonReport.withoutTimes(report));
        SortedMap<String, String> versions = new TreeMap<>(Map.of(Manifest.MAKER, version));
        files.put(MANIFEST, EvidenceJson.write(Manifest.of(files, versions)));
        return new Bundle(files);
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
        BundleReader reading = new BundleReader(MOST_FILES, MOST_FILE, MOST_IN_ALL);
        for (Path entry : reading.entries(directory)) {
            String name = entry.getFileName().toString();
            if (EvidenceFiles.FOLDERS.contains(name) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                for (Path member : reading.entries(entry)) {
                    reading.add(name + "/" + member.getFileName(), member);
                }
            } else {
                reading.add(name, entry);
            }
        }
        SortedMap<String, String> files = reading.files();
        if (files.getOrDefault(BundleDirectory.LOCK, "").isEmpty()) {
            files.remove(BundleDirectory.LOCK);
        }
        String times = files.remove(TIMES);
        if (times != null) {
            requireTimes(directory.resolve(TIMES), times, files.keySet());
        }
        return new Bundle(files);
    }

    /** No verdict depends on the times, but each must be the time of a piece of evidence in the bundle. */
    private static void requireTimes(Path file, String text, Set<String> names) throws IOException {
        try {
            for (Map.Entry<String, Long> time :
                    EvidenceJson.read(text, Times.class).microseconds().entrySet()) {
                boolean isOfEvidence = names.contains(EvidenceFiles.name(time.getKey()))
                        && time.getKey().contains(":");
                if (!isOfEvidence && !COVERAGE.matcher(time.getKey()).matches()) {
                    throw new IllegalArgumentException("'" + time.getKey() + "' is no evidence of this bundle");
                }
                if (time.getValue() == null || time.getValue() < 0) {
                    throw new IllegalArgumentException(time.getKey() + " took " + time.getValue() + " microseconds");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, "it does not hold times: " + e.getMessage());
        }
    }

    /**
     * The time that the examination of each piece of evidence took.
     *
     * @param microseconds the time by the id of the evidence
     */
    record Times(SortedMap<String, Long> microseconds) {
        private static final long NANOS_OF_MICROSECOND = 1000;

        Times {
            if (microseconds == null) {
                throw new IllegalArgumentException("there are no microseconds");
            }
        }

        /** The times of the examination of the evidence in a bundle. */
        static Times of(Findings findings, Bundle bundle) {
            SortedMap<String, Long> microseconds = new TreeMap<>();
            findings.all().stream()
                    .filter(finding -> bundle.files.containsKey(EvidenceFiles.name(finding.id())))
                    .forEach(finding -> microseconds.put(finding.id(), finding.nanos() / NANOS_OF_MICROSECOND));
            return new Times(microseconds);
        }
    }

    /**
     * The text of one file, of no more than a bundle's file may have.
     *
     * @throws IOException saying which file cannot be read, and why
     */
    public static String text(Path file) throws IOException {
        return BundleReader.text(file, MOST_FILE);
    }

    /** The SHA-256 of the manifest, which lists those of all other files, in hexadecimal digits. */
    public String manifestHash() {
        return Sha256.hex(files.get(MANIFEST));
    }

    /** The SHA-256 of the ledger, in hexadecimal digits. */
    public String ledgerHash() {
        return Sha256.hex(files.get(LEDGER));
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
