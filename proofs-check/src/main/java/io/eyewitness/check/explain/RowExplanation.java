package io.eyewitness.check.explain;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.formal.CoqStatement;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Gate;
import io.eyewitness.check.solver.Solver;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.TheoryEvidence;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.WitnessFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of the table explained: its claims, the obligations that they rest on, and the gate's decision.
 *
 * @param ledger the ledger
 * @param row the row
 * @param notion the only column that is explained, or all
 */
public record RowExplanation(Ledger ledger, FunctionClass row, Optional<Notion> notion) {
    private static final String OBLIGATION = "obligation:";

    private List<Claim> claims() {
        return ledger.claims().stream()
                .filter(claim -> claim.isCellOf(Statement.HOLDS))
                .filter(claim -> claim.functionClass().equals(Optional.of(row)))
                .filter(claim -> notion.isEmpty() || claim.notion().equals(notion))
                .toList();
    }

    /** Each claim in words and, where it has a theorem, in Coq. */
    public List<String> statements() {
        List<String> lines = new ArrayList<>();
        lines.add("Row " + row.row() + " of the table, " + row.symbol() + ": " + row.title());
        for (Claim claim : claims()) {
            lines.add("");
            lines.add(claim.id() + ", expected: " + claim.expected().text() + "; what follows is at the end");
            lines.add("  " + claim.sentence());
            CoqStatement.of(claim)
                    .ifPresent(coq -> lines.add("  In Coq: " + coq.statement() + ", proven by " + coq.term()));
            lines.add("  Source: " + claim.source());
        }
        return lines;
    }

    /**
     * The obligations that the claims rest on, and the gate's decision from evidence that is produced and examined now.
     *
     * @param seed the seed of the sampled evidence
     */
    public Explanation decision(long seed, SolverPool<? extends Solver> solvers) {
        List<ExaminedObligation> obligations = obligations(solvers);
        List<ClaimResult> results = results(obligations, seed, solvers);
        List<String> lines = new ArrayList<>();
        lines.add("The obligations, which must hold for all real numbers, and how each is known:");
        lines.addAll(ExaminedObligation.summary(obligations));
        lines.add("");
        lines.add("What follows, with "
                + (row.hasWitnesses() ? "witness pairs" : "the decoder at work")
                + " as in the table's evidence:");
        results.forEach(result -> lines.addAll(lines(result)));
        return new Explanation(lines, results.stream().allMatch(ClaimResult::holds));
    }

    private List<ExaminedObligation> obligations(SolverPool<? extends Solver> solvers) {
        return solvers.map(
                claims().stream()
                        .flatMap(claim -> claim.evidence().stream())
                        .filter(id -> id.startsWith(OBLIGATION))
                        .distinct()
                        .flatMap(id -> Obligations.family(id.substring(OBLIGATION.length())).stream())
                        .toList(),
                (solver, obligation) -> ExaminedObligation.of(obligation, solver),
                () -> {});
    }

    private List<ClaimResult> results(
            List<ExaminedObligation> obligations, long seed, SolverPool<? extends Solver> solvers) {
        List<Evidence> samples = samples(seed);
        List<Finding> findings = new ArrayList<>(
                solvers.map(samples, (solver, sample) -> Examiner.examine(sample, Optional.of(solver)), () -> {}));
        obligations.forEach(examined -> findings.add(examined.finding()));
        findings.add(Examiner.examine(FormalRecord.builtIn(), Optional.empty()));
        Optional<FormalEvidence> local = FormalCache.ofTheUser().ofTheBuiltIn();
        List<Claim> claims = claims();
        return Gate.decide(ledger, Findings.of(samples, findings)).stream()
                .filter(result -> claims.contains(result.claim()))
                .map(result -> local.map(result::with).orElse(result))
                .toList();
    }

    /** The row's part of the table's evidence: witness pairs, or the decoder at work. */
    private List<Evidence> samples(long seed) {
        if (!row.hasWitnesses()) {
            return TheoryEvidence.decoders(seed).stream()
                    .filter(sample -> sample.functionClass() == row)
                    .<Evidence>map(sample -> sample)
                    .toList();
        }
        return Stream.<Evidence>concat(
                        TheoryEvidence.witnesses(WitnessFamily.of(row), seed).stream(),
                        row == FunctionClass.ERM ? Stream.of(TheoryEvidence.iris(seed)) : Stream.empty())
                .toList();
    }

    /** A claim's verdict with its level, and the problems that keep the claim from holding. */
    static List<String> lines(ClaimResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + result.claim().id() + ": "
                + result.derivation()
                        .verdict()
                        .map(verdict -> verdict.text() + ", known by: "
                                + result.derivation().level().text())
                        .orElse("not established"));
        result.problems().forEach(problem -> lines.add("    DOES NOT HOLD: " + problem));
        return lines;
    }
}
