package io.eyewitness.nn.inspect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.experiment.UnitProtocol;
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspections of the Fashion-MNIST network with the built-in images and a few steps. */
class InspectExperimentTest {
    /** Keeps parts, and stops when there are as many as it may keep. */
    private static final class Kept implements Progress {
        private final List<byte[]> parts;
        private final int most;
        private int asked;
        private int computed;

        Kept(List<byte[]> parts, int most) {
            this.parts = parts;
            this.most = most;
        }

        @Override
        public void finished(long count) {}

        @Override
        public <T> T part(String name, PartForm<T> form, Supplier<T> supplier) {
            try {
                if (asked < parts.size()) {
                    return form.reader().read(new DataInputStream(new ByteArrayInputStream(parts.get(asked++))));
                }
                if (parts.size() == most) {
                    throw new IllegalStateException("stopped");
                }
                T part = supplier.get();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                form.writer().write(part, new DataOutputStream(bytes));
                parts.add(bytes.toByteArray());
                asked++;
                computed++;
                return part;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Subject subject(String units, int naturals) throws IOException {
        LoadedModel model = LoadedModel.builtIn("fashion", Device.cpu());
        Choices choices =
                Choices.NONE.with("steps", 2).with("naturals", naturals).with("inspected", units);
        return new Subject(
                model,
                "cpu",
                NaturalImages.of(model.network(), Path.of(NaturalImages.BUILT_IN)),
                new RunTerms(choices, Optional.empty()));
    }

    private static String inspection(Path directory, Progress progress) throws IOException {
        try (Subject subject = subject("logit:1,bn5:7", 110)) {
            InspectExperiment.of(subject, UnitProtocol.of(subject, 3))
                    .run(subject, progress)
                    .writeTo(directory);
        }
        return Files.readString(directory.resolve(Inspection.FILE));
    }

    /** Stopped after each of its 3 ways of visualizing, 2 ranges and 2 units, and resumed. */
    @Test
    void aStoppedInspectionGoesOnAndHasTheSameBytes(@TempDir Path directory) throws IOException {
        String whole = inspection(directory.resolve("whole"), Progress.NONE);
        List<byte[]> parts = new ArrayList<>();
        for (int most : new int[] {2, 5, 6}) {
            assertThrows(
                    IllegalStateException.class, () -> inspection(directory.resolve("stopped"), new Kept(parts, most)));
        }
        Kept last = new Kept(parts, 100);
        assertEquals(whole, inspection(directory.resolve("resumed"), last));
        assertEquals(1, last.computed, "only the second unit is left");
        Inspection read = Inspection.read(directory.resolve("resumed"));
        assertEquals(whole, EvidenceJson.write(read), "its hash is that of its file");
        assertTrue(
                read.reasons()
                        .contains(
                                "made with other settings than the clean units: steps, natural images for calibration, 88 instead of at"
                                        + " least 240"),
                whole);
        assertEquals(2, read.units().size());
        assertEquals(88, read.whole().calibration());
        assertEquals(22, read.whole().heldOut());
        assertFalse(read.weightsSha256().isEmpty());
        assertTrue(read.units().get(1).parts().stream().allMatch(part -> part.n() == 4 && part.low() <= part.value()));
    }

    @Test
    void unitsThatCannotBeInspectedAreRefused() throws IOException {
        refused("logit:1", "name at least 2");
        refused("logit:1,logit:10", "there is no 10");
        refused("logit:1,conv1:0", "comes before any ReLU");
        refused("logit:3,bn5:7,logit:03", "names logit:3 twice");
        refused("logit:1,logit:2", 107, "107 natural images are too few");
    }

    private static void refused(String units, String reason) throws IOException {
        refused(units, 110, reason);
    }

    /** Before anything is computed. */
    private static void refused(String units, int naturals, String reason) throws IOException {
        Kept nothing = new Kept(new ArrayList<>(), 0);
        try (Subject subject = subject(units, naturals)) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> InspectExperiment.of(subject, UnitProtocol.of(subject, 3))
                                    .run(subject, nothing))
                    .getMessage();
            assertTrue(message.contains(reason), message);
        }
    }

    /** The square of 1e30 is no number of single precision, and a gradient that explodes is the steepest. */
    @Test
    void aGradientThatExplodesIsTheSteepest() {
        assertArrayEquals(new double[] {5e30, 0.5}, Ascents.norms(2, 3e30f, 4e30f, 0.3f, 0.4f), 1e24);
        double[][] ways = {
            {1, 1, Double.POSITIVE_INFINITY},
            {1, Double.NaN, 1},
            {1, 10, 100},
            {0, 0, 1},
            {0, 0, 0},
            {1e-300, 1e-300, 1e300}
        };
        assertArrayEquals(
                new double[] {6, 6, 1, 6, 0, 6}, new Ascents(TinyGates.white(), List.of(), ways).steepness(), 1e-12);
    }

    @Test
    void anotherFileIsNoInspection(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve(Inspection.FILE), "{\"schema\": \"eyewitness-defence/1\"}");
        assertThrows(IllegalArgumentException.class, () -> Inspection.read(directory));
        assertThrows(IOException.class, () -> Inspection.read(directory.resolve("none")));
    }
}
