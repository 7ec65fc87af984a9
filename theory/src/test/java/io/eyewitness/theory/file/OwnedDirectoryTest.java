package io.eyewitness.theory.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.house.OtherFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        lock(left, "eyewitness lock\n" + ThisProcess.host() + "\n");
        sweep();
        assertFalse(Files.exists(left));
    }

    private static Path lock(Path directory, String text) throws IOException {
        return Files.writeString(Files.createDirectories(directory).resolve("lock"), text);
    }

    @Test
    void aDirectoryWithoutALockOfOursStaysAsItIs() throws IOException {
        Path empty = Files.createDirectory(parent.resolve(".run-1"));
        Path thesis = Files.createDirectories(parent.resolve(".run-2/thesis"));
        Path theirs = lock(parent.resolve(".run-3"), "1234\n");
        Path nothing = lock(parent.resolve(".run-4"), "");
        Path host = lock(parent.resolve(".run-5"), "eyewitness lock\nanother host\n");
        Path real = lock(parent.resolve("real"), "eyewitness lock\n" + ThisProcess.host() + "\n");
        Path link = Files.createSymbolicLink(
                Files.createDirectory(parent.resolve(".run-6")).resolve("lock"), real);
        sweep();
        for (Path path : List.of(thesis, theirs, nothing, host, real, link)) {
            assertTrue(Files.exists(path), path.toString());
        }
        for (Path path : List.of(empty, thesis.getParent())) {
            assertTrue(Files.exists(path) && !Files.exists(path.resolve("lock")), path.toString());
        }
    }

    @Test
    void aLockThatCouldNotBeWrittenIsSweptWhereNothingElseIsThere() throws IOException {
        Path left = lock(parent.resolve(".run-1"), "");
        Path fresh = lock(parent.resolve(".run-2"), "");
        Path thesis = lock(parent.resolve(".run-3"), "");
        Files.writeString(thesis.resolveSibling("thesis"), "mine");
        for (Path old : List.of(left, thesis)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        sweep();
        assertFalse(Files.exists(left.getParent()));
        assertTrue(Files.exists(fresh));
        assertTrue(Files.exists(thesis));
    }

    /** Takes a directory on a disk that is full once the lock is there. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = Files.createDirectory(Path.of(arguments[0], "out"));
            Files.createFile(directory.resolve("lock"));
            try {
                Files.write(Path.of(arguments[0], "rest"), new byte[1 << 21]);
                throw new IllegalStateException("there is room");
            } catch (IOException full) {
                OwnedDirectory.take(directory);
            }
        }
    }

    @Test
    void aFullDiskIsToldWithTheFile() throws Exception {
        String told = OtherFolder.run(parent, "size=1M", Map.of(), List.of(), Taker.class, parent.toString())
                .errors();
        assertTrue(told.contains("FileSystemException: " + parent + "/out/lock: No space left on device"), told);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes in directories there")
    void aPipeThatIsCalledLockIsNotOpened() throws Exception {
        Path pipe = Files.createDirectory(parent.resolve(".run-1")).resolve("lock");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            sweep();
            assertThrows(IOException.class, () -> OwnedDirectory.take(pipe.getParent()));
        });
        assertTrue(Files.exists(pipe));
    }

    @Test
    void whatTheLauncherMadeAndNobodyTookIsSweptAfterAWhile() throws IOException {
        Path lock = lock(parent.resolve(".run-1"), "eyewitness lock\n");
        sweep();
        assertTrue(Files.exists(lock));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(120)));
        sweep();
        assertFalse(Files.exists(lock.getParent()));
    }

    @Test
    void anOwnerThatTakesItBetweenTheEndsOfTheLockAndTheDirectoryDoesNoHarm() throws Exception {
        Path directory = parent.resolve("place");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread other = new Thread(() -> {
            while (!isOver.get()) {
                try {
                    Files.createFile(directory.resolve("lock"));
                } catch (IOException e) {
                    // It is there, or has no place.
                }
            }
        });
        other.start();
        try {
            for (int i = 0; i < 300; i++) {
                OwnedDirectory.take(directory).orElseThrow().close();
            }
        } finally {
            isOver.set(true);
            other.join();
        }
    }

    @Test
    void allThatIsMadeWhileOtherThreadsSweepIsOwned() throws Exception {
        AtomicBoolean isDone = new AtomicBoolean();
        List<Thread> sweepers = Stream.generate(() -> new Thread(() -> {
                    while (!isDone.get()) {
                        sweep();
                    }
                }))
                .limit(2)
                .toList();
        sweepers.forEach(Thread::start);
        try {
            for (int i = 0; i < 500; i++) {
                OwnedDirectory.create(parent, ".run-").close();
            }
        } finally {
            isDone.set(true);
            for (Thread sweeper : sweepers) {
                sweeper.join();
            }
        }
        try (Stream<Path> left = Files.list(parent)) {
            assertEquals(List.of(), left.toList());
        }
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
