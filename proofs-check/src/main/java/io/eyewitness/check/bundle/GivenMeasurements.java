package io.eyewitness.check.bundle;

import io.eyewitness.check.gate.KeptMeasurements;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measurements that take the places of those that come with the program.
 *
 * @param measurements by id
 */
public record GivenMeasurements(SortedMap<String, MeasurementEvidence> measurements) {
    private static final String FOLDER = "measurement";

    public GivenMeasurements {
        measurements = Collections.unmodifiableSortedMap(new TreeMap<>(measurements));
    }

    /** None: all are those that come with the program. */
    public static GivenMeasurements none() {
        return new GivenMeasurements(new TreeMap<>());
    }

    /**
     * Reads all files {@code measurement/NAME.json} of a directory, hidden ones passed over.
     *
     * @param ledger some claim of which rests on each
     * @throws IOException if a file or the directory cannot be read, or there are none
     * @throws IllegalArgumentException naming a file that is no measurement, or that no claim rests on
     */
    public static GivenMeasurements read(Path directory, Ledger ledger) throws IOException {
        Path folder = directory.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    Files.isDirectory(directory)
                            ? "it holds no measurements, which stand in " + FOLDER + "/NAME.json"
                            : "there is no such directory");
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new FileSystemException(folder.toString(), null, "it holds no measurements");
        }
        TreeMap<String, MeasurementEvidence> measurements = new TreeMap<>();
        for (Path file : files) {
            MeasurementEvidence measurement = measurement(directory, file);
            if (ledger.claims().stream().noneMatch(claim -> claim.evidence().contains(measurement.id()))) {
                throw new IllegalArgumentException(file + ": no claim of the ledger rests on " + measurement.id());
            }
            measurements.put(measurement.id(), measurement);
        }
        return new GivenMeasurements(measurements);
    }

    private static MeasurementEvidence measurement(Path directory, Path file) throws IOException {
        String name = FOLDER + "/" + file.getFileName();
        if (!EvidenceFiles.isEvidence(name)) {
            throw new IllegalArgumentException(file + ": it is no measurement, whose name ends in .json");
        }
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        String text = Bundle.text(file);
        Evidence evidence;
        try {
            evidence = EvidenceFiles.read(name, asked -> Optional.of(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("in " + directory + ", " + e.getMessage(), e);
        }
        if (evidence instanceof MeasurementEvidence measurement) {
            return measurement;
        }
        throw new IllegalArgumentException(file + ": it is evidence, but no measurement");
    }

    /** The ids of all measurements, of these and of those that come with the program. */
    List<String> ids() {
        return Stream.concat(KeptMeasurements.ids().stream(), measurements.keySet().stream())
                .distinct()
                .toList();
    }

    /** One of them. */
    Evidence of(String id) {
        MeasurementEvidence given = measurements.get(id);
        return given == null ? KeptMeasurements.read(id) : given;
    }
}
