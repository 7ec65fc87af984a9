package io.eyewitness.nn.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import io.eyewitness.theory.console.Version;
import io.eyewitness.theory.file.NativeLibrary;
import io.eyewitness.theory.file.OwnedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** PyTorch. DJL unpacks its library to a folder of the user at the first use and finds it there from then on. */
public final class PyTorch {
    private static final String NAME = "PyTorch";

    /** DJL unpacks without a pause, so a folder that was not written to for this time belongs to no live process. */
    private static final Duration LEFT = Duration.ofHours(1);

    private static final NativeLibrary LIBRARY = new NativeLibrary(
            "PyTorch's library",
            PyTorch::folder,
            "make it writable, with 1 GB of room, or name another directory with the environment variable DJL_CACHE_DIR",
            PyTorch::start);

    private PyTorch() {}

    private static void start() {
        sweep(folder());
        Optional<Path> chosen = InstalledLibtorch.chosen(System.getenv(InstalledLibtorch.VARIABLE));
        try {
            Engine.getEngine(NAME);
        } catch (LinkageError | RuntimeException e) {
            if (chosen.isPresent()) {
                throw InstalledLibtorch.unusable(chosen.get(), e);
            }
            throw e;
        }
    }

    private static Path folder() {
        return Utils.getEngineCacheDir("pytorch").toAbsolutePath();
    }

    /**
     * The engine.
     *
     * @throws NativeLibrary.Unusable if the library cannot be unpacked or loaded
     */
    public static Engine engine() {
        LIBRARY.load();
        return Engine.getEngine(NAME);
    }

    /**
     * A manager of arrays on a device.
     *
     * @throws NativeLibrary.Unusable if the library cannot be unpacked or loaded
     */
    public static NDManager manager(Device device) {
        return engine().newBaseManager(device);
    }

    /** The versions of the software that computes, by its name. */
    public static Map<String, String> versions() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("eyewitness", Version.number());
        versions.put("DJL", Engine.getDjlVersion());
        versions.put(NAME, engine().getVersion());
        return versions;
    }

    /** Deletes the files that killed processes had unpacked. */
    static void sweep(Path folder) {
        for (Path entry : entries(folder)) {
            if (entry.getFileName().toString().matches("tmp[0-9]+")
                    && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && isOld(entry)
                    && entries(entry).stream().allMatch(PyTorch::isOld)) {
                try {
                    OwnedDirectory.delete(entry);
                } catch (IOException e) {
                    // It is another user's, for example.
                }
            }
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isOld(Path entry) {
        try {
            FileTime written = Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS);
            return written.toInstant().isBefore(Instant.now().minus(LEFT));
        } catch (IOException e) {
            return false;
        }
    }
}
