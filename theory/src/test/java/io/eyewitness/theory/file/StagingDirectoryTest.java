package io.eyewitness.theory.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingDirectoryTest {
    private static final String MARK = "run.json";

    @TempDir
    private Path directory;

    private Path place() {
        return directory.resolve("place");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void write(boolean force, String content) throws IOException {
        try (StagingDirectory draft = StagingDirectory.open(place(), MARK, force)) {
            draft.write(MARK, content.getBytes());
            assertEquals(
                    force && content.equals("new") ? List.of(".place.part", "place") : List.of(".place.part"), names());
            draft.finish();
        }
    }

    @Test
    void theDirectoryAppearsWhole() throws IOException {
        write(false, "old");
        assertEquals(List.of("place"), names());
        assertEquals("old", Files.readString(place().resolve(MARK)));
    }

    @Test
    void whatIsThereIsReplacedByForceOnly() throws IOException {
        write(false, "old");
        refused(false, "--force replaces it");
        write(true, "new");
        assertEquals(List.of("place"), names());
        assertEquals("new", Files.readString(place().resolve(MARK)));
    }

    @Test
    void whatSomebodyElseWroteIsNeverReplaced() throws IOException {
        Files.createDirectories(place().resolve("thesis"));
        refused(true, "holds no run.json");
        assertTrue(Files.exists(place().resolve("thesis")));
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThrows(IllegalArgumentException.class, () -> StagingDirectory.open(file, MARK, true));
        assertEquals("text", Files.readString(file));
    }

    @Test
    void anEmptyDirectoryIsFree() throws IOException {
        Files.createDirectory(place());
        try (StagingDirectory draft = StagingDirectory.open(place(), MARK, false)) {
            draft.write(MARK, new byte[0]);
            draft.finish();
        }
        assertTrue(Files.exists(place().resolve(MARK)));
    }

    @Test
    void theStateOutlivesADraftThatWasNotFinishedAndNothingElseDoes() throws IOException {
        try (StagingDirectory draft = StagingDirectory.open(place(), MARK, false)) {
            draft.write(MARK, new byte[0]);
        }
        assertEquals(List.of(), names());
        try (StagingDirectory draft = StagingDirectory.open(place(), MARK, false)) {
            Files.writeString(draft.state(), "state");
        }
        assertEquals(List.of(".place.part"), names());
        try (StagingDirectory draft = StagingDirectory.open(place(), MARK, false)) {
            assertEquals("state", Files.readString(draft.state()));
        }
        try (StagingDirectory draft = StagingDirectory.open(place(), MARK, true)) {
            assertFalse(Files.exists(draft.state()));
        }
        assertEquals(List.of(), names());
    }

    @Test
    void twoAtOnceAreRefused() throws IOException {
        try (StagingDirectory draft = StagingDirectory.open(place(), MARK, false)) {
            draft.write(MARK, new byte[0]);
            refused(false, "is being written by another program");
            draft.finish();
        }
        assertTrue(Files.exists(place().resolve(MARK)));
    }

    @Test
    void oneThatIsOnlyLookedAtIsWaitedFor() throws Exception {
        OwnedDirectory sweeper =
                OwnedDirectory.take(directory.resolve(".place.part")).orElseThrow();
        Thread end = new Thread(() -> {
            try {
                Thread.sleep(200);
                sweeper.end(true);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        end.start();
        write(false, "new");
        end.join();
        assertEquals(List.of("place"), names());
    }

    @Test
    void aPlaceInNoDirectoryIsRefused() {
        Path deep = directory.resolve("missing").resolve("place");
        String message = assertThrows(IllegalArgumentException.class, () -> StagingDirectory.open(deep, MARK, false))
                .getMessage();
        assertTrue(message.contains("is not a directory that can be written to"), message);
    }

    private void refused(boolean force, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> StagingDirectory.open(place(), MARK, force))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void whatAKilledRunLeftElsewhereIsClearedUnlessSomebodyCanGoOnFromIt() throws IOException {
        Path left = directory.resolve(".left.part");
        OwnedDirectory.take(left).orElseThrow().end(false);
        Files.createDirectories(left.resolve("result/half"));
        Files.createDirectories(directory.resolve(".paused.part/result"));
        Files.createFile(directory.resolve(".paused.part/state"));
        Files.createDirectories(directory.resolve(".mine.part/thesis"));
        try (StagingDirectory one = StagingDirectory.open(place(), MARK, false);
                StagingDirectory other = StagingDirectory.open(directory.resolve("other"), MARK, false)) {
            one.write(MARK, new byte[0]);
            other.write(MARK, new byte[0]);
            assertEquals(List.of(".mine.part", ".other.part", ".paused.part", ".place.part"), names());
            assertFalse(Files.exists(directory.resolve(".mine.part/lock")));
            one.finish();
            other.finish();
        }
        assertEquals(List.of(".mine.part", ".paused.part", "other", "place"), names());
    }

    @Test
    void whatWasToBeReplacedIsPutBackWhereTheRunWasKilledBetweenTheMoves() throws IOException {
        Files.createDirectories(directory.resolve(".place.part/replaced"));
        Files.writeString(directory.resolve(".place.part/replaced/" + MARK), "old");
        refused(false, "--force replaces it");
        assertEquals("old", Files.readString(place().resolve(MARK)));
    }
}
