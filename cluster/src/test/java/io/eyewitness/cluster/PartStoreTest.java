package io.eyewitness.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.cluster.cli.Main;
import io.eyewitness.theory.part.CampaignLine;
import io.eyewitness.theory.part.PartFile;
import io.eyewitness.theory.part.PartFolder;
import io.eyewitness.theory.part.PartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PartStoreTest {
    private static final CampaignLine LINE = new CampaignLine("sim", List.of("game"));

    @TempDir
    private Path directory;

    private Path place;
    private PartStore store;
    private PartFolder folder;

    private record Campaign(String name) implements PartPlan {
        @Override
        public SortedMap<String, String> settings() {
            return new TreeMap<>(Map.of("name", name));
        }

        @Override
        public int size() {
            return 3;
        }

        @Override
        public byte[] compute(int number, Parts firsts) {
            return new byte[] {(byte) number};
        }
    }

    @BeforeEach
    void open() throws IOException {
        place = directory.resolve("store");
        store = new PartStore(place.toUri(), Map.of());
        folder = PartFolder.open(directory.resolve("own"), LINE, new Campaign("one"));
        store.describe(folder);
    }

    private byte[] file(int number) {
        return PartFile.bytes(PartFile.key(PartFile.hash(folder.settings()), number), new byte[] {(byte) number, 7});
    }

    private static void assertRefused(String words, Class<? extends Exception> type, Executable work) {
        String message = String.valueOf(assertThrows(type, work).getMessage());
        assertTrue(message.contains(words), message);
    }

    @Test
    void partsAreCopiedAndNothingElseIsLeftThere() throws IOException {
        store.write(PartFile.name(0), file(0));
        store.write(PartFile.name(2), file(2));
        store.write(PartFile.name(2), file(2));
        assertEquals(Set.of(PartFile.name(0), PartFile.name(2)), store.parts());
        try (Stream<Path> files = Files.list(place)) {
            assertEquals(
                    Set.of("campaign.json", PartFile.name(0), PartFile.name(2)),
                    files.map(one -> one.getFileName().toString()).collect(Collectors.toSet()));
        }

        StringWriter output = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(output));
        Path out = directory.resolve("out");
        assertEquals(0, line.execute("fetch", place.toUri().toString(), "--out", out.toString()));
        assertTrue(output.toString().contains("2 of 3 parts"), output.toString());
        PartFolder copied = PartFolder.read(out);
        assertArrayEquals(new byte[] {2, 7}, copied.get(2));
        assertEquals(
                List.of(true, false, true), Stream.of(0, 1, 2).map(copied::has).toList());
    }

    @Test
    void damagedAndDifferentPartsAreRefused() throws IOException {
        store.write(PartFile.name(0), file(0));
        assertRefused(
                "computed twice, with different", IOException.class, () -> store.write(PartFile.name(0), file(1)));
        byte[] damaged = file(1);
        damaged[damaged.length - 1] ^= 1;
        store.write(PartFile.name(1), damaged);
        assertRefused("is damaged", IOException.class, () -> store.fetch(directory.resolve("out"), done -> {}));
    }

    @Test
    void anotherCampaignIsRefused() throws IOException {
        PartFolder other = PartFolder.open(directory.resolve("other"), LINE, new Campaign("other"));
        assertRefused("give another place", IllegalArgumentException.class, () -> store.describe(other));
        assertRefused(
                "parts of another campaign",
                IllegalArgumentException.class,
                () -> store.fetch(other.path(), done -> {}));
        PartStore nothing = new PartStore(directory.resolve("nothing").toUri(), Map.of());
        assertRefused(
                "has no parts",
                IllegalArgumentException.class,
                () -> nothing.fetch(directory.resolve("out"), done -> {}));
    }
}
