package io.eyewitness.theory.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    private static void write(Path file, String text) throws IOException {
        AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void writesNewFilesAndReplacesOldOnes() throws IOException {
        Path file = folder.resolve("out");
        write(file, "first");
        write(file, "second");
        assertEquals("second", Files.readString(file));
        assertEquals(1, files());
    }

    @Test
    void followsLinks() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        write(link, "text");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("text", Files.readString(file));
    }

    @Test
    void leavesDevicesInPlace() throws IOException {
        Path nothing = Path.of("/dev/null");
        assumeTrue(Files.exists(nothing), "there is no /dev/null here");
        write(nothing, "text");
        assertTrue(Files.exists(nothing) && !Files.isRegularFile(nothing));
    }

    @Test
    void saysWhatCannotBeWritten() throws IOException {
        Path missing = folder.resolve("no/out");
        String sentence =
                assertThrows(IOException.class, () -> write(missing, "")).getMessage();
        assertEquals("cannot write " + missing + ": there is no such file or directory", sentence);
        Path file = Files.createFile(folder.resolve("file"));
        String inFile = assertThrows(IOException.class, () -> write(file.resolve("out"), ""))
                .getMessage();
        assertTrue(inFile.startsWith("cannot write " + file.resolve("out") + ": "), inFile);
        assertEquals(
                "cannot write " + folder + ": it is a directory",
                assertThrows(IOException.class, () -> write(folder, "")).getMessage());
        assertEquals(1, files());
    }
}
