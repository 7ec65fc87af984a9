package io.eyewitness.check.gate;

import io.eyewitness.check.examine.Level;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.FormalEvidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A claim of the ledger with the verdict that the gate derived.
 *
 * @param claim the claim
 * @param derivation the derivation
 */
public record ClaimResult(Claim claim, Derivation derivation) {
    /** Whether the derived verdict is the expected one, from the evidence that the ledger names. */
    public boolean holds() {
        return problems().isEmpty();
    }

    /** The reasons why the claim does not hold, a sentence each. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(derivation.failures());
        derivation
                .verdict()
                .filter(verdict -> verdict != claim.expected())
                .ifPresent(verdict -> problems.add(place() + "the ledger says "
                        + claim.expected().text() + ", but the evidence shows " + verdict.text()));
        if (!Set.copyOf(claim.evidence()).equals(Set.copyOf(derivation.references()))) {
            problems.add("the ledger does not name the evidence that decides it: " + difference());
        }
        return problems;
    }

    /** The same result, at the level formal if a run of Coq on this machine has proven it. */
    public ClaimResult with(FormalEvidence local) {
        boolean isTheorem = Theorems.verdict(claim, local)
                .filter(proven -> derivation.verdict().equals(Optional.of(proven)))
                .isPresent();
        return isTheorem ? new ClaimResult(claim, derivation.at(Level.FORMAL)) : this;
    }

    /** The file of the one measurement that decides an experiment. */
    private String place() {
        return claim.criterion().isPresent()
                ? EvidenceFiles.name(claim.evidence().get(0)) + ": "
                : "";
    }

    private String difference() {
        Set<String> unnamed = new LinkedHashSet<>(derivation.references());
        claim.evidence().forEach(unnamed::remove);
        Set<String> unused = new LinkedHashSet<>(claim.evidence());
        derivation.references().forEach(unused::remove);
        return "not named " + unnamed + ", not needed " + unused;
    }
}
