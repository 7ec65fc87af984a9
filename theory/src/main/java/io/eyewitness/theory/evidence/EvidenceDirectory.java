package io.eyewitness.theory.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A directory of evidence: a folder a kind, a JSON file a piece, and the SMT-LIB script beside each obligation. */
public final class EvidenceDirectory {
    /** The version of the form of evidence files. */
    public static final int SCHEMA = 1;

    /** The folders that hold evidence. */
    public static final List<String> FOLDERS = List.of("obligation", "witness", "decoder");

    private EvidenceDirectory() {}

    private record EvidenceFile(int schema, Evidence evidence) {}

    /**
     * Writes a piece of evidence into an existing directory.
     *
     * @return its JSON file
     * @throws IOException if that fails
     */
    public static Path write(Path directory, Evidence evidence) throws IOException {
        String[] name = evidence.id().split(":", 2);
        Path folder = Files.createDirectories(directory.resolve(name[0]));
        if (evidence instanceof ObligationEvidence obligation) {
            Files.writeString(folder.resolve(name[1] + ".smt2"), obligation.script());
        }
        return Files.writeString(
                folder.resolve(name[1] + ".json"), EvidenceJson.write(new EvidenceFile(SCHEMA, evidence)));
    }

    /**
     * Reads all evidence of a directory, in the order of the file names.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException naming the first file that is not evidence
     */
    public static List<Evidence> readAll(Path directory) throws IOException {
        List<Evidence> evidence = new ArrayList<>();
        for (String name : FOLDERS) {
            Path folder = directory.resolve(name);
            if (Files.isDirectory(folder)) {
                for (Path file : jsonFiles(folder)) {
                    evidence.add(read(file));
                }
            }
        }
        return evidence;
    }

    private static List<Path> jsonFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads one piece of evidence.
     *
     * @param file its JSON file
     * @throws IOException if it, or the script that belongs to it, cannot be read
     * @throws IllegalArgumentException naming the file if it is not evidence
     */
    public static Evidence read(Path file) throws IOException {
        try {
            EvidenceFile content =
                    EvidenceJson.read(Files.readString(file, StandardCharsets.UTF_8), EvidenceFile.class);
            Evidence evidence = content.evidence();
            if (content.schema() != SCHEMA || evidence == null) {
                throw new IllegalArgumentException("it is not evidence of schema " + SCHEMA);
            }
            String stem = file.getFileName().toString().replaceFirst("\\.json$", "");
            String expected = file.getParent().getFileName() + ":" + stem;
            if (!expected.equals(evidence.id())) {
                throw new IllegalArgumentException("its id is " + evidence.id() + ", not " + expected);
            }
            return evidence instanceof ObligationEvidence obligation
                    ? withScript(obligation, file.resolveSibling(stem + ".smt2"))
                    : evidence;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static ObligationEvidence withScript(ObligationEvidence evidence, Path script) throws IOException {
        return new ObligationEvidence(
                evidence.id(), evidence.solver(), evidence.answer(), Files.readString(script, StandardCharsets.UTF_8));
    }
}
