package io.eyewitness.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTextTest {
    @Test
    void everyStepOfEveryProofIsShown() {
        for (Obligation obligation : Obligations.all()) {
            ProofText.Explained explained = ProofText.of(obligation);
            assertTrue(explained.holds(), obligation.id());
            ProofFile proof = ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow());
            long cases = explained.lines().stream()
                    .filter(line -> line.strip().startsWith("Case "))
                    .count();
            long leaves = explained.lines().stream()
                    .filter(line -> line.strip().startsWith("Impossible: "))
                    .count();
            assertEquals(proof.steps().size(), leaves + cases / 2, obligation.id());
            assertEquals(leaves - 1, cases / 2, obligation.id());
        }
    }

    @Test
    void aFalseObligationIsNotSaidToBeProven() {
        Obligation s1 = Obligations.byId("S1");
        Obligation wrong = new Obligation("S1", s1.sentence(), List.of(), s1.conclusion());
        assertFalse(ProofText.of(wrong).holds());
        assertTrue(ProofText.of(wrong).lines().toString().contains("The kernel rejects"));
        Obligation unknown = new Obligation("S999", "Nothing.", List.of(), Formula.and(List.of()));
        assertFalse(ProofText.of(unknown).holds());
    }
}
