package io.eyewitness.check.vacuity;

import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the report anew: {@code ./mvnw -pl theory,proofs-check test -Dtest=VacuityGenerator -Dvacuity=write}, in a minute. */
@EnabledIfSystemProperty(named = "vacuity", matches = "write")
class VacuityGenerator {
    private static final Path FILE =
            Path.of("../theory/src/main/resources/io/eyewitness/theory/obligation/vacuity/vacuity.json");

    @Test
    void write() throws IOException {
        VacuityReport report = new VacuitySearch(Duration.ofSeconds(20)).report(Obligations.all(), 2);
        Files.writeString(FILE, EvidenceJson.write(report));
    }
}
