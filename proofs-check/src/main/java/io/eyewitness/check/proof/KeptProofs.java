package io.eyewitness.check.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The proofs that come with the program: resources beside this package, {@code proofs/ID.json}. */
public final class KeptProofs {
    private KeptProofs() {}

    /** The text of the kept proof of an obligation, if there is one. */
    public static Optional<String> of(String obligation) {
        try (InputStream stream =
                KeptProofs.class.getResourceAsStream("/io/eyewitness/check/proofs/" + obligation + ".json")) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the kept proof of " + obligation + " cannot be read", e);
        }
    }
}
