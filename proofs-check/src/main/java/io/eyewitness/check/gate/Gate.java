package io.eyewitness.check.gate;

import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.examine.Level;
import io.eyewitness.check.rules.Rule;
import io.eyewitness.check.rules.Rules;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.FormalEvidence;
import java.util.List;
import java.util.Map;

/** Decides every claim of a ledger from the findings on the evidence. */
public final class Gate {
    private Gate() {}

    /**
     * Decides each claim of a ledger, in its order: an experiment by its criterion, a theorem by its structural rule and by what Coq has
     * proven. Where both decide they must agree.
     */
    public static List<ClaimResult> decide(Ledger ledger, Findings findings) {
        Map<String, Derivation> experiments = ExperimentVerdicts.derive(ledger, findings);
        Map<String, Verdict> byKernel = Rules.verdicts(findings.proven());
        return ledger.claims().stream()
                .map(claim -> new ClaimResult(
                        claim,
                        claim.criterion().isPresent()
                                ? experiments.get(claim.id())
                                : theorem(claim, findings, byKernel)))
                .toList();
    }

    /** The theorems of a ledger as Coq alone decides them, by the record of a run on this machine. */
    public static List<ClaimResult> byCoq(Ledger ledger, FormalEvidence record) {
        return ledger.claims().stream()
                .filter(claim -> claim.proposition().isPresent())
                .map(claim -> new ClaimResult(claim, Theorems.byCoq(claim, record)))
                .toList();
    }

    private static Derivation theorem(Claim claim, Findings findings, Map<String, Verdict> byKernel) {
        Derivation byCoq = Theorems.derive(claim, findings);
        return Rules.of(claim.id())
                .map(rule -> byRule(rule, findings, byKernel).and(byCoq))
                .orElse(byCoq);
    }

    /** A claim is at the level of the rules only if the kernel has proven all that its rule rests on. */
    private static Derivation byRule(Rule rule, Findings findings, Map<String, Verdict> byKernel) {
        Derivation derivation = Derivation.of(rule.verdict(), rule.references(), findings);
        boolean isAtLevelOfRules =
                derivation.level() == Level.RULES && derivation.verdict().isPresent();
        return isAtLevelOfRules && !byKernel.containsKey(rule.claim())
                ? derivation.without("the kernel has not proven all obligations of the rule")
                : derivation;
    }
}
