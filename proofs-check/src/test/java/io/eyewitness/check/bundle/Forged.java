package io.eyewitness.check.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.cli.Main;
import io.eyewitness.theory.evidence.EvidenceFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A good bundle, made once, and bundles that are forged from it, each hashed as a forger would. */
public final class Forged {
    public static final BundleCheck CHECK = new BundleCheck();
    private static final Path PRODUCED = produce();
    public static final Bundle GOOD = read();

    private Forged() {}

    /** Where the good bundle lies. */
    public static Path produced() {
        return PRODUCED;
    }

    private static Path produce() {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "forged");
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            int code = Main.commandLine()
                    .setOut(nowhere)
                    .setErr(nowhere)
                    .execute("table", "--evidence", directory.toString());
            assertEquals(0, code);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bundle read() {
        try {
            Bundle bundle = Bundle.read(PRODUCED);
            CHECK.check(bundle.rehashed());
            return bundle;
        } catch (IOException | BundleRefused e) {
            throw new AssertionError(e);
        }
    }

    static void refused(String start, Bundle forged) {
        String reason = reason(forged);
        assertTrue(reason.startsWith(start), reason);
    }

    static Bundle changed(String name, UnaryOperator<String> change) {
        String text = GOOD.text(name).orElseThrow();
        String other = change.apply(text);
        assertTrue(!other.equals(text), name);
        return GOOD.with(name, other);
    }

    /** A piece under another id, as a file of that name. */
    static Bundle copied(String name, String other, UnaryOperator<String> change) {
        String text = GOOD.text(name).orElseThrow();
        String id = name.replaceFirst("/", ":").replace(".json", "");
        String renamed = text.replace(
                "\"" + id + "\"", "\"" + other.replaceFirst("/", ":").replace(".json", "") + "\"");
        return GOOD.with(other, change.apply(renamed));
    }

    static String canonical(String name, String text, Map<String, String> files) {
        return EvidenceFiles.write(EvidenceFiles.read(
                        name, asked -> Optional.ofNullable(asked.equals(name) ? text : files.get(asked))))
                .get(name);
    }

    static String reason(Bundle forged) {
        return assertThrows(BundleRefused.class, () -> CHECK.check(forged.rehashed()))
                .getMessage();
    }
}
