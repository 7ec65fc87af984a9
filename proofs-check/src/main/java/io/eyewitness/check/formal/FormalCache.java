package io.eyewitness.check.formal;

import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.file.AtomicFiles;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Records, in a folder of this machine, that Coq has proven the claims of a ledger from exactly these sources. The name of an entry is the
 * hash of all of them and of the code that checked them. Its first line is the hash of the rest, the record; a broken entry is ignored.
 */
public final class FormalCache {

    /** The code that decides whether Coq has proven the claims; a run that other code has accepted is not remembered. */
    private static final List<Class<?>> CHECKS = List.of(
            Axioms.class, Compilation.class, FormalRun.class, Programs.class, Screen.class, Screen.Tokens.class);

    private final Path folder;

    /** A cache in a folder, which need not be there yet. */
    public FormalCache(Path folder) {
        this.folder = folder;
    }

    /** The cache of the user: {@code eyewitness/formal} in XDG_CACHE_HOME, or else in .cache in the home directory. */
    public static FormalCache ofTheUser() {
        String given = System.getenv("XDG_CACHE_HOME");
        Path caches = given == null || !Path.of(given).isAbsolute()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(given);
        return new FormalCache(caches.resolve("eyewitness").resolve("formal"));
    }

    /** The record of a run on this machine over the built-in sources and ledger, if there was one. */
    public Optional<FormalEvidence> ofTheBuiltIn() {
        // Without any entry, nothing needs to be hashed.
        return Files.isDirectory(folder)
                ? read(Development.builtIn(), LedgerFile.of(Ledger.builtIn()))
                : Optional.empty();
    }

    /** The record of a run on this machine over these sources, if there was one. */
    Optional<FormalEvidence> read(Development development, LedgerFile ledger) {
        try {
            String entry = Files.readString(entry(development, ledger));
            String text = entry.substring(entry.indexOf('\n') + 1);
            if (!entry.equals(entry(text))) {
                return Optional.empty();
            }
            return Optional.of(FormalRecord.read(name -> Optional.of(text)))
                    .filter(record ->
                            FormalRecord.problems(record, development, ledger).isEmpty());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Remembers a run. */
    public void keep(FormalEvidence record, Development development, LedgerFile ledger) throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.write(
                entry(development, ledger), entry(FormalRecord.text(record)).getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String record) {
        return Sha256.hex(record) + "\n" + record;
    }

    private Path entry(Development development, LedgerFile ledger) {
        StringBuilder key = new StringBuilder(development.hashes(ledger).toString());
        CHECKS.forEach(check -> key.append(' ').append(code(check)));
        return folder.resolve(Sha256.hex(key.toString()));
    }

    private static String code(Class<?> check) {
        try (InputStream stream = check.getResourceAsStream(check.getName().replaceFirst(".*\\.", "") + ".class")) {
            return HexFormat.of().formatHex(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(check + " cannot be read", e);
        }
    }
}
