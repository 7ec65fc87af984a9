package io.eyewitness.check.explain;

import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Finding;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.solver.Solver;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.WitnessFamilies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the gate decides of a row's claims, from evidence made and examined now.
 *
 * @param obligations the obligations that the claims rest on
 * @param results a result for each claim
 */
record RowDecision(List<ExaminedObligation> obligations, List<ClaimResult> results) {
    private static final String OBLIGATION = "obligation:";

    /**
     * Decides.
     *
     * @param row the row
     * @param claims claims of the ledger about it
     * @param seed of what is sampled
     */
    static RowDecision of(
            Ledger ledger, FunctionClass row, List<Claim> claims, long seed, SolverPool<? extends Solver> solvers) {
        List<ExaminedObligation> obligations = solvers.map(
                claims.stream()
                        .flatMap(claim -> claim.evidence().stream())
                        .filter(id -> id.startsWith(OBLIGATION))
                        .distinct()
                        .flatMap(id -> Obligations.family(id.substring(OBLIGATION.length())).stream())
                        .toList(),
                (solver, obligation) -> ExaminedObligation.of(obligation, solver),
                () -> {});
        Optional<FormalEvidence> local = FormalCache.ofTheUser().ofTheBuiltIn();
        List<Evidence> samples = samples(row, seed);
        List<Finding> findings = new ArrayList<>(
                solvers.map(samples, (solver, sample) -> Gate.examine(sample, Optional.of(solver)), () -> {}));
        obligations.forEach(examined -> findings.add(examined.finding()));
        findings.add(Gate.examine(FormalRecord.builtIn(), Optional.empty()));
        return new RowDecision(
                obligations,
                Gate.decide(ledger, Gate.gather(samples, findings)).stream()
                        .filter(result -> claims.contains(result.claim()))
                        .map(result -> local.map(result::with).orElse(result))
                        .toList());
    }

    /** The witness pairs of the row, or its decoder at work, as the table has them. */
    private static List<Evidence> samples(FunctionClass row, long seed) {
        if (!row.hasWitnesses()) {
            return TheoryEvidence.decoders(seed).stream()
                    .filter(piece -> piece.functionClass() == row)
                    .<Evidence>map(piece -> piece)
                    .toList();
        }
        return Stream.<Evidence>concat(
                        TheoryEvidence.witnesses(WitnessFamilies.of(row), seed).stream(),
                        row == FunctionClass.ERM ? Stream.of(TheoryEvidence.iris(seed)) : Stream.empty())
                .toList();
    }

    /** Each claim with its verdict and its level; what fails, with the reasons. */
    List<String> resultLines() {
        return results.stream().flatMap(RowDecision::lines).toList();
    }

    private static Stream<String> lines(ClaimResult result) {
        String verdict = result.derivation()
                .verdict()
                .map(found -> found.text() + ", known by: "
                        + result.derivation().level().text())
                .orElse("not established");
        return Stream.concat(
                Stream.of("  " + result.claim().id() + ": " + verdict),
                result.problems().stream().map(problem -> "    DOES NOT HOLD: " + problem));
    }
}
