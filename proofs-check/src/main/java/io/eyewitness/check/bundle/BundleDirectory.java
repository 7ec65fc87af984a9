package io.eyewitness.check.bundle;

import io.eyewitness.check.examine.Findings;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.OwnedDirectory;
import io.eyewitness.theory.file.Reasons;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The directory of a bundle: its files are staged in a directory inside it and moved into place at the end. The next run removes the
 * staging directories of killed runs; two runs at once do not disturb one another. A bundle that stands in the target is replaced, but never a
 * file that its manifest does not list: where such a file is in the way the target is refused.
 */
public final class BundleDirectory implements AutoCloseable {
    private static final String PREFIX = ".run-";
    private static final String OLD = "old-";
    private static final SortedSet<String> ENTRIES = entries();
    static final String LOCK = ".lock";

    private final Path target;
    private final OwnedDirectory owned;
    private final Path path;

    /**
     * Makes the target, if it is not there, and a directory to work in.
     *
     * @throws IOException if the target cannot be written, or holds files that are no part of a bundle
     */
    public BundleDirectory(Path target) throws IOException {
        this.target = target;
        make(target);
        requireOwn();
        owned = OwnedDirectory.create(target, PREFIX);
        path = owned.path();
    }

    private static void make(Path target) throws FileSystemException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw refused(target, "it is a file, not a directory for evidence");
        }
        try {
            Files.createDirectories(target);
        } catch (IOException e) {
            throw refused(target, "it cannot be made (" + Reasons.of(e) + ")");
        }
        if (!Files.isWritable(target)) {
            throw refused(target, "it cannot be written to");
        }
    }

    private static FileSystemException refused(Path target, String reason) {
        return new FileSystemException(
                target.toString(), null, reason + "; name another directory for the evidence with --evidence");
    }

    /**
     * Publishes a bundle in place of the one that stands in the target, with the times of its examination beside it.
     *
     * @throws IOException if that fails, or if a file that is no part of a bundle is in the way
     */
    public void publish(Bundle bundle, Findings findings) throws IOException {
        Map<String, String> files = new TreeMap<>(bundle.files());
        files.put(Bundle.TIMES, EvidenceJson.write(Bundle.Times.of(findings, bundle)));
        publish(files);
    }

    /**
     * Writes files, by name relative to the target, then moves them there in place of those that stand there.
     *
     * @throws IOException if that fails, or if a file that is no part of a bundle is in the way
     */
    @SuppressWarnings("try")
    void publish(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            AtomicFiles.put(path.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        try (FileChannel channel = lockFile();
                FileLock lock = channel.lock()) {
            requireNothingForeign();
            replace(Bundle.MANIFEST);
            for (String entry : ENTRIES) {
                if (!entry.equals(Bundle.MANIFEST)) {
                    replace(entry);
                }
            }
        }
    }

    /** The manifest is moved first, so that even after a run that was killed here the manifest lists all files in the target. */
    private void replace(String entry) throws IOException {
        Path standing = target.resolve(entry);
        Path written = path.resolve(entry);
        if (Files.exists(written)) {
            if (Files.exists(standing)) {
                Files.move(standing, path.resolve(OLD + entry));
            }
            Files.move(written, standing);
        }
    }

    private static SortedSet<String> entries() {
        SortedSet<String> entries = new TreeSet<>(EvidenceFiles.FOLDERS);
        entries.addAll(List.of(Bundle.LEDGER, Bundle.MANIFEST, Bundle.MODELS, Bundle.TIMES, Bundle.VERDICTS));
        return entries;
    }

    /** Requires that no foreign file is in the way, after waiting for a run that is publishing. */
    @SuppressWarnings("try")
    private void requireOwn() throws IOException {
        if (Files.exists(target.resolve(LOCK))) {
            try (FileChannel channel = lockFile();
                    FileLock lock = channel.lock()) {
                requireNothingForeign();
            }
        } else {
            requireNothingForeign();
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(target.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void requireNothingForeign() throws IOException {
        Set<String> own = own();
        for (String entry : ENTRIES) {
            Path standing = target.resolve(entry);
            if (Files.exists(standing, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> files = Files.walk(standing)) {
                    for (Path file : files.sorted().toList()) {
                        requireOwn(file, own);
                    }
                }
            }
        }
    }

    private void requireOwn(Path file, Set<String> own) throws FileSystemException {
        String name = target.relativize(file).toString().replace(File.separatorChar, '/');
        boolean isOwn = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? EvidenceFiles.FOLDERS.contains(name)
                : own.contains(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!isOwn) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "no " + Bundle.MANIFEST + " in " + target
                            + " lists it, so it would be lost; choose another directory for the evidence");
        }
    }

    /** The names of the files of the bundle in the target; none if there is no bundle. */
    private Set<String> own() throws IOException {
        Path file = target.resolve(Bundle.MANIFEST);
        if (!Files.isRegularFile(file)) {
            return Set.of();
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            Set<String> own = new TreeSet<>(
                    EvidenceJson.read(text, Manifest.class).sha256().keySet());
            own.addAll(List.of(Bundle.MANIFEST, Bundle.TIMES));
            return own;
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    @Override
    public void close() throws IOException {
        owned.close();
    }

    /** Whether the name is that of a staging directory. */
    static boolean isOne(String name) {
        return name.matches("\\.run-[0-9]{1,20}");
    }
}
