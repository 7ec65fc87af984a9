package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.formal.Development;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.formal.LedgerFile;
import io.eyewitness.check.solver.TwoSolvers;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** What formal does without running Coq over the development, and what table makes of a run that was. */
class FormalCommandTest {
    private static final String INSTALL =
            "; install Coq 8.16 or newer: apt-get install --no-install-recommends coq (elsewhere: opam"
                    + " install coq)\n";

    @TempDir
    Path directory;

    private Run run(Object command, String... line) {
        IFactory commands = new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type.isInstance(command)
                        ? type.cast(command)
                        : CommandLine.defaultFactory().create(type);
            }
        };
        return Run.of(Main.commandLine(commands), line);
    }

    private FormalCache cache() {
        return new FormalCache(directory.resolve("cache"));
    }

    private Run formal(String path, String... options) {
        String[] line = new String[options.length + 3];
        line[0] = "formal";
        line[1] = "--out";
        line[2] = directory.resolve("out").toString();
        System.arraycopy(options, 0, line, 3, options.length);
        return run(new FormalCommand(cache(), path), line);
    }

    private void remember() throws IOException {
        cache().keep(FormalRecord.builtIn(), Development.builtIn(), LedgerFile.of(Ledger.builtIn()));
    }

    @Test
    void withoutCoqTheOneLineThatInstallsItIsToldAndNothingWritten() {
        assertEquals(new Run(3, "", "eyewitness: there is no coqc on this machine" + INSTALL), formal(""));
        assertFalse(Files.exists(directory.resolve("out")));
    }

    @Test
    void aCoqThatIsTooOldIsNamed() throws IOException {
        Path coqc = Files.writeString(directory.resolve("coqc"), "#!/bin/sh\necho 8.15.2 4.13.1\n");
        assertTrue(coqc.toFile().setExecutable(true));
        assertEquals(
                new Run(3, "", "eyewitness: the Coq 8.15.2 at " + coqc + " is too old" + INSTALL),
                formal(directory.toString()));
        Files.writeString(coqc, "#!/bin/sh\nexit 1\n");
        assertEquals(
                new Run(3, "", "eyewitness: " + coqc + " does not print its version" + INSTALL),
                formal(directory.toString()));
        Files.writeString(coqc, "#!/bin/sh\necho 9.0.0 4.14.1\n");
        assertEquals(
                new Run(3, "", "eyewitness: there is no coqdep on this machine" + INSTALL),
                formal(directory.toString()));
    }

    @Test
    void aCoqThatIsKilledSaysNothingOfTheClaims() throws IOException {
        for (String program : List.of("coqc", "coqdep", "coqchk")) {
            Path file = Files.writeString(
                    directory.resolve(program),
                    "#!/bin/sh\n[ \"$1\" != --print-version ] || { echo 8.16.1 4.13.1; exit; }\nkill -9 $$\n");
            assertTrue(file.toFile().setExecutable(true));
        }
        Path record = directory.resolve("out").resolve("formal").resolve("table.json");
        Files.createDirectories(record.getParent());
        Files.writeString(record, "of a run before");
        Run run = formal(directory.toString());
        assertEquals(3, run.exitCode(), run.errors());
        assertTrue(run.errors().startsWith("eyewitness: coqdep "), run.errors());
        assertTrue(run.errors().endsWith(".v was killed by signal 9 before it had an answer\n"), run.errors());
        assertEquals("of a run before", Files.readString(record));
    }

    @Test
    void whatWasProvenBeforeIsTakenFromTheCache() throws IOException {
        remember();
        Run run = formal("").succeeded();
        assertEquals("", run.errors());
        assertTrue(
                run.output()
                        .endsWith(" other claims are theorems\n30 of 30 cells of the second table are theorems\n"
                                + "30 of 30 cells are theorems\n"),
                run.output());
        assertTrue(
                run.output().matches("(?s).*\nLIP +L-Lipschitz, L known +No +No +small L +1/2 +approached +formal\n.*"),
                run.output());
        assertTrue(
                run.output().matches("(?s).*\nLIP +L-Lipschitz, L known +No +Yes +No +0, approached +formal\n.*"),
                run.output());
        assertTrue(run.output().contains("on this machine before; --again repeats it"), run.output());
        Path formal = directory.resolve("out").resolve("formal");
        assertEquals(FormalRecord.text(FormalRecord.builtIn()), Files.readString(formal.resolve("table.json")));
        assertEquals(LedgerFile.of(Ledger.builtIn()).text(), Files.readString(formal.resolve("Ledger.v")));
        assertEquals(3, formal("", "--again").exitCode());
        Path flipped = Files.writeString(
                directory.resolve("claims.json"),
                EvidenceJson.write(Ledger.builtIn())
                        .replaceFirst("(?s)(\"claim:CONV.side\".*?\"expected\" : )\"No\"", "$1\"Yes\""));
        assertEquals(3, formal("", "--claims", flipped.toString()).exitCode());
    }

    @Test
    void aLedgerThatIsNoneIsBadInput() throws IOException {
        Path claims = Files.writeString(
                directory.resolve("claims.json"),
                EvidenceJson.write(Ledger.builtIn()).replaceFirst("\"holds\"", "\"proves\""));
        formal("", "--claims", claims.toString()).refused("is not a ledger");
        formal("", "--claims", directory.resolve("none").toString()).refused("there is no such file");
    }

    @Test
    void checkShowsWhatCoqHasProvenHereAlsoWhereItRefuses() throws IOException {
        table("bundle").succeeded();
        remember();
        String line = "\nCoq " + FormalRecord.builtIn().coq() + " has proven ";
        Run good = check("bundle").succeeded();
        assertTrue(good.output().contains(line), good.output());
        Path bundle = directory.resolve("bundle");
        Files.delete(bundle.resolve("formal").resolve("table.json"));
        Files.delete(bundle.resolve("times.json"));
        Path manifest = bundle.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\n.*\"formal/table.json\".*", ""));
        Run refused = check("bundle");
        assertEquals(1, refused.exitCode(), refused.errors());
        assertTrue(refused.output().contains(line), refused.output());
    }

    private Run check(String evidence) {
        return run(
                new CheckCommand(cache()), "check", directory.resolve(evidence).toString());
    }

    private Run table(String evidence) {
        return run(
                new TableCommand(TwoSolvers.z3AndCvc5(), cache()),
                "table",
                "--evidence",
                directory.resolve(evidence).toString());
    }

    @Test
    void theTableShowsWhatCoqHasProvenHereInTheSameEvidence() throws IOException {
        String before = table("before").succeeded().output();
        assertTrue(before.matches("(?s).*\nCONV +convex +No +No +No +1/2 +attained +rules\n.*"), before);
        assertTrue(before.matches("(?s).*\nclaim:lipschitz.L7 +Yes +formal, recorded\n.*"), before);
        assertTrue(
                before.contains(
                        "\n60 cells are theorems by the record of Coq that comes with Eyewitness; to have Coq prove them here:"
                                + " apt-get install --no-install-recommends coq,"
                                + " then ./eyewitness formal\n"),
                before);
        remember();
        String after = table("after").succeeded().output();
        assertTrue(after.matches("(?s).*\nCONV +convex +No +No +No +1/2 +attained +formal\n.*"), after);
        assertTrue(after.matches("(?s).*\nclaim:lipschitz.L7 +Yes +formal\n.*"), after);
        long theorems = FormalRecord.builtIn().theorems().size();
        assertTrue(
                after.contains("\nCoq " + FormalRecord.builtIn().coq() + " has proven " + theorems
                        + " claims on this machine, from exactly these sources.\n"),
                after);
        assertFalse(after.contains("to have Coq prove them here"), after);
        for (String file : List.of("manifest.json", "verdicts.json", "formal/table.json")) {
            assertEquals(
                    Files.readString(directory.resolve("before").resolve(file)),
                    Files.readString(directory.resolve("after").resolve(file)),
                    file);
        }
    }
}
