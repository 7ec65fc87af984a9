package io.eyewitness.theory.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedDirectoryTest {
    @TempDir
    private Path parent;

    private void sweep() {
        OwnedDirectory.sweep(parent, name -> name.startsWith(".run-"), left -> true);
    }

    /** Owns a directory, says which, and waits to be killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (OwnedDirectory owned = OwnedDirectory.create(Path.of(arguments[0]), ".run-")) {
                Files.writeString(owned.path().resolve("work"), "half");
                System.out.println(owned.path());
                Thread.sleep(TimeUnit.MINUTES.toMillis(5));
            }
        }
    }

    @Test
    void whatAKilledProcessLeftIsSweptAndWhatALiveOneOwnsIsNot() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        parent.toString())
                .start();
        try {
            Path directory = Path.of(owner.inputReader().readLine());
            sweep();
            assertTrue(Files.exists(directory.resolve("work")));
            assertEquals(Optional.empty(), OwnedDirectory.take(directory));
            owner.destroyForcibly().waitFor();
            sweep();
            assertFalse(Files.exists(directory));
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void oneOfThisProcessIsLiveThoughItIsLookedAtAgainAndAgain() throws IOException {
        try (OwnedDirectory owned = OwnedDirectory.create(parent, ".run-")) {
            sweep();
            sweep();
            assertTrue(Files.exists(owned.path()));
        }
        sweep();
        try (var left = Files.list(parent)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void theNumberOfALiveProcessMakesNoOwner() throws IOException {
        Path left = Files.createDirectory(
                parent.resolve(".run-" + ProcessHandle.current().pid()));
        Files.writeString(left.resolve("work"), "half");
        sweep();
        assertFalse(Files.exists(left));
    }

    @Test
    void otherDirectoriesStay() throws IOException {
        Path other = Files.createDirectory(parent.resolve("mine"));
        Path file = Files.createFile(parent.resolve(".run-file"));
        sweep();
        assertTrue(Files.exists(other) && Files.exists(file));
    }

    @Test
    void whatIsLeftToTheNextStays() throws IOException {
        Path directory = parent.resolve("place");
        OwnedDirectory.take(directory).orElseThrow().end(false);
        try (OwnedDirectory owned = OwnedDirectory.take(directory).orElseThrow()) {
            assertEquals(Optional.empty(), OwnedDirectory.take(directory));
            assertEquals(directory, owned.path());
        }
        assertFalse(Files.exists(directory));
    }
}
