package io.eyewitness.theory.house;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main class on a Java of its own, with a folder that is a file system of its own, such as one that is full, for that process alone. */
public final class OtherFolder {
    private static final String MOUNT = "mount -t tmpfs -o \"$1\" tmpfs \"$2\" && shift 2 && exec \"$@\"";

    private OtherFolder() {}

    /**
     * Runs the main class, or skips the test where this user may not mount.
     *
     * @param folder an empty one
     * @param options of the file system, such as {@code noexec} or {@code size=1M}
     * @param variables of the environment
     * @param java more options for Java
     * @return what came of it
     */
    public static Run run(
            Path folder,
            String options,
            Map<String, String> variables,
            List<String> java,
            Class<?> main,
            String... words)
            throws IOException, InterruptedException {
        assumeTrue(mayMount(folder), "this user may not mount file systems (unshare -m, mount), as root may");
        List<String> command = mounting(
                options,
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true");
        command.addAll(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(words));
        Path output = Files.createTempFile("other-folder", ".out");
        Path errors = Files.createTempFile("other-folder", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            assertTrue(process.waitFor(5, TimeUnit.MINUTES));
            return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static boolean mayMount(Path folder) throws InterruptedException {
        try {
            return new ProcessBuilder(mounting("size=1M", folder, "true"))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> mounting(String options, Path folder, String... command) {
        List<String> words =
                new ArrayList<>(List.of("unshare", "-m", "sh", "-c", MOUNT, "sh", options, folder.toString()));
        words.addAll(List.of(command));
        return words;
    }
}
