package io.eyewitness.check.rules;

import io.eyewitness.theory.claim.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A structural rule: the verdict on a claim, and the evidence from which it follows. {@link Rules} holds them all.
 *
 * @param claim the claim's id
 * @param verdict the verdict that follows; empty if the obligations are only instances of the claim, which must stand, although the
 *     claim itself is a theorem of Coq alone
 * @param obligations the families of obligations that are the premises, each family as a whole
 * @param samples the sampled evidence that must stand too, such as {@code witness:F}
 */
public record Rule(String claim, Optional<Verdict> verdict, List<String> obligations, List<String> samples) {
    public Rule {
        obligations = obligations.stream().distinct().toList();
        samples = List.copyOf(samples);
        if (obligations.isEmpty()) {
            throw new IllegalArgumentException("the rule for " + claim + " has no premise");
        }
    }

    /** The evidence, as the ledger names it. */
    public List<String> references() {
        return Stream.concat(obligations.stream().map(id -> "obligation:" + id), samples.stream())
                .toList();
    }
}
