package io.eyewitness.check.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.BundleCheck;
import io.eyewitness.check.bundle.BundleRefused;
import io.eyewitness.check.cli.Main;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.check.solver.Z3Solver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {
    @TempDir
    static Path directory;

    private static Bundle good;

    @BeforeAll
    static void produce() throws Exception {
        assertEquals(0, run(Writer.nullWriter(), "table", "--evidence", directory.toString()));
        good = Bundle.read(directory);
    }

    private static int run(Writer err, String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void everyCorruptionIsRejectedOrHarmless() throws BundleRefused {
        try (SolverPool<Z3Solver> solvers = new SolverPool<>(2, () -> new Z3Solver(Duration.ofSeconds(60)))) {
            Campaign campaign = Campaign.run(good, 600, 1, solvers, count -> () -> {});
            System.out.println(campaign);
            assertEquals(List.of(), campaign.survivors());
            assertEquals(600, campaign.total());
            assertEquals(
                    Corruption.all().stream().map(Corruption::kind).sorted().toList(), campaign.kinds());
        }
    }

    @Test
    void theGoodBundleIsAccepted() throws Exception {
        List<String> verdicts = new BundleCheck().check(good).verdicts();
        assertEquals(
                List.of("30 of 30 cells of the second table hold", "30 of 30 cells hold"),
                verdicts.subList(verdicts.size() - 2, verdicts.size()));
        assertEquals(0, run(Writer.nullWriter(), "check", directory.toString()));
    }

    @Test
    void aForgedBundleIsRefusedWithTheFirstThingWrong(@TempDir Path forged) throws Exception {
        for (var file : good.files().entrySet()) {
            Path copy = forged.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, file.getValue());
        }
        assertEquals(0, run(Writer.nullWriter(), "check", forged.toString()));
        Files.writeString(forged.resolve("obligation/S1.proof.json"), "{}");
        StringWriter err = new StringWriter();
        assertEquals(1, run(err, "check", forged.toString()));
        assertTrue(err.toString().contains("obligation/S1.proof.json is not as the manifest says"), err.toString());
        Files.delete(forged.resolve("manifest.json"));
        assertEquals(2, run(err, "check", forged.toString()));
        assertTrue(err.toString().contains("it has no manifest.json"), err.toString());
        assertEquals(2, run(err, "check", forged.resolve("nowhere").toString()));
    }

    @Test
    void aBundleThatIsNotGoodCannotBeCorrupted() {
        try (SolverPool<Z3Solver> solvers = new SolverPool<>(1, () -> new Z3Solver(Duration.ofSeconds(60)))) {
            assertThrows(
                    BundleRefused.class,
                    () -> Campaign.run(good.without("claims.json"), 1, 1, solvers, count -> () -> {}));
        }
    }
}
