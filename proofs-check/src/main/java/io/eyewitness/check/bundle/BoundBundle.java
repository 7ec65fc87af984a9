package io.eyewitness.check.bundle;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.report.CheckedBounds;
import io.eyewitness.theory.evidence.BoundEvidence;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Point;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds on demand as {@code sim bound} writes them: the parts of one piece of evidence, in the folder {@code bound}. Other
 * files in the directory are for people.
 *
 * @param files the text of each file by its name relative to the directory, with slashes
 */
public record BoundBundle(SortedMap<String, String> files) {
    private static final int MOST_FILES = 10_000;
    private static final long MOST_FILE = 16L << 20;
    private static final long MOST_IN_ALL = 128L << 20;

    /**
     * The steps of exact arithmetic that a part may take, about two seconds. Bounds that {@code sim bound} writes take 0.2 to 1.2 steps a
     * character, and 3 with numbers of 500 digits; the largest part measured, of 64 bounds and 50 observed values, takes 260,000, and four
     * more for each character of its scripts. Values that are only known to be at most a number, as at the neighbours of local maxima, take the square of their
     * number: about twenty maxima are in reach.
     */
    private static final long MOST_OF_PART = 20_000_000;

    /**
     * The steps that all parts together may take, and further ones for each character: a small bundle costs seconds at most. With sixteen
     * local maxima the five parts of a grid of 17 points take about 65 million.
     */
    private static final long MOST_STEPS = 100_000_000;

    private static final int STEPS_OF_CHARACTER = 4;

    public BoundBundle {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Whether a directory holds bounds. */
    public static boolean isAt(Path directory) {
        return Files.isDirectory(directory.resolve(EvidenceFiles.BOUNDS));
    }

    /**
     * Reads a bundle.
     *
     * @throws IOException if the directory holds no bounds, or a file cannot be read
     */
    public static BoundBundle read(Path directory) throws IOException {
        if (!isAt(directory)) {
            throw new FileSystemException(
                    directory.toString(), null, "it holds no bounds: it has no folder " + EvidenceFiles.BOUNDS);
        }
        BundleReader reading = new BundleReader(MOST_FILES, MOST_FILE, MOST_IN_ALL);
        for (Path entry : reading.entries(directory.resolve(EvidenceFiles.BOUNDS))) {
            reading.add(EvidenceFiles.BOUNDS + "/" + entry.getFileName(), entry);
        }
        return new BoundBundle(reading.files());
    }

    /** The same bundle with other text in a file. */
    public BoundBundle with(String name, String text) {
        SortedMap<String, String> changed = new TreeMap<>(files);
        changed.put(name, text);
        return new BoundBundle(changed);
    }

    /** The same bundle without a file. */
    public BoundBundle without(String name) {
        SortedMap<String, String> changed = new TreeMap<>(files);
        changed.remove(name);
        return new BoundBundle(changed);
    }

    /**
     * Checks the bundle by the kernel and exact arithmetic. Only a summary of each part is kept, since there may be many.
     *
     * @return the summary of each part
     * @throws BundleRefused naming the first thing wrong
     */
    public List<CheckedBounds> check() throws BundleRefused {
        long characters = files.values().stream().mapToLong(String::length).sum();
        AtomicLong left = new AtomicLong(MOST_STEPS + STEPS_OF_CHARACTER * characters);
        ConcurrentSkipListSet<String> refused = new ConcurrentSkipListSet<>();
        List<String> names = files.keySet().stream()
                .filter(name -> EvidenceFiles.scriptBeside(name)
                        .filter(files::containsKey)
                        .isEmpty())
                .toList();
        List<CheckedBounds> parts =
                names.parallelStream().map(name -> checked(name, left, refused)).toList();
        if (parts.isEmpty()) {
            throw new BundleRefused("there is no evidence in " + EvidenceFiles.BOUNDS);
        }
        if (!refused.isEmpty()) {
            throw new BundleRefused(
                    parts.get(names.indexOf(refused.first())).fault().orElseThrow());
        }
        if (left.get() < 0) {
            throw new BundleRefused("its parts together need more exact arithmetic than a bundle of bounds is allowed");
        }
        Set<Point> points = new HashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            CheckedBounds part = parts.get(i);
            if (!part.id().equals(BoundEvidence.id(i + 1)) || part.parts() != parts.size()) {
                throw new BundleRefused(name(part) + " is not part " + (i + 1) + " of " + parts.size()
                        + ": a part is missing or superfluous");
            }
            if (!part.problem().equals(parts.get(0).problem())) {
                throw new BundleRefused(name(part) + " is about another problem than " + name(parts.get(0)));
            }
            for (CheckedBounds.Interval interval : part.intervals()) {
                if (!points.add(interval.x())) {
                    throw new BundleRefused(name(part) + " bounds f" + interval.x() + " a second time");
                }
            }
        }
        return parts;
    }

    private static String name(CheckedBounds part) {
        return EvidenceFiles.name(part.id());
    }

    /** Checks a part. Once no steps are left, or a part before it is refused, the bundle is, so it is not examined. */
    private CheckedBounds checked(String name, AtomicLong left, ConcurrentSkipListSet<String> refused) {
        if (left.get() < 0 || refused.lower(name) != null) {
            return CheckedBounds.refused(name + " was not examined");
        }
        CheckedBounds part = checked(name, left);
        part.fault().ifPresent(fault -> refused.add(name));
        return part;
    }

    private CheckedBounds checked(String name, AtomicLong left) {
        try {
            return Effort.within(MOST_OF_PART, () -> examined(name), spent -> left.addAndGet(-spent));
        } catch (IllegalArgumentException e) {
            String reason = e.getMessage();
            return CheckedBounds.refused(reason.startsWith(name) ? reason : name + ": " + reason);
        } catch (RuntimeException e) {
            return CheckedBounds.refused(
                    name + ": " + Examiner.failed(name, e).failures().get(0));
        }
    }

    private CheckedBounds examined(String name) {
        Evidence evidence = EvidenceFiles.read(name, file -> Optional.ofNullable(files.get(file)));
        if (!(evidence instanceof BoundEvidence part)) {
            return CheckedBounds.refused(name + " holds no bounds");
        }
        Map<String, String> written = EvidenceFiles.write(part);
        for (String file : files.keySet()) {
            if (EvidenceFiles.scriptBeside(file).equals(Optional.of(name)) && !written.containsKey(file)) {
                return CheckedBounds.refused(file + " does not belong to " + name);
            }
        }
        for (Map.Entry<String, String> file : written.entrySet()) {
            boolean isScript = !file.getKey().equals(name);
            if (isScript && !file.getValue().equals(files.get(file.getKey()))) {
                return CheckedBounds.refused(file.getKey() + " does not state what " + name + " says");
            }
        }
        Finding finding = Examiner.examine(part, Optional.empty());
        return finding.failures().isEmpty()
                ? CheckedBounds.of(part)
                : CheckedBounds.refused(name + ": " + finding.failures().get(0));
    }
}
