package io.eyewitness.check.bundle;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.TranscriptExaminer;
import io.eyewitness.theory.ask.Transcript;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.exact.Effort;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The transcript of a decoder's defeat as {@code defeat --ask --out DIR} writes it: the file {@code transcript.json} in a directory. */
public final class TranscriptFile {
    /** The name of the file. */
    public static final String NAME = "transcript.json";

    private static final int SCHEMA = 1;
    private static final long MOST_BYTES = 64L << 20;

    /** The steps of exact arithmetic that a transcript may take for each character, from the first on and at most: a minute. */
    private static final long STEPS_OF_CHARACTER = 2_000;

    private static final long LEAST_STEPS = 200_000_000;
    private static final long MOST_STEPS = 5_000_000_000L;

    private TranscriptFile() {}

    private record Content(int schema, Transcript transcript) {}

    /** The text of a transcript. */
    public static String write(Transcript transcript) {
        return EvidenceJson.write(new Content(SCHEMA, transcript));
    }

    /**
     * The text in a directory.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    public static String read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(directory.toString(), null, "it holds no transcript: it has no file " + NAME);
        }
        return BundleReader.text(file, MOST_BYTES);
    }

    /**
     * Checks the text of a transcript in exact arithmetic.
     *
     * @throws BundleRefused naming the first thing wrong
     */
    public static Transcript check(String text) throws BundleRefused {
        try {
            long steps = Math.min(MOST_STEPS, LEAST_STEPS + STEPS_OF_CHARACTER * text.length());
            return Effort.within(steps, () -> checked(text), spent -> {});
        } catch (IllegalArgumentException e) {
            throw new BundleRefused(NAME + ": " + e.getMessage());
        } catch (RuntimeException e) {
            throw new BundleRefused(
                    NAME + ": " + Examiner.failed(NAME, e).failures().get(0));
        }
    }

    private static Transcript checked(String text) {
        Content content = EvidenceJson.read(text, Content.class);
        if (content.schema() != SCHEMA
                || content.transcript() == null
                || !write(content.transcript()).equals(text)) {
            throw new IllegalArgumentException("it is not a transcript of schema " + SCHEMA + " as defeat writes it");
        }
        List<String> failures = TranscriptExaminer.failures(content.transcript());
        if (!failures.isEmpty()) {
            throw new IllegalArgumentException(failures.get(0));
        }
        return content.transcript();
    }
}
