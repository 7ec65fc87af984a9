package io.eyewitness.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.kernel.Rejected;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DerivationsTest {
    private static final Map<String, ProvenObligation> ALL = prove();

    /** On these rest statements that no rule decides. */
    private static final Set<String> OF_COQ_ALONE = Set.of("L3a", "L3b", "L4", "L4n", "L7");

    private static Map<String, ProvenObligation> prove() {
        Map<String, ProvenObligation> proven = new LinkedHashMap<>();
        for (Obligation obligation : Obligations.all()) {
            ProofFile.Proof proof = ProofFile.read(
                            KeptProofs.of(obligation.id()).orElseThrow())
                    .proofs()
                    .get(0);
            proven.put(obligation.id(), ProvenObligation.check(obligation, proof.without(), proof.steps()));
        }
        return proven;
    }

    @Test
    void fromAllObligationsFollowsTheWholeLedger() {
        Map<String, Verdict> expected = Ledger.builtIn().claims().stream()
                .filter(claim -> claim.criterion().isEmpty())
                .filter(claim -> Derivations.of(ALL).containsKey(claim.id()))
                .collect(Collectors.toMap(Claim::id, Claim::expected));
        assertEquals(expected, Derivations.of(ALL));
        assertTrue(Ledger.builtIn().claims().stream()
                .filter(Claim::isCell)
                .allMatch(cell -> expected.containsKey(cell.id())));
        for (LipschitzStatement statement : LipschitzStatement.values()) {
            assertTrue(expected.containsKey("claim:lipschitz." + statement));
        }
    }

    @Test
    void withoutAnObligationWhatRestsOnItDoesNotFollow() {
        for (Obligation obligation : Obligations.all()) {
            Map<String, ProvenObligation> rest = new LinkedHashMap<>(ALL);
            rest.remove(obligation.id());
            Set<String> lost = new TreeSet<>(Derivations.of(ALL).keySet());
            lost.removeAll(Derivations.of(rest).keySet());
            Set<String> resting = Ledger.builtIn().claims().stream()
                    .filter(claim -> claim.evidence().contains("obligation:" + obligation.family()))
                    .map(Claim::id)
                    .filter(Derivations.of(ALL)::containsKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(resting, lost, obligation.id());
        }
    }

    @Test
    void whatWasProvenMustBeWhatTheRuleNeeds() {
        for (Obligation obligation : Obligations.all()) {
            if (OF_COQ_ALONE.contains(obligation.family())) {
                continue;
            }
            Map<String, ProvenObligation> swapped = new LinkedHashMap<>(ALL);
            swapped.put(obligation.id(), ALL.get(obligation.id().equals("S3") ? "S1" : "S3"));
            assertThrows(IllegalArgumentException.class, () -> Derivations.of(swapped), obligation.id());
        }
    }

    @Test
    void aRuleRefusesTheWrongRow() {
        Ambiguous lipschitz = Ambiguous.envelope(ALL.get("L2a"), ALL.get("L2b"), ALL.get("L9"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Ambiguous.byRelus(lipschitz, ALL.get("N1"), ALL.get("N2"), ALL.get("N3")));
        assertThrows(IllegalArgumentException.class, () -> Decided.attainedBySurgery(lipschitz, ALL.get("I4")));
        assertThrows(IllegalArgumentException.class, () -> Decided.theoremTwo(List.of(lipschitz), ALL.get("I2")));
        List<ProvenObligation> s4 =
                Obligations.family("S4").stream().map(o -> ALL.get(o.id())).toList();
        assertThrows(
                IllegalArgumentException.class,
                () -> Ambiguous.surgery(FunctionClass.CONV, ALL.get("S1"), ALL.get("S2"), ALL.get("S3"), s4));
        assertThrows(
                IllegalArgumentException.class,
                () -> Ambiguous.surgery(
                        FunctionClass.F, ALL.get("S1"), ALL.get("S2"), ALL.get("S3"), s4.subList(1, 2)));
        assertTrue(Decided.notSide(lipschitz, ALL.get("I2")).claim().endsWith("LIP.side.class"));
    }

    @Test
    void whatFollowsFromFewerHypothesesFollowsFromAll() {
        ProvenObligation s1 = ALL.get("S1");
        assertEquals(Obligations.byId("S1"), s1.obligation());
        assertEquals(Set.of(1, 3), s1.unneeded());
    }

    @Test
    void aProofWithoutWhatItNeedsIsRejected() {
        Obligation s1 = Obligations.byId("S1");
        List<Step> steps = ProofFile.read(KeptProofs.of("S1").orElseThrow())
                .proofs()
                .get(0)
                .steps();
        for (int number : List.of(2, 4, 5, 6)) {
            assertThrows(Rejected.class, () -> ProvenObligation.check(s1, Set.of(1, 3, number), steps));
        }
        for (int number : List.of(0, 7, -1)) {
            assertThrows(IllegalArgumentException.class, () -> ProvenObligation.check(s1, Set.of(1, 3, number), steps));
        }
    }
}
