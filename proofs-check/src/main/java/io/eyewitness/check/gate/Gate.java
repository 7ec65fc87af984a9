package io.eyewitness.check.gate;

import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.solver.Solver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines all evidence and decides every claim of a ledger. */
public final class Gate {
    private Gate() {}

    /**
     * Examines a piece of evidence, from whatever producer.
     *
     * @param solver for what exact evaluation alone does not decide
     */
    public static Finding examine(Evidence evidence, Solver solver) {
        return new Examiner(solver).examine(evidence);
    }

    /**
     * Decides each claim of a ledger, in its order.
     *
     * @throws IllegalArgumentException naming a claim that no rule decides
     */
    public static List<ClaimResult> decide(Ledger ledger, Findings findings) {
        Map<String, Derivation> derivations = Rules.derive(findings);
        return ledger.claims().stream()
                .map(claim -> new ClaimResult(claim, derivation(claim, derivations)))
                .toList();
    }

    private static Derivation derivation(Claim claim, Map<String, Derivation> derivations) {
        return Optional.ofNullable(derivations.get(claim.id()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no rule decides " + claim.id() + "; this program knows " + derivations.keySet()));
    }
}
