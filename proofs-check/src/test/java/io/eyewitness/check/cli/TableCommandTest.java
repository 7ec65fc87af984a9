package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TableCommandTest {
    private static final String GOOD = EvidenceJson.write(Ledger.builtIn());

    @TempDir
    Path directory;

    private record Outcome(int code, String out, String err) {}

    private Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    private Outcome table(String... arguments) {
        List<String> all = Stream.concat(
                        Stream.of(
                                "table",
                                "--evidence",
                                directory.resolve("evidence").toString()),
                        Arrays.stream(arguments))
                .toList();
        return run(all.toArray(String[]::new));
    }

    private void assertBadInput(Outcome outcome, String part) {
        assertEquals(2, outcome.code(), outcome.toString());
        assertTrue(outcome.err().startsWith("eyewitness: "), outcome.err());
        assertTrue(outcome.err().contains(part), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
        assertTrue(outcome.err().lines().count() <= 2, outcome.err());
    }

    private Map<String, String> evidence() throws IOException {
        Map<String, String> content = new TreeMap<>();
        Path root = directory.resolve("evidence");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        assertTrue(content.remove("times.json") != null);
        return content;
    }

    @Test
    void theTableHoldsAndOneSeedGivesTheSameBytes() throws IOException {
        Outcome first = table("--seed", "7");
        assertEquals(0, first.code(), first.toString());
        assertTrue(first.out().endsWith("\n30 of 30 cells hold\n"));
        assertEquals("", first.err());
        Map<String, String> evidence = evidence();
        assertTrue(evidence.size() > 200, evidence.keySet().toString());
        assertEquals(
                0,
                table(
                                "--seed",
                                "7",
                                "--format",
                                "json",
                                "--out",
                                directory.resolve("t.json").toString())
                        .code());
        assertEquals(evidence, evidence());
        assertTrue(Files.readString(directory.resolve("t.json")).contains("\"summary\" : \"30 of 30 cells hold\""));
        assertEquals(0, table("--seed", "8").code());
        assertNotEquals(evidence, evidence());
        try (Stream<Path> entries = Files.list(directory.resolve("evidence"))) {
            assertEquals(
                    0,
                    entries.filter(entry -> entry.getFileName().toString().startsWith(".run"))
                            .count());
        }
    }

    @Test
    void anotherLedgerThatIsWrongFailsAndNamesTheCell() throws IOException {
        Path ledger = directory.resolve("ledger.json");
        String flipped = GOOD.replaceFirst("(?s)(\"claim:MONO.approx\".*?\"expected\" : )\"No\"", "$1\"Yes\"");
        assertNotEquals(GOOD, flipped);
        Files.writeString(ledger, flipped);
        Outcome outcome = table("--claims", ledger.toString());
        assertEquals(1, outcome.code());
        Outcome filed = table(
                "--claims",
                ledger.toString(),
                "--out",
                directory.resolve("t.xml").toString(),
                "--format",
                "junit");
        assertEquals(1, filed.code());
        assertTrue(
                filed.out()
                        .endsWith(" other claims hold\n30 of 30 cells of the second table hold\n29 of 30 cells hold\n"),
                filed.out());
        assertTrue(filed.err().startsWith("claim:MONO.approx does not hold: "), filed.err());
        assertTrue(filed.err().contains("\n  - the ledger says Yes, but the evidence shows No"), filed.err());
        assertTrue(outcome.out().contains("claim:MONO.approx does not hold"), outcome.out());
        assertTrue(outcome.out().contains("the ledger says Yes, but the evidence shows No"), outcome.out());
        assertTrue(outcome.out().endsWith("\n29 of 30 cells hold\n"), outcome.out());
    }

    @Test
    void anotherLedgerWithAWrongCellOfTheSecondTableFailsAndNamesIt() throws IOException {
        Path ledger = directory.resolve("ledger.json");
        String flipped = GOOD.replaceFirst("(?s)(\"claim:LIP.approx.help\".*?\"expected\" : )\"Yes\"", "$1\"No\"");
        assertNotEquals(GOOD, flipped);
        Files.writeString(ledger, flipped);
        Outcome outcome = table("--second", "--claims", ledger.toString());
        assertEquals(1, outcome.code());
        assertTrue(outcome.out().contains("\nclaim:LIP.approx.help does not hold: "), outcome.out());
        assertTrue(outcome.out().endsWith("\n29 of 30 cells of the second table hold\n"), outcome.out());
    }

    @Test
    void theSecondTableIsShownAlone() {
        Outcome outcome = table("--second");
        assertEquals(0, outcome.code(), outcome.toString());
        assertTrue(outcome.out().startsWith("And if the decoder may ask"), outcome.out());
        assertTrue(outcome.out().endsWith("\n30 of 30 cells of the second table hold\n"), outcome.out());
        assertFalse(outcome.out().contains("theorem1"), outcome.out());
    }

    @Test
    void badLedgersAreRefusedInOneSentence() throws IOException {
        Path ledger = directory.resolve("ledger.json");
        assertBadInput(table("--claims", ledger.toString()), "there is no such file");
        assertBadInput(table("--claims", directory.toString()), directory.toString());
        Files.writeString(ledger, GOOD + " ".repeat(2 << 20));
        assertBadInput(table("--claims", ledger.toString()), ledger + ": it is larger than any file of a bundle");
        Files.writeString(ledger, "{\"schema\": 2, \"claims\": [");
        assertBadInput(table("--claims", ledger.toString()), "is not a ledger");
        Files.writeString(ledger, GOOD.replace("\"claim:NN.exact\"", "\"claim:F.exact\""));
        assertBadInput(table("--claims", ledger.toString()), "claim:F.exact is about what is named claim:NN.exact");
        Files.writeString(ledger, GOOD.replace("\"notion\" : \"side\"", "\"notion\" : \"gut\""));
        assertBadInput(table("--claims", ledger.toString()), "'gut' is not one of [exact, approx, side]");
        Files.writeString(ledger, GOOD.replaceFirst("\"No\"", "\"YES\""));
        assertBadInput(
                table("--claims", ledger.toString()),
                "'YES' is not one of [Yes, No, OnlySmallL, Reproduced, NotReproduced]");
        Files.writeString(ledger, GOOD.replaceFirst("\"No\"", "\"a\\\\u001b[2J\\\\n30 of 30 cells hold\""));
        assertBadInput(table("--claims", ledger.toString()), "'a\\u001b[2J\\n30 of 30 cells hold' is not one of");
        Files.writeString(ledger, GOOD.replaceFirst("\"No\"", "\"" + "a".repeat(100_000) + "\""));
        assertTrue(table("--claims", ledger.toString()).err().length() < 3_000);
        Files.write(ledger, new byte[] {(byte) 0xff, (byte) 0xfe, 0x00, (byte) 0xc3});
        assertBadInput(table("--claims", ledger.toString()), "ledger.json");
        Files.writeString(ledger, GOOD.replace("claim:lipschitz.L9", "claim:lipschitz.L99"));
        assertBadInput(
                table("--claims", ledger.toString()), "claim:lipschitz.L99 is about what is named claim:lipschitz.L9");
    }

    @Test
    void badOptionsAreRefusedInOneSentence() throws IOException {
        assertBadInput(table("--format", "pdf"), "pdf");
        assertBadInput(table("--format", "pdf"), "expected one of [text, markdown, json, junit, html]");
        assertBadInput(table("--seed", "many"), "'many' is not a whole number");
        assertBadInput(table("--out", ""), "the name is empty");
        assertBadInput(run("table", "--evidence", ""), "the name is empty");
        assertBadInput(table("--no-such-option"), "--no-such-option");
        assertBadInput(table("--out", directory.resolve("missing/t.txt").toString()), "missing");
        assertBadInput(table("--out", directory.toString()), "directory");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertBadInput(run("table", "--evidence", file.toString()), "it is a file");
        assertBadInput(run("table", "--evidence", file.resolve("below").toString()), "file");
        assertBadInput(run("no-such-command"), "no-such-command");
    }

    @Test
    void aDirectoryWithFilesOfSomebodyElseIsRefusedBeforeAnyWork() throws IOException {
        Path notes =
                Files.createDirectories(directory.resolve("evidence/witness")).resolve("notes.txt");
        Files.writeString(notes, "mine");
        Outcome outcome = table();
        assertBadInput(outcome, notes.toString());
        assertBadInput(outcome, "choose another directory");
        assertEquals("mine", Files.readString(notes));
    }

    @Test
    void outputThatIsLostIsNoSuccess() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(full))
                .setErr(new PrintWriter(err))
                .execute("defeat", "CONV", "--decoder", "mid");
        assertEquals(2, code);
        assertEquals("eyewitness: standard output cannot be written to, so output is lost\n", err.toString());
    }

    @Test
    void helpAndVersion() {
        assertEquals(0, run("--help").code());
        assertTrue(run("--help").out().contains("table"));
        assertTrue(run("table", "--help").out().contains("--claims"));
        assertTrue(run("--version").out().matches("eyewitness \\d+\\.\\d+\\.\\d+\\R"));
    }
}
