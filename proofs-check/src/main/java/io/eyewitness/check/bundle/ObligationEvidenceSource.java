package io.eyewitness.check.bundle;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.prover.ProofSearch;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.solver.Solver;
import java.time.Duration;
import java.util.Optional;

/**
 * How obligations become evidence: by the kept proof, else by one that is searched for; solvers are asked where there is no proof,
 * or where they shall be compared with the kernel.
 *
 * @param useKept whether kept proofs are used
 * @param limit how long the search for one proof may take
 * @param askSolvers whether solvers are asked even where there is a proof
 */
public record ObligationEvidenceSource(boolean useKept, Duration limit, boolean askSolvers) {
    /** Evidence of an obligation. */
    ObligationEvidence of(Obligation obligation, Solver solver) {
        Optional<String> kept = useKept ? KeptProofs.of(obligation.id()) : Optional.empty();
        Optional<String> proof =
                kept.or(() -> ProofSearch.find(obligation, limit).map(ProofFile::write));
        boolean ask = askSolvers || proof.isEmpty();
        ObligationEvidence answers =
                ask ? TheoryEvidence.obligation(obligation, solver) : TheoryEvidence.obligation(obligation);
        return answers.with(obligation.script(), proof);
    }
}
