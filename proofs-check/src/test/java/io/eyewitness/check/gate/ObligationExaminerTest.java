package io.eyewitness.check.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.List;
import java.util.Optional;
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
        return ObligationExaminer.examine(new ObligationEvidence("obligation:S1", said, script, proof));
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
