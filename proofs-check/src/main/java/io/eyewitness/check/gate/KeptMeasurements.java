package io.eyewitness.check.gate;

import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The experiments whose evidence comes with the program: resources {@code measurement/NAME.json}, as nn writes them. */
public final class KeptMeasurements {
    private static final String FOLDER = "/io/eyewitness/check/";

    private KeptMeasurements() {}

    /** The ids of the measurements that the built-in ledger rests on. */
    public static List<String> ids() {
        return Ledger.builtIn().claims().stream()
                .filter(claim -> claim.criterion().isPresent())
                .flatMap(claim -> claim.evidence().stream())
                .distinct()
                .toList();
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if it did not come with the program, or is not evidence
     */
    public static Evidence read(String id) {
        return EvidenceFiles.read(id.replaceFirst(":", "/") + ".json", KeptMeasurements::text);
    }

    private static Optional<String> text(String name) {
        try (InputStream stream = KeptMeasurements.class.getResourceAsStream(FOLDER + name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
