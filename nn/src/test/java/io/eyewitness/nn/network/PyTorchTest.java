package io.eyewitness.nn.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PyTorchTest {
    @TempDir
    private Path folder;

    private Path unpacked(String name, Duration age) throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        Path library = Files.writeString(directory.resolve("libtorch_cpu.so"), "half");
        FileTime time = FileTime.from(Instant.now().minus(age));
        Files.setLastModifiedTime(library, time);
        Files.setLastModifiedTime(directory, time);
        return directory;
    }

    @Test
    void whatAKilledProcessHadUnpackedIsDeleted() throws IOException {
        Path left = unpacked("tmp123", Duration.ofHours(2));
        Path writing = unpacked("tmp124", Duration.ofSeconds(1));
        Path cache = unpacked("2.7.1-cpu-linux-x86_64", Duration.ofDays(9));
        Path other = unpacked("tmpwork", Duration.ofDays(9));
        PyTorch.sweep(folder);
        assertFalse(Files.exists(left));
        for (Path kept : List.of(writing, cache, other)) {
            assertTrue(Files.exists(kept.resolve("libtorch_cpu.so")), kept.toString());
        }
        PyTorch.sweep(folder.resolve("none"));
    }

    /** Uses PyTorch, and says why it cannot. */
    static final class User {
        private User() {}

        public static void main(String[] arguments) {
            System.exit(io.eyewitness.nn.cli.Main.commandLine().execute("layers"));
        }
    }

    @Test
    void aFolderToWhichItCannotBeUnpackedIsNamedWithTheRemedy() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                User.class.getName());
        builder.environment().put("DJL_CACHE_DIR", file.toString());
        builder.environment().remove("ENGINE_CACHE_DIR");
        Process process = builder.redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes()).strip();
        assertEquals(3, process.waitFor(), told);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.startsWith("eyewitness: PyTorch's library cannot be unpacked to " + file), told);
        assertTrue(told.contains("DJL_CACHE_DIR"), told);
    }
}
