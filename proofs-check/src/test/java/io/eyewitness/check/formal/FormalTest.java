package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.cli.Main;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.FormalEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The development that comes with the program, its record, and, where Coq is installed, Coq's word on both. */
class FormalTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long SECONDS = 120;

    private final Development development = Development.builtIn();
    private final Ledger ledger = Ledger.builtIn();

    @TempDir
    Path directory;

    @Test
    void theRecordIsOfTheSourcesOnTheClassPathAndOfTheLedgersStatements() {
        assertEquals(List.of(), FormalRecord.problems(FormalRecord.builtIn(), development, LedgerFile.of(ledger)));
        assertEquals(Axioms.ALLOWED, FormalRecord.axioms(FormalRecord.builtIn()));
    }

    @Test
    void aFreshRunLeavesTheSameRecord() throws IOException {
        SmallDevelopment.assumeCoqIsInstalled();
        FormalRun.Result result;
        try (Programs programs = new Programs(LIMIT)) {
            result = new FormalRun(development, ledger).run(SmallDevelopment.path(), programs, () -> {});
        }
        assertEquals(Set.of(), result.refused());
        FormalEvidence kept = FormalRecord.builtIn();
        FormalEvidence fresh = result.record();
        assertEquals(kept, new FormalEvidence(fresh.id(), kept.coq(), fresh.sources(), fresh.theorems()));
    }

    /** Nothing but the answer of the ledger is proven, of no claim. */
    @Test
    void noClaimIsProvenWithAnotherAnswer() throws IOException {
        SmallDevelopment.assumeCoqIsInstalled();
        Set<String> theorems = LedgerFile.of(ledger).statements().stream()
                .map(CoqStatement::claim)
                .collect(Collectors.toSet());
        try (Programs programs = new Programs(LIMIT)) {
            Compilation compilation = new Compilation(Coq.find(SmallDevelopment.path(), programs), programs, () -> {});
            compilation.compile(development.sources());
            for (Verdict other : List.of(Verdict.YES, Verdict.NO, Verdict.ONLY_SMALL_L)) {
                Ledger flipped = ledger.with(ledger.claims().stream()
                        .map(claim -> claim.proposition().isPresent() ? with(claim, other) : claim)
                        .toList());
                Programs.Outcome trial =
                        compilation.compile("Trial.v", LedgerFile.of(flipped).trial());
                assertEquals(0, trial.code(), trial.errors());
                Set<String> refused = trial.output().lines().collect(Collectors.toSet());
                assertTrue(theorems.containsAll(refused), refused.toString());
                for (Claim claim : flipped.claims()) {
                    boolean isAsEver = ledger.claims().contains(claim);
                    assertEquals(
                            claim.proposition().isPresent() && !isAsEver,
                            refused.contains(claim.id()),
                            claim.id() + " " + claim.expected());
                }
            }
        }
    }

    private static Claim with(Claim claim, Verdict other) {
        return new Claim(
                claim.id(),
                claim.proposition(),
                claim.wording(),
                claim.source(),
                claim.criterion(),
                claim.protocol(),
                claim.split(),
                claim.proposition().orElseThrow().canBe(other) ? other : claim.expected(),
                claim.evidence());
    }

    @Test
    void whenItIsStoppedNoCoqRunsOnAndNothingIsLeft() throws Exception {
        SmallDevelopment.assumeCoqIsInstalled();
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "formal",
                        "--again",
                        "--out",
                        directory.resolve("out").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        Process formal = builder.start();
        List<ProcessHandle> running = List.of();
        for (int i = 0; i < SECONDS * 10 && running.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            running = formal.descendants()
                    .filter(process -> compilesStatements(process))
                    .toList();
        }
        assertNotEquals(List.of(), running, Files.readString(directory.resolve("output")));
        formal.destroy();
        assertTrue(formal.waitFor(SECONDS, TimeUnit.SECONDS));
        assertEquals(List.of(), running.stream().filter(ProcessHandle::isAlive).toList());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("eyewitness"))
                            .toList());
        }
    }

    private static boolean compilesStatements(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(".v");
    }
}
