package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.claim.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coq itself, on a development that it compiles in a second. */
class FormalRunTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @BeforeEach
    void coqIsInstalled() {
        SmallDevelopment.assumeCoqIsInstalled();
    }

    private static FormalRun.Result run(Development development, Ledger ledger) throws IOException {
        try (Programs programs = new Programs(LIMIT)) {
            return new FormalRun(development, ledger).run(SmallDevelopment.path(), programs, () -> {});
        }
    }

    private static String refused(Map<String, String> sources) {
        return assertThrows(NotProven.class, () -> run(SmallDevelopment.with(sources), SmallDevelopment.ledger()))
                .getMessage();
    }

    @Test
    void eachCellIsATheoremAndTheRecordSaysWhatWasProven() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        FormalRun run = new FormalRun(SmallDevelopment.development(), SmallDevelopment.ledger());
        FormalRun.Result result;
        Path folder;
        try (Programs programs = new Programs(LIMIT)) {
            folder = programs.folder();
            result = run.run(SmallDevelopment.path(), programs, steps::incrementAndGet);
        }
        assertFalse(Files.exists(folder));
        assertEquals(run.steps(), steps.get());
        assertEquals(Set.of(), result.refused());
        assertEquals(72, result.record().theorems().size());
        assertEquals(
                List.of(),
                FormalRecord.problems(
                        result.record(), SmallDevelopment.development(), LedgerFile.of(SmallDevelopment.ledger())));
        assertEquals(Set.of(), FormalRecord.axioms(result.record()));
    }

    @Test
    void cellsThatAreFlippedAreNamedAndTheOthersAreStillTheorems() throws Exception {
        FormalRun.Result one = run(SmallDevelopment.development(), SmallDevelopment.ledger("claim:CONV.side"));
        assertEquals(Set.of("claim:CONV.side"), one.refused());
        assertEquals(71, one.record().theorems().size());
        FormalRun.Result two =
                run(SmallDevelopment.development(), SmallDevelopment.ledger("claim:F.exact", "claim:LIP.side.help"));
        assertEquals(Set.of("claim:F.exact", "claim:LIP.side.help"), two.refused());
        assertEquals(70, two.record().theorems().size());
    }

    @Test
    void aSourceThatCoqRefusesIsNamed() {
        String message = refused(Map.of("Theorems.v", SmallDevelopment.THEOREMS.replace("reflexivity", "auto")));
        assertTrue(message.startsWith("Theorems.v: coqc refuses it: Error: "), message);
    }

    @Test
    void aSourceThatAssumesIsRefusedBeforeItIsCompiled() {
        assertEquals(
                "Theorems.v, line 3: Admitted is not allowed",
                refused(Map.of("Theorems.v", SmallDevelopment.THEOREMS.replace("reflexivity. Qed", "Admitted"))));
    }

    /** The standard library has axioms that are not allowed; no word of the source tells. */
    @Test
    void aTheoremThatRestsOnAnotherAxiomIsNamed() {
        String theorems = """
                From Coq Require Import Eqdep.
                From Eyewitness Require Import Statements.
                Theorem the_table : forall r n, holds r n (paper r n).
                Proof.
                  pose proof (Eq_rect_eq.eq_rect_eq answer No (fun _ => nat) 0 eq_refl) as H.
                  destruct H. reflexivity.
                Qed.
                Theorem the_second_table : forall r n, holds_with_help r n (second_table r n).
                Proof. reflexivity. Qed.
                """ + SmallDevelopment.OWN_THEOREMS;
        String message = refused(Map.of("Theorems.v", theorems));
        assertEquals(30, message.lines().count(), message);
        assertTrue(message.startsWith("claim:F.exact: its proof rests on Eqdep.Eq_rect_eq.eq_rect_eq"), message);
    }

    @Test
    void aLedgerThatTheDevelopmentCannotStateIsRefused() {
        Map<String, String> sources = new HashMap<>();
        sources.put("Statements.v", SmallDevelopment.STATEMENTS.replace("Definition holds", "Definition keeps"));
        sources.put("Theorems.v", SmallDevelopment.THEOREMS.replace("holds", "keeps"));
        String message = refused(sources);
        assertTrue(message.startsWith("Ledger.v: coqc refuses it: Error: The reference holds was not found"), message);
    }

    @Test
    void sourcesThatNeedOneAnotherAreRefused() {
        assertTrue(refused(Map.of(
                        "Statements.v", "From Eyewitness Require Import Theorems.\n" + SmallDevelopment.STATEMENTS))
                .endsWith("in a cycle: Statements.v, Theorems.v"));
    }

    @Test
    void aProgramThatTakesTooLongIsStoppedAndNamed() throws IOException {
        Path folder;
        try (Programs programs = new Programs(Duration.ofSeconds(3))) {
            folder = programs.folder();
            String slow = SmallDevelopment.THEOREMS + "Goal True. do 10000000000 idtac. Abort.\n";
            CoqUnavailable problem = assertThrows(
                    CoqUnavailable.class,
                    () -> new FormalRun(SmallDevelopment.with(Map.of("Theorems.v", slow)), SmallDevelopment.ledger())
                            .run(SmallDevelopment.path(), programs, () -> {}));
            assertEquals(
                    "coqc Theorems.v took longer than 3 s and was stopped before it had an answer",
                    problem.getMessage());
        }
        assertFalse(Files.exists(folder));
        assertEquals(
                List.of(),
                ProcessHandle.current()
                        .descendants()
                        .filter(process -> process.info().command().orElse("").contains("coqc"))
                        .toList());
    }
}
