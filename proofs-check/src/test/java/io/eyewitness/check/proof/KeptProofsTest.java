package io.eyewitness.check.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.rules.ProvenObligation;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import io.eyewitness.theory.obligation.vacuity.VacuityCheck;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptProofsTest {
    static Stream<Obligation> obligations() {
        return Obligations.all().stream();
    }

    private static List<ProofFile.Proof> proofs(Obligation obligation) {
        return ProofFile.read(KeptProofs.of(obligation.id()).orElseThrow()).proofs();
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void theKernelAcceptsTheKeptProofs(Obligation obligation) {
        String text = KeptProofs.of(obligation.id()).orElseThrow();
        ProofFile file = ProofFile.read(text);
        assertEquals(obligation.id(), file.obligation());
        assertEquals(text, file.write());
        for (ProofFile.Proof proof : file.proofs()) {
            ProvenObligation proven = ProvenObligation.check(obligation, proof.without(), proof.steps());
            assertEquals(obligation, proven.obligation());
            assertEquals(proof.without(), proven.unneeded());
        }
    }

    /** Each hypothesis has a counter-model without it, or a proof does without it. */
    @Test
    void whatEachHypothesisIsGoodForIsShown() {
        Map<String, Set<Integer>> unneeded = new TreeMap<>();
        obligations()
                .forEach(obligation -> unneeded.put(
                        obligation.id(),
                        proofs(obligation).stream()
                                .flatMap(proof -> proof.without().stream())
                                .collect(Collectors.toSet())));
        VacuityReport report = VacuityReport.builtIn();
        assertEquals(List.of(), VacuityCheck.needs(report, unneeded));
        report.obligations()
                .forEach(entry -> assertEquals(List.of(), entry.withNeed(Vacuity.Need.NOT_SHOWN), entry.id()));
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void theyNeedTheConclusion(Obligation obligation) {
        Obligation weakened =
                new Obligation(obligation.id(), obligation.sentence(), obligation.hypotheses(), Formula.or());
        for (ProofFile.Proof proof : proofs(obligation)) {
            assertThrows(Rejected.class, () -> ProvenObligation.check(weakened, proof.without(), proof.steps()));
        }
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void theyNeedEachOfTheirSteps(Obligation obligation) {
        for (ProofFile.Proof proof : proofs(obligation)) {
            int last = proof.steps().size() - 1;
            for (int i : List.of(0, last / 2, last)) {
                List<Step> fewer = new ArrayList<>(proof.steps());
                fewer.remove(i);
                assertThrows(Rejected.class, () -> ProvenObligation.check(obligation, proof.without(), fewer));
            }
        }
    }

    @Test
    void thereIsNoneForWhatIsNoObligation() {
        assertEquals(Optional.empty(), KeptProofs.of("X1"));
        assertTrue(KeptProofs.of("S1").isPresent());
    }
}
