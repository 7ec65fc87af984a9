package io.eyewitness.check.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.console.Console;
import io.eyewitness.theory.house.OtherFolder;
import io.eyewitness.theory.house.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class Z3LibraryTest {
    @TempDir
    private Path folder;

    /** Asks for Z3 twice, on threads of its own. */
    @Command(name = "user")
    static final class User implements Callable<Integer> {
        public static void main(String[] arguments) {
            Console.main(
                    () -> Console.setUp(new CommandLine(new User()), "a library", problem -> Optional.empty()),
                    arguments);
        }

        @Override
        public Integer call() {
            CompletableFuture.supplyAsync(Z3Library::context)
                    .exceptionally(problem -> null)
                    .join();
            CompletableFuture.supplyAsync(Z3Library::context).join().close();
            return 0;
        }
    }

    @ParameterizedTest
    @CsvSource({"noexec, nothing may run from there", "size=1M, No space left on device"})
    void aFolderThatDoesNotDoIsNamedWithTheReasonAndTheRemedy(String options, String reason) throws Exception {
        Run run = OtherFolder.run(folder, options, Map.of(), List.of("-Djava.io.tmpdir=" + folder), User.class);
        assertEquals(3, run.exitCode(), run.errors());
        assertEquals("", run.output());
        assertEquals(1, run.errors().lines().count(), run.errors());
        assertTrue(
                run.errors()
                        .startsWith("eyewitness: Z3's library cannot be unpacked to " + folder + " and run there: "
                                + reason),
                run.errors());
        assertTrue(run.errors().contains("TMPDIR"), run.errors());
    }
}
