package io.eyewitness.check.rules;

import io.eyewitness.check.kernel.Proven;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.vacuity.Atoms;
import java.util.List;
import java.util.Set;

/**
 * An obligation that is proven: the kernel has refuted the negation of the same claim with no more hypotheses, and what follows from
 * fewer follows from all. A value exists only if the kernel has accepted a proof.
 */
public final class ProvenObligation {
    private final Obligation obligation;
    private final Set<Integer> unneeded;

    private ProvenObligation(Obligation obligation, Set<Integer> unneeded) {
        this.obligation = obligation;
        this.unneeded = unneeded;
    }

    /**
     * Has the kernel check a proof.
     *
     * @param obligation what is proven
     * @param unneeded the numbers, from 1, of the hypotheses that the proof does without, conjunctions taken apart
     * @param proof of the claim without them
     * @throws IllegalArgumentException if a hypothesis is not there
     * @throws io.eyewitness.check.kernel.Rejected if the kernel rejects the proof
     */
    public static ProvenObligation check(Obligation obligation, Set<Integer> unneeded, List<Step> proof) {
        Set<Integer> spared = Set.copyOf(unneeded);
        Proven.check(Atoms.without(obligation, spared).script(), proof);
        return new ProvenObligation(obligation, spared);
    }

    /** The formula that is proven. */
    public Obligation obligation() {
        return obligation;
    }

    /** The numbers of hypotheses without which it follows as well, all of them left out at once. */
    public Set<Integer> unneeded() {
        return unneeded;
    }
}
