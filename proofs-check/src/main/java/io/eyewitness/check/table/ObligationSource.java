package io.eyewitness.check.table;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.prover.ProofSearch;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.obligation.Obligation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source of the evidence on obligations: the kept proof, else a proof that is searched for; without a proof a solver is asked.
 *
 * @param useKept whether kept proofs are used
 * @param limit the time limit of the search for one proof
 * @param answers the answers that solvers have given already, by the id of the obligation
 */
public record ObligationSource(boolean useKept, Duration limit, Map<String, List<SolverAnswer>> answers) {
    /** Evidence of an obligation. */
    ObligationEvidence evidence(Obligation obligation, Solver solver) {
        Optional<String> kept = useKept ? KeptProofs.of(obligation.id()) : Optional.empty();
        Optional<String> proof =
                kept.or(() -> ProofSearch.find(obligation, limit).map(ProofFile::write));
        List<SolverAnswer> known = answers.getOrDefault(obligation.id(), List.of());
        return ObligationEvidence.of(
                obligation, proof.isEmpty() && known.isEmpty() ? List.of(solver.answer(obligation)) : known, proof);
    }
}
