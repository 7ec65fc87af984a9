package io.eyewitness.nn.visualize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.weights.Pretrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointedRunTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private static Network network;

    @TempDir
    private Path directory;

    /** Stops a run after some steps, as a power cut would. */
    private static final class Stop implements Progress {
        private final int after;
        private final List<String> notes = new ArrayList<>();
        private long done;

        Stop(int after) {
            this.after = after;
        }

        @Override
        public void started(String stage, long parts) {
            assertEquals(8, parts);
            done = 0;
        }

        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }

        @Override
        public void finished(long parts) {
            done += parts;
            if (done == after) {
                throw new IllegalStateException("stopped");
            }
        }
    }

    @BeforeAll
    static void open() throws IOException {
        network = Pretrained.network("fashion", Device.cpu());
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private CheckpointedRun run(String settings, Duration every) {
        VisualizationSpec spec = VisualizationSpec.ofEach(List.of(Objective.logit(3), Objective.channel("relu5", 7)))
                .withTransforms(Transforms.robust(28))
                .withSize(28)
                .withSteps(8)
                .withSeed(5);
        return new CheckpointedRun(
                spec, network, new TreeSet<>(Set.of(0, 2, 6)), directory.resolve("state.safetensors"), settings, every);
    }

    @Test
    void aRunThatWasStoppedTwiceIsTheOneThatWasNot() {
        Stop never = new Stop(-1);
        VisualizationResult whole = run("a", NEVER).run(never);
        assertEquals(List.of(), never.notes);
        assertEquals(8, never.done);
        assertFalse(Files.exists(directory.resolve("state.safetensors")));

        CheckpointedRun careful = run("a", Duration.ZERO);
        assertThrows(IllegalStateException.class, () -> careful.run(new Stop(3)));
        Stop second = new Stop(5);
        assertThrows(IllegalStateException.class, () -> careful.run(second));
        assertEquals(List.of("going on after step 3 of 8"), second.notes);
        VisualizationResult pieces = careful.run(never);
        assertEquals(List.of("going on after step 5 of 8"), never.notes);
        assertEquals(8, never.done);

        assertEquals(Set.of(0, 2, 6, 8), whole.snapshots().keySet());
        assertEquals(whole.snapshots().keySet(), pieces.snapshots().keySet());
        whole.snapshots()
                .forEach((step, images) -> assertArrayEquals(
                        images.values(), pieces.snapshots().get(step).values(), "after " + step + " steps"));
        assertEquals(8, whole.values().size());
        for (int step = 0; step < 8; step++) {
            assertArrayEquals(whole.values().get(step), pieces.values().get(step));
        }
    }

    @Test
    void aStateOfOtherSettingsIsNotTaken() {
        assertThrows(IllegalStateException.class, () -> run("a", Duration.ZERO).run(new Stop(1)));
        assertTrue(run("a", NEVER).canResume());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> run("b", NEVER).run(new Stop(-1)))
                .getMessage();
        assertTrue(message.contains("other settings") && message.contains("--force"), message);
    }

    @Test
    void snapshotsBeyondTheStepsAreRefused() {
        VisualizationSpec spec = run("a", NEVER).spec();
        for (int step : new int[] {-1, 9}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> new CheckpointedRun(
                                    spec, network, new TreeSet<>(Set.of(step)), directory, "a", NEVER))
                    .getMessage();
            assertEquals("snapshots are taken after 0 to 8 steps, not after " + step, message);
        }
    }
}
