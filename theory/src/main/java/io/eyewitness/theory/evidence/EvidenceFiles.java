package io.eyewitness.theory.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Evidence as files: a folder a kind, a JSON file a piece; beside each obligation its SMT-LIB script ({@code .smt2}) and, if there is
 * one, its proof ({@code .proof.json}); beside bounds at a single point their scripts.
 */
public final class EvidenceFiles {
    /** The version of the form of evidence files. */
    public static final int SCHEMA = 1;

    /** The folders that hold evidence. */
    public static final List<String> FOLDERS = List.of("obligation", "witness", "decoder", "formal", "measurement");

    /** The folder of bounds on demand, which are no part of the table's evidence. */
    public static final String BOUNDS = "bound";

    private static final String OBLIGATIONS = "obligation/";
    private static final String JSON = ".json";
    private static final String SCRIPT = ".smt2";
    private static final String PROOF = ".proof.json";

    private EvidenceFiles() {}

    private record EvidenceFile(int schema, Evidence evidence) {}

    /** Whether a file holds a piece of evidence, by its name relative to the directory of evidence. */
    public static boolean isEvidence(String name) {
        int slash = name.indexOf('/');
        return slash > 0 && FOLDERS.contains(name.substring(0, slash)) && name.endsWith(JSON) && !name.endsWith(PROOF);
    }

    /** The JSON file that a script or a proof stands beside, by their names; empty for the name of another file. */
    public static Optional<String> besideWhich(String name) {
        return Stream.of(SCRIPT, PROOF)
                .filter(ending -> name.startsWith(OBLIGATIONS) && name.endsWith(ending))
                .map(ending -> name.substring(0, name.length() - ending.length()) + JSON)
                .filter(EvidenceFiles::isEvidence)
                .findFirst();
    }

    /** The JSON file of bounds that a script stands beside, by their names; empty for the name of another file. */
    public static Optional<String> scriptBeside(String name) {
        return name.startsWith(BOUNDS + "/") && name.endsWith(SCRIPT)
                ? Optional.of(name.substring(0, name.indexOf('.')) + JSON)
                : Optional.empty();
    }

    /** The name of the JSON file of a piece of evidence, relative to the directory of evidence, by the evidence's id. */
    public static String name(String id) {
        return stem(id) + JSON;
    }

    private static String stem(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon) + "/" + id.substring(colon + 1);
    }

    /** The files of a piece of evidence, by name relative to the directory of evidence, the JSON file first. */
    public static Map<String, String> write(Evidence evidence) {
        String stem = stem(evidence.id());
        Map<String, String> files = new LinkedHashMap<>();
        files.put(stem + JSON, EvidenceJson.write(new EvidenceFile(SCHEMA, evidence)));
        if (evidence instanceof ObligationEvidence obligation) {
            files.put(stem + SCRIPT, obligation.script());
            obligation.proof().ifPresent(proof -> files.put(stem + PROOF, proof));
        } else if (evidence instanceof BoundEvidence bound) {
            bound.statements().forEach((name, statement) -> files.put(stem + "." + name + SCRIPT, statement.script()));
        }
        return files;
    }

    /**
     * Reads a piece of evidence.
     *
     * @param name its JSON file
     * @param files from a name to a file's text, empty if there is none
     * @throws IllegalArgumentException naming the file if it is not evidence
     */
    public static Evidence read(String name, Function<String, Optional<String>> files) {
        try {
            EvidenceFile content = EvidenceJson.read(text(name, files), EvidenceFile.class);
            Evidence evidence = content.evidence();
            if (content.schema() != SCHEMA || evidence == null) {
                throw new IllegalArgumentException("it is not evidence of schema " + SCHEMA);
            }
            String stem = name.substring(0, name.length() - JSON.length());
            if (!stem.equals(stem(String.valueOf(evidence.id())))) {
                throw new IllegalArgumentException("its id is " + evidence.id());
            }
            return evidence instanceof ObligationEvidence obligation
                    ? obligation.with(text(stem + SCRIPT, files), files.apply(stem + PROOF))
                    : evidence;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static String text(String name, Function<String, Optional<String>> files) {
        return files.apply(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }
}
