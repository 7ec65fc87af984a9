package io.eyewitness.theory.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A native library that a jar contains and that is unpacked to a folder and loaded from there, once, on first use. Loaders of native
 * libraries report failures in many ways, some on standard output. This class reports each as one sentence, which distinguishes a folder
 * without room, or one from which nothing may run, from a platform for which the library does not exist.
 */
public final class NativeLibrary {
    private static final byte[] PROBE = new byte[1 << 16];

    private final String name;
    private final Supplier<Path> folder;
    private final String remedy;
    private final Runnable loading;
    private boolean isLoaded;
    private Unusable problem;

    /** A library cannot be loaded; the message says why, and names the remedy. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Unusable(String sentence, Throwable cause) {
            super(sentence, cause);
        }

        /** A library that the user chose cannot be used. */
        public Unusable(String sentence) {
            super(sentence);
        }
    }

    /**
     * A library.
     *
     * @param name in messages, such as {@code Z3's library}
     * @param folder the folder to which it is unpacked
     * @param remedy the remedy if it cannot be unpacked there
     * @param loading loads the library, and calls it where only a call shows whether it was loaded
     */
    public NativeLibrary(String name, Supplier<Path> folder, String remedy, Runnable loading) {
        this.name = name;
        this.folder = folder;
        this.remedy = remedy;
        this.loading = loading;
    }

    /** A library that is unpacked to the folder of temporary files, from which the remains of killed processes are deleted. */
    public static NativeLibrary temporary(String name, Runnable loading) {
        return new NativeLibrary(name, TemporaryFolder::place, "name another directory with TMPDIR", () -> {
            TemporaryFolder.path();
            loading.run();
        });
    }

    /**
     * Loads it, unless it is loaded.
     *
     * @throws Unusable if it cannot be loaded
     */
    public synchronized void load() {
        if (isLoaded) {
            return;
        }
        if (problem == null) {
            try {
                quietly(loading);
                isLoaded = true;
                return;
            } catch (Unusable e) {
                problem = e;
            } catch (LinkageError | RuntimeException e) {
                problem = new Unusable(sentence(e), e);
            }
        }
        throw problem;
    }

    private static void quietly(Runnable loading) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            System.setOut(nowhere);
            System.setErr(nowhere);
            loading.run();
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }

    private String sentence(Throwable thrown) {
        Path place = folder.get();
        Optional<String> obstacle = unpacking(thrown).or(() -> obstacle(place));
        return obstacle.map(reason ->
                        name + " cannot be unpacked to " + place + " and run there: " + reason + "; " + remedy)
                .orElseGet(() -> notHere(name, thrown));
    }

    /** The message for a library that does not exist for this platform. */
    public static String notHere(String name, Throwable thrown) {
        return name + " cannot be loaded on this platform (" + reason(thrown) + "); see the platforms in README.md";
    }

    /** The message of the first of the causes of a failure. */
    public static String reason(Throwable thrown) {
        Throwable first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getMessage();
    }

    /** The reason why a file could not be written, if the exception has one. */
    private static Optional<String> unpacking(Throwable thrown) {
        String reason = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException problem) {
                reason = Reasons.of(problem);
            }
        }
        return Optional.ofNullable(reason);
    }

    /** The reason why no library can be written to a folder and run from there, if there is one. */
    static Optional<String> obstacle(Path folder) {
        try {
            Path probe = Files.createTempFile(Files.createDirectories(folder), "eyewitness-", ".probe");
            try {
                Files.write(probe, PROBE);
                return probe.toFile().setExecutable(true) && Files.isExecutable(probe)
                        ? Optional.empty()
                        : Optional.of("nothing may run from there, as where a file system is mounted noexec");
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        }
    }
}
