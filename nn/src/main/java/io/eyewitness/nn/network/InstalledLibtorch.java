package io.eyewitness.nn.network;

import io.eyewitness.theory.file.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A libtorch that is installed on the machine and is used in place of the one for the CPU that comes with eyewitness, such as a build for
 * CUDA. DJL's binding fits one version only, and DJL itself passes over a folder without a libtorch.
 */
final class InstalledLibtorch {
    /** The environment variable that names its folder. */
    static final String VARIABLE = "PYTORCH_LIBRARY_PATH";

    private static final String FLAVOUR = "PYTORCH_FLAVOR";
    private static final String BINDING = "/jnilib/pytorch.properties";
    private static final String DOCUMENT = "; see docs/gpu.md";
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private InstalledLibtorch() {}

    /**
     * The folder of the libtorch that the user chose, for which DJL is told whether it needs the binding for CUDA.
     *
     * @param folders the value of {@link #VARIABLE}, null if it is not set
     * @throws NativeLibrary.Unusable if there is no libtorch, or it is of another version than the binding
     */
    static Optional<Path> chosen(String folders) {
        if (folders == null || folders.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Stream.of(folders.split(File.pathSeparator))
                .map(InstalledLibtorch::path)
                .flatMap(Optional::stream)
                .filter(place -> Files.isRegularFile(place.resolve(System.mapLibraryName("torch"))))
                .findFirst()
                .orElseThrow(() -> new NativeLibrary.Unusable(VARIABLE + " is " + folders + ", which holds no "
                        + System.mapLibraryName("torch") + "; name the folder lib of libtorch " + needed()
                        + ", or unset it" + DOCUMENT));
        version(folder).filter(version -> !version.equals(needed())).ifPresent(version -> {
            throw new NativeLibrary.Unusable(VARIABLE + ": the libtorch in " + folder + " is " + version
                    + ", but DJL's binding is made for " + needed() + DOCUMENT);
        });
        if (System.getenv(FLAVOUR) == null) {
            boolean isForCuda = Files.exists(folder.resolve(System.mapLibraryName("torch_cuda")));
            System.setProperty(FLAVOUR, isForCuda ? "cu128" : "cpu");
        }
        return Optional.of(folder);
    }

    /** The failure of the library of a folder to load. */
    static NativeLibrary.Unusable unusable(Path folder, Throwable thrown) {
        return new NativeLibrary.Unusable(VARIABLE + ": the libtorch in " + folder + " cannot be loaded ("
                + NativeLibrary.reason(thrown) + "); DJL's binding is made for libtorch " + needed() + DOCUMENT);
    }

    private static Optional<Path> path(String folder) {
        try {
            Path named = Path.of(folder).toAbsolutePath();
            return Optional.of(Files.isRegularFile(named) ? named.getParent() : named);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The version by the files that PyTorch's archives and Python packages hold beside the folder lib. */
    private static Optional<String> version(Path folder) {
        return List.of("build-version", "version.py").stream()
                .map(folder::resolveSibling)
                .filter(Files::isRegularFile)
                .map(InstalledLibtorch::text)
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    private static String text(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(1 << 16), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** The version of libtorch for which the binding on the class path is made. */
    private static String needed() {
        try (InputStream stream = InstalledLibtorch.class.getResourceAsStream(BINDING)) {
            Properties binding = new Properties();
            binding.load(stream);
            return binding.getProperty("jni_version").replaceFirst("-.*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
