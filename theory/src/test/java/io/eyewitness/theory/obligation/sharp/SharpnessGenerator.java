package io.eyewitness.theory.obligation.sharp;

import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.obligation.Obligations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the report anew: {@code ./mvnw -pl theory test -Dtest=SharpnessGenerator -Dsharpness=write}, in a minute. */
@EnabledIfSystemProperty(named = "sharpness", matches = "write")
class SharpnessGenerator {
    private static final Path FILE = Path.of("src/main/resources/io/eyewitness/theory/obligation/sharp/sharpness.json");

    @Test
    void write() throws IOException {
        SharpnessReport report = new SharpnessSearch(Duration.ofSeconds(20)).report(Obligations.all(), 2);
        Files.writeString(FILE, EvidenceJson.write(report));
    }
}
