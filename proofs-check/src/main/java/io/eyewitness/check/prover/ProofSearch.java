package io.eyewitness.check.prover;

import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.theory.obligation.Obligation;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The search over obligations, in parallel. What it finds is for the kernel to check. */
public final class ProofSearch {
    private ProofSearch() {}

    /** A proof of one obligation, or empty if none is found within the limit. */
    public static Optional<ProofFile> find(Obligation obligation, Duration limit) {
        return Prover.prove(obligation.negation(), Hints.of(obligation.id()), limit)
                .map(steps -> new ProofFile(obligation.id(), steps));
    }

    /**
     * Proofs of obligations, by id; one that is not found within the limit, each by itself, is left out. The proofs do not
     * depend on the number of threads, except through the limit.
     */
    public static Map<String, ProofFile> find(Collection<Obligation> obligations, Duration limit) {
        Map<String, ProofFile> proofs = new ConcurrentSkipListMap<>();
        obligations.parallelStream()
                .forEach(obligation -> find(obligation, limit).ifPresent(proof -> proofs.put(obligation.id(), proof)));
        return proofs;
    }
}
