package io.eyewitness.check.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObligationExaminerTest {
    private static final Obligation S1 = Obligations.byId("S1");
    private static final Optional<String> PROOF = KeptProofs.of("S1");

    private static Finding examine(String script, Optional<String> proof, String... answers) {
        List<SolverAnswer> said = Stream.of(answers)
                .map(answer -> answer.split(":"))
                .map(parts -> new SolverAnswer(parts[0], parts[1]))
                .toList();
        return ObligationExaminer.examine(new ObligationEvidence("obligation:S1", said, script, proof), true);
    }

    @Test
    void whatAFileSaysThatSolversAnsweredIsNotBelieved() {
        List<SolverAnswer> said = List.of(new SolverAnswer("z3 4", "unsat"), new SolverAnswer("cvc5 1", "unsat"));
        ObligationEvidence evidence = new ObligationEvidence("obligation:S1", said, S1.script(), Optional.empty());
        assertEquals(
                List.of("it has no proof, and answers of solvers that a file names are not believed"),
                ObligationExaminer.examine(evidence, false).failures());
        assertEquals(List.of(), ObligationExaminer.examine(evidence, true).failures());
        assertEquals(
                List.of(),
                ObligationExaminer.examine(evidence.with(S1.script(), PROOF), false)
                        .failures());
    }

    @Test
    void onlyTheSolversAreAsked() {
        for (Optional<String> proof : List.of(PROOF, Optional.<String>empty())) {
            assertFails(
                    examine(S1.script(), proof, "tea 1:unsat", "leaves 2:unsat"),
                    "tea 1 answered unsat, but the solvers are");
            assertFails(examine(S1.script(), proof, "z3:unsat"), "but the solvers are");
            assertFails(examine(S1.script(), proof, "z3 4:UNSAT"), "but the solvers are");
        }
    }

    @Test
    void everyProofOfAFileIsChecked() {
        ProofFile file = ProofFile.read(PROOF.orElseThrow());
        ProofFile.Proof good = file.proofs().get(0);
        ProofFile.Proof bold = new ProofFile.Proof(new TreeSet<>(List.of(2)), good.steps());
        Finding twice = examine(
                S1.script(),
                Optional.of(new ProofFile("S1", List.of(new ProofFile.Proof(new TreeSet<>(), good.steps()), good))
                        .write()));
        assertEquals(List.of(), twice.failures());
        assertEquals(Set.of(1, 3), twice.unneeded());
        assertFails(
                examine(S1.script(), Optional.of(new ProofFile("S1", List.of(good, bold)).write())),
                "the kernel rejects the proof");
    }

    private static void assertFails(Finding finding, String part) {
        assertTrue(
                finding.failures().stream().anyMatch(failure -> failure.contains(part)),
                finding.failures().toString());
    }

    @Test
    void theLevelIsThatOfTheBestEvidence() {
        assertEquals(Level.KERNEL, examine(S1.script(), PROOF).level());
        assertEquals(
                Level.ONE_SOLVER,
                examine(S1.script(), Optional.empty(), "z3 4:unsat").level());
        assertEquals(
                Level.ONE_SOLVER,
                examine(S1.script(), Optional.empty(), "z3 4:unsat", "z3 5:unsat")
                        .level());
        assertEquals(
                Level.TWO_SOLVERS,
                examine(S1.script(), Optional.empty(), "z3 4:unsat", "cvc5 1:unsat")
                        .level());
        Finding one = examine(S1.script(), Optional.empty(), "z3 4:unsat", "cvc5 1:unknown");
        assertEquals(List.of(), one.failures());
        assertEquals(Level.ONE_SOLVER, one.level());
    }

    @Test
    void aDisagreementIsLoud() {
        assertFails(examine(S1.script(), PROOF, "z3 4:sat"), "one of them is wrong");
        assertFails(examine(S1.script(), Optional.empty(), "z3 4:sat", "cvc5 1:unsat"), "z3 4 answered sat");
    }

    @Test
    void aProofOfSomethingElseIsRejected() {
        assertFails(examine(S1.script(), KeptProofs.of("S3")), "the proof is of S3");
        assertFails(examine(Obligations.byId("S3").script(), PROOF), "does not state the obligation");
        assertFails(examine(S1.script(), PROOF.map(text -> text.replaceFirst("\\{\"split\".*\n", ""))), "");
        assertFails(examine(S1.script(), Optional.of("{}")), "not a proof file");
        assertFails(examine(S1.script(), Optional.of("{}"), "z3 4:unsat"), "not a proof file");
    }

    @Test
    void nothingSaidIsNothingKnown() {
        assertFails(examine(S1.script(), Optional.empty()), "neither a proof nor a solver's answer");
        assertFails(examine(S1.script(), Optional.empty(), "z3 4:unknown"), "answered unknown");
    }
}
