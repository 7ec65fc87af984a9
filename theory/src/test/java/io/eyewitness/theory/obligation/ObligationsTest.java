package io.eyewitness.theory.obligation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eyewitness.theory.formula.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObligationsTest {
    /** The ids of theory.md, section 5. */
    private static final List<String> THEORY_PAGE = List.of(
            "S1", "S2", "S3", "S4", "N1", "N2", "N3", "E1", "E2", "I1", "I2", "I3", "I4", "I5", "L1", "L2a", "L2b",
            "L3a", "L3b", "L4", "L4n", "L5", "L5n", "L6", "L7", "L7p", "L8", "L9", "M1", "M2", "M3", "C1", "C2", "C3",
            "T1", "U1", "A1", "step", "A2", "A3", "Y1", "Y2", "Y3");

    @TempDir
    Path directory;

    static Stream<Obligation> all() {
        return Obligations.all().stream();
    }

    @Test
    void everyIdOfTheTheoryPageIsThere() {
        Set<String> missing = new LinkedHashSet<>(THEORY_PAGE);
        Obligations.all().forEach(obligation -> missing.remove(obligation.family()));
        assertEquals(Set.of(), missing);
    }

    @ParameterizedTest
    @MethodSource("all")
    void debiansZ3RefutesItsScript(Obligation obligation) {
        assumeTrue(z3IsInstalled(), "the program z3 is not installed");
        assertEquals("unsat", runZ3(obligation.script()), obligation.id());
    }

    @Test
    void debiansZ3DoesNotRefuteTheScriptOfAFalseObligation() {
        assumeTrue(z3IsInstalled(), "the program z3 is not installed");
        assertEquals("sat", runZ3(falseObligation().script()));
    }

    private static Obligation falseObligation() {
        Term v = Symbols.V;
        return new Obligation(
                "X1",
                "S1 with a ball that is too small.",
                Obligations.byId("S1").hypotheses().subList(0, 3),
                Term.max(v, Symbols.MAX.minus(Symbols.H).minus(Symbols.var("s")))
                        .equalTo(v));
    }

    private static boolean z3IsInstalled() {
        try {
            return new ProcessBuilder("z3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String runZ3(String script) {
        try {
            Path file = Files.writeString(directory.resolve("obligation.smt2"), script);
            Process process = new ProcessBuilder("z3", "-T:60", file.toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
