package io.eyewitness.nn.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.eyewitness.nn.data.ClassNames;
import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.Experiment;
import io.eyewitness.nn.experiment.LoadedModel;
import io.eyewitness.nn.experiment.NaturalImages;
import io.eyewitness.nn.experiment.RunTerms;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.onnx.ImageInput;
import io.eyewitness.nn.onnx.OnnxFile;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.progress.RunParts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit that was stopped in each of its experiments has the results of one that was not, to the last byte. */
class ResumedAuditTest {
    private static final int SIZE = 16;

    /** How many parts of stages of an experiment are finished before each of its stops. */
    private static final int[] STOPS = {1, 7};

    @TempDir
    private Path directory;

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Stops an audit in an experiment, at the latest before the next one. */
    private static final class Watch implements Progress {
        final List<String> notes = new ArrayList<>();
        private final String experiment;
        private boolean isReached;
        private int left;

        Watch(String experiment, int left) {
            this.experiment = experiment;
            this.left = left;
        }

        @Override
        public void reached(String line) {
            if (isReached) {
                throw new Stop();
            }
            isReached = line.endsWith(": " + experiment);
        }

        @Override
        public void finished(long parts) {
            if (isReached && --left == 0) {
                throw new Stop();
            }
        }

        @Override
        public void note(String sentence) {
            notes.add(sentence);
        }
    }

    private Path pictures() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 120; i++) {
            BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
            for (int place = 0; place < SIZE * SIZE; place++) {
                boolean isBright = i % 3 == 0
                        ? place < SIZE * SIZE / 2
                        : i % 3 == 1 ? place >= SIZE * SIZE / 2 : place % SIZE < SIZE / 2;
                int grey = random.nextInt(100) + (isBright ? 100 : 0);
                picture.setRGB(place % SIZE, place / SIZE, grey << 16 | grey << 8 | grey);
            }
            Path folder = Files.createDirectories(
                    directory.resolve("data/" + (i % 2 == 0 ? "test/" : "train/") + "kind" + i % 3));
            ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
        return directory.resolve("data");
    }

    private Subject subject(Path data) throws IOException {
        Path model = directory.resolve("own.onnx");
        if (!Files.exists(model)) {
            try (InputStream exported = Experiment.class.getResourceAsStream("own.onnx")) {
                Files.copy(exported, model);
            }
        }
        LoadedModel loaded =
                LoadedModel.of(OnnxFile.read(model, new ImageInput("unit", null, null, null), Device.cpu()), model);
        Choices choices = Choices.NONE
                .with("silent.units", "2")
                .with("twins.groups", "1")
                .with("batches", "1")
                .with("rounds", "1")
                .with("fine-tuning", "1");
        return new Subject(
                loaded,
                "cpu",
                NaturalImages.ofAny(loaded.network(), data, ClassNames.unknown(), 1000),
                new RunTerms(choices, Optional.empty()));
    }

    private Audit.Report run(Path data, Path out, Progress progress) throws IOException {
        try (Subject subject = subject(data)) {
            Audit audit = new Audit(subject, 1, null);
            try (RunParts parts = RunParts.open(out, audit.identity(Progress.NONE), false, "")) {
                Audit.Report report = audit.run(out, parts, progress);
                parts.finish();
                return report;
            }
        }
    }

    private static Map<String, byte[]> files(Path out) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(out)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void aStoppedAuditEndsAsOneThatWasNotStopped() throws IOException {
        Path data = pictures();
        Audit.Report whole = run(data, Files.createDirectories(directory.resolve("whole")), Progress.NONE);
        assertTrue(whole.lines().stream().noneMatch(line -> line.contains("left out")), whole.toString());
        Path stopped = Files.createDirectories(directory.resolve("stopped"));
        String lastOne = Audit.names().get(Audit.names().size() - 1);
        for (String experiment : Audit.names()) {
            for (int stop : experiment.equals(lastOne) ? new int[] {1} : STOPS) {
                assertThrows(Stop.class, () -> run(data, stopped, new Watch(experiment, stop)), experiment);
            }
        }
        Watch last = new Watch("", -1);
        Audit.Report resumed = run(data, stopped, last);
        assertEquals(
                Audit.names().size(),
                last.notes.stream().filter("resuming: 1 part is there"::equals).count(),
                "six finished experiments, and a part of the last one: " + last.notes);
        assertEquals(whole, resumed);
        Map<String, byte[]> expected = files(directory.resolve("whole"));
        Map<String, byte[]> found = files(stopped);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, found.get(name), name));
    }
}
