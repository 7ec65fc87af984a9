package io.eyewitness.nn.progress;

import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.OwnedDirectory;
import io.eyewitness.theory.file.Reasons;
import io.eyewitness.theory.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a run that are finished, in a hidden directory beside its results, until the run is: a run that was stopped goes on with the part
 * that it was at, and its result is then the same, bit for bit, as without the stop. The directory belongs to a run with certain settings, in
 * which everything that its result depends on must be named.
 */
public final class RunParts implements AutoCloseable {
    private static final String SETTINGS = "settings";
    private static final String SUFFIX = ".part";
    private static final int HASH = 32;

    private final OwnedDirectory owned;
    private final String settings;
    private boolean isFinished;

    private RunParts(OwnedDirectory owned, String settings) {
        this.owned = owned;
        this.settings = settings;
    }

    /**
     * Opens the parts of a run.
     *
     * @param out the directory of its results, which need not exist
     * @param settings of the run, by name
     * @param force whether to drop the parts of a stopped run
     * @param remedy says what to do about parts of a run with other settings, such as {@code give --force to start anew}
     * @throws IllegalArgumentException if there are such parts, or another program makes this run
     */
    public static RunParts open(Path out, SortedMap<String, String> settings, boolean force, String remedy)
            throws IOException {
        return open(out, "", settings, force, remedy);
    }

    /**
     * Opens the parts of one of several runs whose results go to one directory, see {@link #open(Path, SortedMap, boolean, String)}.
     *
     * @param run distinguishes the run from the others
     */
    public static RunParts open(Path out, String run, SortedMap<String, String> settings, boolean force, String remedy)
            throws IOException {
        Path target = out.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(
                    out + " is the root of all files, beside which nothing can be kept; give --out another");
        }
        Files.createDirectories(parent);
        Path hidden = target.resolveSibling("." + target.getFileName() + run + ".parts");
        RunParts parts = new RunParts(
                OwnedDirectory.take(hidden)
                        .orElseThrow(() -> new IllegalArgumentException(out + " is being made by another program")),
                text(settings));
        try {
            parts.begin(force, remedy);
            return parts;
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static String text(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }

    private void begin(boolean force, String remedy) throws IOException {
        Path file = file(SETTINGS);
        if (force || !Files.exists(file)) {
            clear();
            return;
        }
        String kept = Files.readString(file);
        if (!kept.equals(settings)) {
            throw new IllegalArgumentException(owned.path() + " belongs to a stopped run with other settings ("
                    + differing(kept) + "); " + remedy);
        }
    }

    /** The names of the settings that differ. */
    private String differing(String kept) {
        Map<String, String> own = map(settings);
        Map<String, String> others = map(kept);
        return Stream.concat(own.keySet().stream(), others.keySet().stream())
                .distinct()
                .filter(name -> !own.getOrDefault(name, "").equals(others.getOrDefault(name, "")))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> map(String text) {
        Map<String, String> settings = new TreeMap<>();
        text.lines().forEach(line -> {
            int end = Math.max(0, line.indexOf('='));
            settings.put(line.substring(0, end), line.substring(end));
        });
        return settings;
    }

    private void clear() throws IOException {
        Files.deleteIfExists(file(SETTINGS));
        for (Path part : parts()) {
            Files.deleteIfExists(part);
        }
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(owned.path())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
    }

    private Path file(String name) {
        return owned.path().resolve(name);
    }

    /**
     * A listener that also keeps parts.
     *
     * @param scope distinguishes the parts of one computation from those of others in this run
     * @param watch is told of the progress, and first how many parts a stopped run has kept
     */
    public Progress kept(String scope, Progress watch) throws IOException {
        long count = parts().stream()
                .filter(part -> String.valueOf(part.getFileName()).startsWith(scope + "-"))
                .count();
        if (count > 0) {
            watch.note("resuming: " + count + (count == 1 ? " part is" : " parts are") + " there");
        }
        return new Keeper(scope, watch);
    }

    /** A computation that may read and write files. */
    @FunctionalInterface
    public interface Computation<T> {
        T run() throws IOException;
    }

    /**
     * The result of a computation of this run. If it refuses its input, the parts are not kept, because it would refuse again.
     *
     * @throws IllegalArgumentException if it refuses
     */
    public <T> T discardedIfRefused(Computation<T> computation) throws IOException {
        try {
            return computation.run();
        } catch (IllegalArgumentException e) {
            finish();
            throw e;
        }
    }

    /** Deletes the parts when they are closed, because the results are written. */
    public void finish() {
        isFinished = true;
    }

    @Override
    public void close() throws IOException {
        owned.end(isFinished || !Files.exists(file(SETTINGS)));
    }

    private <T> Optional<T> read(String name, PartForm<T> form) {
        Path file = file(name);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] all = Files.readAllBytes(file);
            if (all.length < HASH || !Arrays.equals(hash(name, all), Arrays.copyOf(all, HASH))) {
                return Optional.empty();
            }
            return Optional.of(
                    form.reader().read(new DataInputStream(new ByteArrayInputStream(all, HASH, all.length - HASH))));
        } catch (IOException e) {
            throw new UncheckedIOException(Reasons.naming(file, e));
        }
    }

    private <T> void keep(String name, PartForm<T> form, T part) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.write(new byte[HASH]);
            form.writer().write(part, new DataOutputStream(content));
            byte[] all = content.toByteArray();
            System.arraycopy(hash(name, all), 0, all, 0, HASH);
            if (!Files.exists(file(SETTINGS))) {
                AtomicFiles.write(file(SETTINGS), settings.getBytes(StandardCharsets.UTF_8));
            }
            AtomicFiles.write(file(name), all);
        } catch (IOException e) {
            throw new UncheckedIOException(Reasons.naming(file(name), e));
        }
    }

    private static byte[] hash(String name, byte[] all) {
        MessageDigest digest = Sha256.digest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(all, HASH, all.length - HASH);
        return digest.digest();
    }

    /** Numbers the parts of one computation, in the order in which it asks for them. */
    private final class Keeper implements Progress {
        private final String scope;
        private final Progress watch;
        private int number;

        Keeper(String scope, Progress watch) {
            this.scope = scope;
            this.watch = watch;
        }

        @Override
        public <T> T part(String name, PartForm<T> form, Supplier<T> computed) {
            String own = scope + "-" + number++ + "-" + name + SUFFIX;
            return read(own, form).orElseGet(() -> {
                T part = computed.get();
                keep(own, form, part);
                return part;
            });
        }

        @Override
        public void finished(long parts) {
            watch.finished(parts);
        }

        @Override
        public void started(String stage, long parts) {
            watch.started(stage, parts);
        }

        @Override
        public void finishedOne(String state) {
            watch.finishedOne(state);
        }

        @Override
        public void reached(String line) {
            watch.reached(line);
        }

        @Override
        public void note(String sentence) {
            watch.note(sentence);
        }
    }
}
