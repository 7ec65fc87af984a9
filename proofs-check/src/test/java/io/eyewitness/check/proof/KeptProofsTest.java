package io.eyewitness.check.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.kernel.Proven;
import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptProofsTest {
    static Stream<Obligation> obligations() {
        return Obligations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void theKernelAcceptsTheKeptProof(Obligation obligation) {
        String text = KeptProofs.of(obligation.id()).orElseThrow();
        ProofFile proof = ProofFile.read(text);
        assertEquals(obligation.id(), proof.obligation());
        assertEquals(text, proof.write());
        assertEquals(
                obligation.script(),
                Proven.check(obligation.script(), proof.steps()).script());
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void itNeedsTheConclusion(Obligation obligation) {
        Obligation weakened =
                new Obligation(obligation.id(), obligation.sentence(), obligation.hypotheses(), Formula.or());
        ProofFile proof = ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow());
        assertThrows(Rejected.class, () -> Proven.check(weakened.script(), proof.steps()));
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void itNeedsEachOfItsSteps(Obligation obligation) {
        ProofFile proof = ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow());
        int last = proof.steps().size() - 1;
        for (int i : List.of(0, last / 2, last)) {
            List<Step> fewer = new ArrayList<>(proof.steps());
            fewer.remove(i);
            assertThrows(Rejected.class, () -> Proven.check(obligation.script(), fewer));
        }
    }

    @Test
    void thereIsNoneForWhatIsNoObligation() {
        assertEquals(Optional.empty(), KeptProofs.of("X1"));
        assertTrue(KeptProofs.of("S1").isPresent());
    }
}
