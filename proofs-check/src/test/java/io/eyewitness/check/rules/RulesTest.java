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
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Map<String, ProvenObligation> ALL = prove();

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
        Map<String, Verdict> derived = Rules.verdicts(ALL);
        Map<String, Verdict> expected = Ledger.builtIn().claims().stream()
                .filter(claim -> claim.criterion().isEmpty())
                .filter(claim -> derived.containsKey(claim.id()))
                .collect(Collectors.toMap(Claim::id, Claim::expected));
        assertEquals(expected, derived);
        assertTrue(Ledger.builtIn().claims().stream()
                .filter(claim -> claim.isCellOf(Statement.HOLDS))
                .allMatch(cell -> expected.containsKey(cell.id())));
        for (String statement : List.of("L1", "L2", "L5", "L6", "L8", "L9")) {
            assertEquals(Verdict.YES, expected.get("claim:lipschitz." + statement));
        }
        for (String instances : List.of("L3", "L4", "L7", "L7p")) {
            assertEquals(
                    Optional.empty(),
                    Rules.of("claim:lipschitz." + instances).orElseThrow().verdict());
        }
    }

    @Test
    void withoutAnObligationWhatRestsOnItDoesNotFollow() {
        for (Obligation obligation : Obligations.all()) {
            Map<String, ProvenObligation> rest = new LinkedHashMap<>(ALL);
            rest.remove(obligation.id());
            Set<String> lost = new TreeSet<>(Rules.verdicts(ALL).keySet());
            lost.removeAll(Rules.verdicts(rest).keySet());
            Set<String> resting = Ledger.builtIn().claims().stream()
                    .filter(claim -> claim.evidence().contains("obligation:" + obligation.family()))
                    .map(Claim::id)
                    .filter(Rules.verdicts(ALL)::containsKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(resting, lost, obligation.id());
        }
    }

    @Test
    void whatWasProvenMustBeWhatTheRuleNeeds() {
        for (Obligation obligation : Obligations.all()) {
            Map<String, ProvenObligation> swapped = new LinkedHashMap<>(ALL);
            swapped.put(obligation.id(), ALL.get(obligation.id().equals("S3") ? "S1" : "S3"));
            assertThrows(IllegalArgumentException.class, () -> Rules.verdicts(swapped), obligation.id());
        }
    }

    @Test
    void whatTheLedgerSaysThatATheoremRestsOnIsWhatTheRulesSay() {
        for (Rule rule : Rules.all().values()) {
            List<String> references = new ArrayList<>(rule.references());
            references.add(FormalEvidence.ID);
            assertEquals(
                    references,
                    Ledger.builtIn().claim(rule.claim()).orElseThrow().evidence(),
                    rule.claim());
        }
    }

    @Test
    void aRuleWithoutPremiseIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Rule("claim:F.exact", Optional.of(Verdict.NO), List.of(), List.of("witness:F")));
        assertThrows(IllegalArgumentException.class, () -> Ambiguity.of(FunctionClass.CONST));
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
