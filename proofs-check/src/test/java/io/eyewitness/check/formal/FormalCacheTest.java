package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormalCacheTest {
    private final Development development = SmallDevelopment.development();
    private final LedgerFile ledger = LedgerFile.of(SmallDevelopment.ledger());
    private final FormalEvidence record = FormalRecordTest.record(development, ledger);

    @TempDir
    Path directory;

    private Path folder() {
        return directory.resolve("cache").resolve("formal");
    }

    private Optional<FormalEvidence> read() {
        return new FormalCache(folder()).read(development, ledger);
    }

    private Path entry() throws IOException {
        try (Stream<Path> entries = Files.list(folder())) {
            List<Path> all = entries.toList();
            assertEquals(1, all.size(), all.toString());
            return all.get(0);
        }
    }

    @Test
    void whatWasKeptIsReadBackForTheVerySameOnly() throws IOException {
        assertEquals(Optional.empty(), read());
        FormalCache cache = new FormalCache(folder());
        cache.keep(record, development, ledger);
        assertEquals(Optional.of(record), read());
        Development other = SmallDevelopment.with(Map.of("Theorems.v", SmallDevelopment.THEOREMS + " "));
        assertEquals(Optional.empty(), cache.read(other, ledger));
        LedgerFile flipped = LedgerFile.of(SmallDevelopment.ledger("claim:CONV.side"));
        assertEquals(Optional.empty(), cache.read(development, flipped));
    }

    @Test
    void aBrokenEntryIsNotBelievedAndIsReplaced() throws IOException {
        FormalCache cache = new FormalCache(folder());
        cache.keep(record, development, ledger);
        Path table = entry();
        String good = Files.readString(table);
        for (String broken : List.of("", good.substring(0, good.length() / 2), good.replace("8.16.1", "8.20.0"))) {
            Files.writeString(table, broken);
            assertEquals(Optional.empty(), read(), broken);
        }
        Files.delete(table);
        assertEquals(Optional.empty(), read());
        cache.keep(record, development, ledger);
        assertEquals(Optional.of(record), read());
        assertEquals(good, Files.readString(entry()));
        Files.writeString(entry(), good.substring(good.indexOf('\n') + 1));
        assertEquals(Optional.empty(), read());
    }

    @Test
    void anEntryOfOtherSourcesUnderThisNameIsNotBelieved() throws IOException {
        FormalCache cache = new FormalCache(folder());
        cache.keep(record, development, ledger);
        Development other = SmallDevelopment.with(Map.of("Theorems.v", SmallDevelopment.THEOREMS + " "));
        String foreign = FormalRecord.text(FormalRecordTest.record(other, ledger));
        Files.writeString(entry(), Sha256.hex(foreign) + "\n" + foreign);
        assertEquals(Optional.empty(), read());
    }
}
