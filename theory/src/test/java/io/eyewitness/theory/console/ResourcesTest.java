package io.eyewitness.theory.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.file.NativeLibrary;
import io.eyewitness.theory.house.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The ends of memory, pipes, disks. */
class ResourcesTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path directory;

    @Command
    private record Failing(Callable<Integer> body) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }

    private static Run run(Callable<Integer> call) {
        return Run.of(Console.setUp(new CommandLine(new Failing(call)), "a library", problem -> Optional.empty()));
    }

    private static OutputStream broken(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    private static void assertSays(String sentence, Run run) {
        assertEquals(3, run.exitCode(), run.errors());
        assertEquals(1, run.errors().lines().count(), run.errors());
        assertTrue(run.errors().contains(sentence), run.errors());
    }

    @Test
    void tooLittleMemoryIsSaidSoWhereverItIsNoticed() {
        OutOfMemoryError problem = new OutOfMemoryError("Java heap space");
        assertSays("EYEWITNESS_JAVA_OPTS=-Xmx", run(() -> {
            throw problem;
        }));
        assertSays("not enough memory", run(() -> {
            throw new CompletionException(problem);
        }));
        assertSays("not enough memory", run(() -> {
            throw new IllegalStateException(new ExecutionException(problem));
        }));
        assertSays("not enough memory", run(() -> {
            throw new NoClassDefFoundError("Could not initialize class A: " + problem);
        }));
    }

    @Test
    void aLibraryThatIsNotThereIsSaidSoHoweverItIsWrapped() {
        UnsatisfiedLinkError problem = new UnsatisfiedLinkError("wrong ELF class");
        assertSays("a library cannot be loaded on this platform (wrong ELF class)", run(() -> {
            throw new IllegalStateException(new ExecutionException(problem));
        }));
        NativeLibrary library = new NativeLibrary("another", () -> FULL, "name another with X", () -> {
            throw new IllegalStateException(new IOException("No space left on device"));
        });
        assertSays(
                "another cannot be unpacked to " + FULL + " and run there: No space left on device; name", run(() -> {
                    try {
                        library.load();
                        return 0;
                    } catch (NativeLibrary.Unusable e) {
                        throw new CompletionException(new IllegalStateException(e));
                    }
                }));
    }

    @Test
    void tooLittleStackIsSaidSo() {
        assertSays("EYEWITNESS_JAVA_OPTS=-Xss", run(() -> overflow(0)));
    }

    @Test
    void aPipeWithoutAReaderEndsTheProgramQuietly() {
        PrintStream output = new StandardOutput(broken("Broken pipe"), true).stream();
        Run run = run(() -> {
            output.println("line");
            return 0;
        });
        assertEquals(new Run(141, "", ""), run);
    }

    @Test
    void otherOutputSaysWhyItIsLost() {
        StandardOutput output = new StandardOutput(broken("No space left on device"), false);
        output.stream().println("line");
        assertEquals("No space left on device", output.reason());
    }

    @Test
    void aFullDiskIsNamed() throws IOException {
        assumeTrue(Files.exists(FULL), "there is no " + FULL);
        for (Path file : new Path[] {FULL, Files.createSymbolicLink(directory.resolve("link"), FULL)}) {
            byte[] content = new byte[10];
            String told = assertThrows(IOException.class, () -> AtomicFiles.write(file, content))
                    .getMessage();
            assertTrue(told.startsWith("cannot write " + file + ": No space left"), told);
            told = assertThrows(IOException.class, () -> AtomicFiles.put(file, content))
                    .getMessage();
            assertTrue(told.startsWith("cannot write " + file + ": No space left"), told);
        }
    }

    @Test
    void noClassNameStandsForAReason() {
        Run run = run(() -> {
            throw new UncheckedIOException(new IOException());
        });
        assertEquals(2, run.exitCode());
        assertFalse(run.errors().contains("Exception"), run.errors());
    }
}
