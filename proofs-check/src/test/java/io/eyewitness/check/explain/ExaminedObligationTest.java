package io.eyewitness.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Level;
import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.solver.Answer;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import io.eyewitness.theory.obligation.vacuity.Vacuity.Need;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class ExaminedObligationTest {
    private static final Says REFUTES = new Says(new Answer.Unsatisfiable());
    private static final Says SATISFIES = new Says(new Answer.Satisfiable(Map.of()));
    private static final Obligation S1 = Obligations.byId("S1");
    private static final VacuityReport REPORT = VacuityReport.builtIn();
    private static final Vacuity ENTRY = REPORT.entry("S1");

    private static long count(List<String> lines, Predicate<String> wanted) {
        return lines.stream().map(String::strip).filter(wanted).count();
    }

    @Test
    void everyHypothesisAndEveryStepOfEveryProofIsShown() {
        for (Obligation obligation : Obligations.all()) {
            Explanation explained = ExaminedObligation.of(obligation, REFUTES).explanation();
            List<String> lines = explained.lines();
            assertTrue(explained.holds(), lines.toString());
            assertTrue(lines.contains("Known by: kernel; negation refuted by z3 0"), lines.toString());
            Vacuity entry = REPORT.entry(obligation.id());
            assertEquals(
                    entry.withNeed(Need.NEEDED).size(),
                    count(lines, line -> line.startsWith("needed: ")),
                    obligation.id());
            assertEquals(
                    entry.withNeed(Need.NOT_NEEDED).size(),
                    count(lines, line -> line.startsWith("not needed: ")),
                    obligation.id());
            List<ProofFile.Proof> proofs =
                    ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow()).proofs();
            long cases = count(lines, line -> line.startsWith("Case "));
            long leaves = count(lines, line -> line.startsWith("Impossible: "));
            assertEquals(
                    proofs.stream().mapToInt(proof -> proof.steps().size()).sum(), leaves + cases / 2, obligation.id());
            assertEquals(leaves - proofs.size(), cases / 2, obligation.id());
            assertEquals(proofs.size(), count(lines, line -> line.startsWith("Proof")), obligation.id());
        }
    }

    @Test
    void aSolverThatContradictsTheKernelIsNamed() {
        Explanation explained = ExaminedObligation.of(S1, SATISFIES).explanation();
        assertFalse(explained.holds());
        String text = String.join("\n", explained.lines());
        assertTrue(text.contains("Known by: NOT ESTABLISHED: [z3 0 answered sat, but the kernel"), text);
    }

    @Test
    void aProofOfSomethingElseIsNoProof() {
        Obligation wrong = new Obligation("S1", S1.sentence(), List.of(), S1.conclusion());
        Explanation explained = ExaminedObligation.of(wrong, REFUTES).explanation();
        assertFalse(explained.holds());
        assertEquals(0, count(explained.lines(), line -> line.startsWith("Proof")));
    }

    @Test
    void aModelIsEvaluatedAgain() {
        Map<String, BigFraction> model = new TreeMap<>(ENTRY.model());
        model.put("h", BigFraction.ZERO);
        Vacuity forged = new Vacuity("S1", model, ENTRY.hypotheses(), ENTRY.mutation());
        ExaminedObligation examined = ExaminedObligation.of(S1, REFUTES);
        assertTrue(examined.explanation(ENTRY).holds());
        Explanation explained = examined.explanation(forged);
        assertFalse(explained.holds());
        assertTrue(explained.lines().contains("WRONG: obligation:S1: the model does not satisfy 0 < h"));
    }

    @Test
    void aHypothesisIsUnneededOnlyIfAProofDoesWithoutIt() {
        Finding finding = new Finding("obligation:S1", Level.KERNEL, List.of(), List.of(), Optional.empty(), 0);
        Explanation explained = new ExaminedObligation(S1, List.of(), finding).explanation(ENTRY);
        assertFalse(explained.holds());
        assertTrue(explained
                .lines()
                .contains("WRONG: obligation:S1: the hypothesis h < 1/2*(M - m) is NOT_NEEDED, but no proof does"
                        + " without it"));
    }
}
