package io.eyewitness.check.table;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * The measurements of the experiments: those that come with the program, as resources {@code measurement/NAME.json}, and those that
 * take their places.
 *
 * @param given the measurements that take the places of built-in ones, by id
 */
public record Measurements(SortedMap<String, MeasurementEvidence> given) {
    private static final String FOLDER = "measurement";
    private static final String RESOURCES = "/io/eyewitness/check/";

    public Measurements {
        given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    }

    /** The measurements that come with the program. */
    public static Measurements builtIn() {
        return new Measurements(new TreeMap<>());
    }

    /**
     * Reads all files {@code measurement/NAME.json} of a directory except hidden ones.
     *
     * @param ledger the ledger, a claim of which must rest on each
     * @throws IOException if a file or the directory cannot be read, or there are none
     * @throws IllegalArgumentException naming a file that is no measurement, or that no claim rests on
     */
    public static Measurements read(Path directory, Ledger ledger) throws IOException {
        Path folder = directory.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(
                    directory.toString(),
                    null,
                    Files.isDirectory(directory)
                            ? "it contains no measurements; they belong in " + FOLDER + "/NAME.json"
                            : "there is no such directory");
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new FileSystemException(folder.toString(), null, "it contains no measurements");
        }
        TreeMap<String, MeasurementEvidence> measurements = new TreeMap<>();
        for (Path file : files) {
            MeasurementEvidence measurement = measurement(directory, file);
            if (ledger.restingOn(measurement.id()).isEmpty()) {
                throw new IllegalArgumentException(file + ": no claim of the ledger rests on " + measurement.id());
            }
            measurements.put(measurement.id(), measurement);
        }
        return new Measurements(measurements);
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

    /** The ids of all measurements. */
    List<String> ids() {
        return Stream.concat(builtInIds().stream(), given.keySet().stream())
                .distinct()
                .toList();
    }

    /** A measurement. */
    Evidence of(String id) {
        MeasurementEvidence measurement = given.get(id);
        return measurement == null ? builtIn(id) : measurement;
    }

    /** The ids of the measurements that the built-in ledger rests on. */
    public static List<String> builtInIds() {
        return Ledger.builtIn().claims().stream()
                .filter(claim -> claim.criterion().isPresent())
                .flatMap(claim -> claim.evidence().stream())
                .distinct()
                .toList();
    }

    /**
     * A measurement that comes with the program.
     *
     * @throws IllegalArgumentException if there is none, or it is not evidence
     */
    public static Evidence builtIn(String id) {
        return EvidenceFiles.read(id.replaceFirst(":", "/") + ".json", Measurements::resource);
    }

    private static Optional<String> resource(String name) {
        try (InputStream stream = Measurements.class.getResourceAsStream(RESOURCES + name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
