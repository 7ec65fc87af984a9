package io.eyewitness.theory.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A library in machine code, which comes in a jar, is unpacked to a folder, and runs from there: loaded when it is first asked for, once.
 * Those who load such libraries tell in many ways that they cannot, some on standard output; here all is one sentence, which tells a
 * folder that has no room, or from which nothing may run, from a platform that the library is not made for.
 */
public final class NativeLibrary {
    private static final byte[] PROBE = new byte[1 << 16];

    private final String name;
    private final Supplier<Path> folder;
    private final String remedy;
    private final Runnable loading;
    private boolean isLoaded;
    private Unusable problem;

    /** That a library cannot be loaded; the message says why, and what to do. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Unusable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /**
     * A library.
     *
     * @param name for people, such as {@code Z3's library}
     * @param folder the folder to which it is unpacked
     * @param remedy what to do where it cannot be unpacked there
     * @param loading loads it, and calls it if only that shows whether it is there
     */
    public NativeLibrary(String name, Supplier<Path> folder, String remedy, Runnable loading) {
        this.name = name;
        this.folder = folder;
        this.remedy = remedy;
        this.loading = loading;
    }

    /** One that is unpacked to the folder of temporary files, from which what killed processes left of it goes. */
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

    /** That it is no library of this platform. */
    public static String notHere(String name, Throwable thrown) {
        Throwable first = thrown;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return name + " cannot be loaded on this platform (" + first.getMessage() + "); see the platforms in README.md";
    }

    /** Why a file could not be written, if that was told. */
    private static Optional<String> unpacking(Throwable thrown) {
        String reason = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException problem) {
                reason = Reasons.of(problem);
            }
        }
        return Optional.ofNullable(reason);
    }

    /** Why no library could be written to a folder and run there. */
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
