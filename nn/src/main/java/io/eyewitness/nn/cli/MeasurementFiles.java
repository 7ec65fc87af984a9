package io.eyewitness.nn.cli;

import io.eyewitness.nn.image.ContentHash;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.file.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measurements as files. */
final class MeasurementFiles {
    private MeasurementFiles() {}

    /** What every measurement's setting says: weights, data, device, threads, platform and versions. */
    static SortedMap<String, String> setting(LoadedModel model, String device, Path data, LabelledImages images)
            throws IOException {
        return new TreeMap<>(Map.of(
                "weights",
                model.weights() + " sha256:" + model.sha256(),
                "data",
                NaturalImages.title(model.network(), data) + " sha256:" + ContentHash.of(images),
                "device",
                device,
                "threads",
                System.getenv()
                        .getOrDefault(
                                "OMP_NUM_THREADS",
                                String.valueOf(Runtime.getRuntime().availableProcessors())),
                "platform",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                        + Runtime.version().feature(),
                "versions",
                Settings.currentVersions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "))));
    }

    /** Writes {@code measurement/NAME.json} under a folder, whole or not at all. */
    static void write(Path folder, MeasurementEvidence evidence) throws IOException {
        AtomicFiles.write(folder, EvidenceFiles.write(evidence));
    }
}
