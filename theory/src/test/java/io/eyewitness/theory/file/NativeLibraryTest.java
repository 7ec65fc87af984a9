package io.eyewitness.theory.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @TempDir
    private Path folder;

    private String refusal(Path place, Runnable loading) {
        NativeLibrary library = new NativeLibrary("a library", () -> place, "name another with X", loading);
        String told = assertThrows(NativeLibrary.Unusable.class, library::load).getMessage();
        assertEquals(1, told.lines().count(), told);
        return told;
    }

    private static Runnable failing(RuntimeException problem) {
        return () -> {
            throw problem;
        };
    }

    @Test
    void oneThatLoadsIsLoadedOnce() {
        AtomicInteger times = new AtomicInteger();
        NativeLibrary library = new NativeLibrary("a library", () -> folder, "", times::incrementAndGet);
        library.load();
        library.load();
        assertEquals(1, times.get());
    }

    @Test
    void aFileThatCannotBeWrittenNamesTheFolderTheReasonAndTheRemedy() {
        IOException full = new FileSystemException("/a/b", null, "No space left on device");
        assertEquals(
                "a library cannot be unpacked to " + folder
                        + " and run there: No space left on device; name another with X",
                refusal(folder, failing(new IllegalStateException(new ExceptionInInitializerError(full)))));
    }

    @Test
    void aFolderThatIsNoneIsToldThoughTheLoaderTellsNoReason() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertEquals(
                "a library cannot be unpacked to " + file + " and run there: a file of that name is in the way;"
                        + " name another with X",
                refusal(file, failing(new IllegalStateException("failed"))));
    }

    @Test
    void onePlatformHasNoLibrary() {
        String told = refusal(folder, () -> {
            throw new ExceptionInInitializerError(new UnsatisfiedLinkError("wrong ELF class"));
        });
        assertEquals(
                "a library cannot be loaded on this platform (wrong ELF class); see the platforms in README.md", told);
    }

    @Test
    void theFirstFailureIsTheOneThatIsToldAgain() {
        AtomicInteger times = new AtomicInteger();
        NativeLibrary library = new NativeLibrary("a library", () -> folder, "", () -> {
            throw new IllegalStateException("attempt " + times.incrementAndGet());
        });
        NativeLibrary.Unusable first = assertThrows(NativeLibrary.Unusable.class, library::load);
        assertSame(first, assertThrows(NativeLibrary.Unusable.class, library::load));
    }

    @Test
    void whatALoaderPrintsIsNotShown() {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(shown)) {
            System.setOut(stream);
            System.setErr(stream);
            refusal(folder, () -> {
                System.out.println("System.load(zlib1) failed!");
                new IllegalStateException("failed").printStackTrace();
                throw new UnsatisfiedLinkError("none");
            });
            System.out.println("after");
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
        assertEquals("after", shown.toString().strip());
    }

    @Test
    void aFolderOfWhichNothingIsAmissHasNoObstacle() throws IOException {
        Path deeper = folder.resolve("a/b");
        assertEquals(Optional.empty(), NativeLibrary.obstacle(deeper));
        assertTrue(Files.isDirectory(deeper));
        try (var left = Files.list(deeper)) {
            assertFalse(left.findAny().isPresent());
        }
    }
}
