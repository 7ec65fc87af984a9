package io.eyewitness.theory.obligation.vacuity;

import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The models that show that no obligation is vacuous.
 *
 * @param schema the version of the form, {@value #SCHEMA}
 * @param obligations an entry for each, in the order of the obligations
 */
public record VacuityReport(int schema, List<Vacuity> obligations) {
    /** The version of the form that this program reads. */
    public static final int SCHEMA = 1;

    private static final String BUILT_IN = "vacuity.json";

    public VacuityReport {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException(
                    "its schema is " + schema + ", but this program reads schema " + SCHEMA + " only");
        }
        if (obligations == null) {
            throw new IllegalArgumentException("it has no \"obligations\"");
        }
        obligations = List.copyOf(obligations);
    }

    /** The report that comes with the program; {@link VacuityCheck} says whether it is right. */
    public static VacuityReport builtIn() {
        try (InputStream stream = VacuityReport.class.getResourceAsStream(BUILT_IN)) {
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The entry of one obligation.
     *
     * @throws IllegalArgumentException if there is none with that id
     */
    public Vacuity entry(String id) {
        return obligations.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no entry for obligation " + id));
    }

    /**
     * Reads a report.
     *
     * @throws IllegalArgumentException saying what is malformed or missing
     */
    public static VacuityReport parse(String json) {
        return EvidenceJson.read(json, VacuityReport.class);
    }
}
