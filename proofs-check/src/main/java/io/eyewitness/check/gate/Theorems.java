package io.eyewitness.check.gate;

import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.examine.Level;
import io.eyewitness.check.formal.CoqStatement;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Proposition;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.FormalEvidence.Theorem;
import java.util.List;
import java.util.Optional;

/** The verdicts that follow from the record of a run of Coq: the answer with which a claim's data state the proven theorem. */
final class Theorems {
    private static final List<String> REFERENCES = List.of(FormalEvidence.ID);

    private Theorems() {}

    /** The derivation of a claim that is a theorem. */
    static Derivation derive(Claim claim, Findings findings) {
        Finding finding = findings.of(FormalEvidence.ID).get(0);
        Derivation derivation = Derivation.of(Optional.of(claim.expected()), REFERENCES, findings);
        if (!finding.failures().isEmpty()) {
            return derivation;
        }
        return finding.record()
                .flatMap(record -> verdict(claim, record))
                .map(verdict -> Derivation.of(Optional.of(verdict), REFERENCES, findings))
                .orElseGet(() -> derivation.without(
                        EvidenceFiles.name(FormalEvidence.ID) + ": it has no theorem that answers " + claim.id()));
    }

    /** What a record alone says of a claim, whatever else the ledger names. */
    static Derivation byCoq(Claim claim, FormalEvidence record) {
        Optional<Verdict> verdict = verdict(claim, record);
        List<String> failures = verdict.isPresent() ? List.of() : List.of("Coq has not proven it");
        return new Derivation(verdict, Level.FORMAL, claim.evidence(), failures, Optional.empty(), 0);
    }

    /** The verdict of a record on a claim. */
    static Optional<Verdict> verdict(Claim claim, FormalEvidence record) {
        Optional<String> proven = record.theorems().stream()
                .filter(theorem -> theorem.claim().equals(claim.id()))
                .map(Theorem::statement)
                .findFirst();
        return proven.flatMap(statement -> claim.proposition().flatMap(proposition -> answer(proposition, statement)));
    }

    private static Optional<Verdict> answer(Proposition proposition, String statement) {
        return Proposition.ANSWERS.stream()
                .filter(proposition::canBe)
                .filter(answer ->
                        CoqStatement.of(proposition, answer).statement().equals(statement))
                .findFirst();
    }
}
