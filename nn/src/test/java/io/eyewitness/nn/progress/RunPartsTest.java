package io.eyewitness.nn.progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPartsTest {
    private static final String REMEDY = "give --force to start anew";

    @TempDir
    private Path directory;

    private final List<String> notes = new ArrayList<>();
    private final List<String> computed = new ArrayList<>();

    private RunParts open(String seed, boolean force) throws IOException {
        return RunParts.open(
                directory.resolve("out"), new TreeMap<>(Map.of("seed", seed, "steps", "5")), force, REMEDY);
    }

    private Path hidden() {
        return directory.resolve(".out.parts");
    }

    private float[] part(Progress progress, String name, float... value) {
        return progress.part(name, PartForm.FLOATS, () -> {
            computed.add(name);
            return value;
        });
    }

    private Progress watched(RunParts parts) throws IOException {
        return parts.kept("run", new Progress() {
            @Override
            public void finished(long count) {}

            @Override
            public void note(String sentence) {
                notes.add(sentence);
            }
        });
    }

    /** Two parts of a run that is then stopped: both are called a, the second has a NaN with a payload. */
    private void stopped() throws IOException {
        try (RunParts parts = open("1", false)) {
            Progress progress = watched(parts);
            part(progress, "a", 0.1f, -0f);
            part(progress, "a", Float.intBitsToFloat(0x7fc12345));
        }
        assertEquals(List.of("a", "a"), computed);
        assertEquals(List.of(), notes);
        computed.clear();
    }

    @Test
    void aStoppedRunGoesOnWithTheNextPart() throws IOException {
        stopped();
        try (RunParts parts = open("1", false)) {
            Progress progress = watched(parts);
            assertArrayEquals(new float[] {0.1f, -0f}, part(progress, "a", 7));
            assertEquals(0x7fc12345, Float.floatToRawIntBits(part(progress, "a", 7)[0]));
            assertArrayEquals(new float[] {3}, part(progress, "b", 3));
            assertEquals(List.of("b"), computed);
            assertEquals(List.of("resuming: 2 parts are there"), notes);
            parts.finish();
        }
        assertFalse(Files.exists(hidden()));
    }

    @Test
    void aPartThatIsDamagedOrOfAnotherKindIsComputedAgain() throws IOException {
        stopped();
        Path first = hidden().resolve("run-0-a.part");
        byte[] damaged = Files.readAllBytes(first);
        damaged[damaged.length - 1]++;
        Files.write(first, damaged);
        Files.move(hidden().resolve("run-1-a.part"), hidden().resolve("run-1-b.part"));
        try (RunParts parts = open("1", false)) {
            Progress progress = watched(parts);
            assertArrayEquals(new float[] {7}, part(progress, "a", 7));
            assertArrayEquals(new float[] {8}, part(progress, "b", 8));
        }
        assertEquals(List.of("a", "b"), computed);
    }

    @Test
    void partsOfOtherSettingsAreRefusedUnlessForced() throws IOException {
        stopped();
        String message = assertThrows(IllegalArgumentException.class, () -> open("2", false))
                .getMessage();
        assertEquals(hidden() + " belongs to a stopped run with other settings (seed); " + REMEDY, message);
        try (RunParts parts = open("2", true)) {
            assertArrayEquals(new float[] {7}, part(watched(parts), "a", 7));
        }
        try (RunParts parts = open("2", false)) {
            assertArrayEquals(new float[] {7}, part(watched(parts), "a", 8));
        }
    }

    @Test
    void aRunWithoutPartsAndOneThatIsRefusedLeaveNothing() throws IOException {
        open("1", false).close();
        assertFalse(Files.exists(hidden()));
        stopped();
        try (RunParts parts = open("1", false)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> parts.discardedIfRefused(() -> {
                        throw new IllegalArgumentException("too few");
                    }));
        }
        assertFalse(Files.exists(hidden()));
    }

    @Test
    void theRootIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RunParts.open(Path.of("/"), new TreeMap<>(), false, REMEDY))
                .getMessage();
        assertTrue(message.startsWith("/ is the root of all files") && message.endsWith("give --out another"), message);
    }

    @Test
    void runsWithOneDirectoryDoNotBlockOneAnother() throws IOException {
        Path out = directory.resolve("out");
        try (RunParts first = RunParts.open(out, "-V1", new TreeMap<>(Map.of("seed", "1")), false, REMEDY);
                RunParts second = RunParts.open(out, "-V2", new TreeMap<>(Map.of("seed", "2")), false, REMEDY)) {
            part(watched(first), "a", 1);
            part(watched(second), "a", 2);
            assertTrue(Files.exists(directory.resolve(".out-V1.parts/run-0-a.part")));
            assertTrue(Files.exists(directory.resolve(".out-V2.parts/run-0-a.part")));
        }
    }

    @Test
    void aPartThatCannotBeKeptIsNamed() throws IOException {
        PartForm<Integer> full = new PartForm<>(
                (part, to) -> {
                    throw new IOException("no space is left");
                },
                in -> 0);
        try (RunParts parts = open("1", false)) {
            Progress progress = watched(parts);
            String message = assertThrows(UncheckedIOException.class, () -> progress.part("a", full, () -> 1))
                    .getCause()
                    .getMessage();
            assertTrue(message.startsWith(hidden().resolve("run-0-a.part") + ": no space is left"), message);
        }
    }

    @Test
    void oneProgramAtATimeMakesARun() throws IOException {
        try (RunParts parts = open("1", false)) {
            part(watched(parts), "a", 1);
            String message = assertThrows(IllegalArgumentException.class, () -> open("1", false))
                    .getMessage();
            assertTrue(message.endsWith("is being made by another program"), message);
        }
    }
}
