package io.eyewitness.check.bundle;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.prover.ProofSearch;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.solver.Solver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How obligations become evidence: by the kept proof, else by one that is searched for; a solver is asked where there is no proof.
 *
 * @param useKept whether kept proofs are used
 * @param limit how long the search for one proof may take
 * @param answers what solvers have said already, by the id of the obligation
 */
public record ObligationEvidenceSource(boolean useKept, Duration limit, Map<String, List<SolverAnswer>> answers) {
    /** Evidence of an obligation. */
    ObligationEvidence of(Obligation obligation, Solver solver) {
        Optional<String> kept = useKept ? KeptProofs.of(obligation.id()) : Optional.empty();
        Optional<String> proof =
                kept.or(() -> ProofSearch.find(obligation, limit).map(ProofFile::write));
        List<SolverAnswer> known = answers.getOrDefault(obligation.id(), List.of());
        return proof.isEmpty() && known.isEmpty()
                ? TheoryEvidence.obligation(obligation, solver)
                : new ObligationEvidence("obligation:" + obligation.id(), known, obligation.script(), proof);
    }
}
