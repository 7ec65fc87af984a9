package io.eyewitness.check.gate;

import io.eyewitness.theory.claim.Criterion;
import java.util.List;

/**
 * What an experiment's numbers say under the ledger's criterion.
 *
 * @param units how many were measured
 * @param confidence of the intervals
 * @param judgements a condition each
 */
public record Measured(int units, double confidence, List<Criterion.Judgement> judgements) {
    public Measured {
        judgements = List.copyOf(judgements);
    }
}
