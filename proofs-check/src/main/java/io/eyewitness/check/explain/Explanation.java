package io.eyewitness.check.explain;

import io.eyewitness.check.formal.CoqStatement;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.solver.Solver;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.witness.ExactCheck;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.WitnessPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is said about a row of the table. */
public final class Explanation {
    private final Ledger ledger;
    private final FunctionClass functionClass;
    private final List<Claim> claims;
    private final long seed;
    private final List<String> example;
    private final Plot plot;
    private final boolean pairHolds;

    private Explanation(
            Ledger ledger,
            FunctionClass functionClass,
            Optional<Notion> notion,
            long seed,
            List<String> example,
            Plot plot,
            boolean pairHolds) {
        this.ledger = ledger;
        this.functionClass = functionClass;
        this.claims = claims(ledger, functionClass, notion);
        this.seed = seed;
        this.example = example;
        this.plot = plot;
        this.pairHolds = pairHolds;
    }

    /** The explanation of a class with witness pairs. */
    public static Explanation of(Ledger ledger, Optional<Notion> notion, PairChoice choice) {
        return of(ledger, notion, choice.pair(), choice.seed());
    }

    static Explanation of(Ledger ledger, Optional<Notion> notion, WitnessPair pair, long seed) {
        List<String> violations = ExactCheck.violations(pair);
        List<String> example = new ArrayList<>();
        int dimension = pair.phi().dimension();
        example.add("The witness pair in " + dimension + (dimension == 1 ? " dimension" : " dimensions")
                + ", from seed " + seed);
        example.addAll(PairText.lines(pair, violations));
        return new Explanation(
                ledger, pair.functionClass(), notion, seed, example, PairText.plot(pair), violations.isEmpty());
    }

    /** The explanation of a class that is understood. */
    public static Explanation of(Ledger ledger, Optional<Notion> notion, Understood understood, long seed) {
        return new Explanation(
                ledger, understood.functionClass(), notion, seed, understood.lines(), understood.plot(), true);
    }

    private static List<Claim> claims(Ledger ledger, FunctionClass functionClass, Optional<Notion> notion) {
        return ledger.claims().stream()
                .filter(claim -> claim.functionClass().equals(Optional.of(functionClass)))
                .filter(claim -> notion.isEmpty() || claim.notion().equals(notion))
                .toList();
    }

    /** The claims. */
    public List<String> claims() {
        List<String> lines = new ArrayList<>();
        lines.add("Row " + functionClass.row() + " of the table, " + functionClass.symbol() + ": "
                + functionClass.title());
        for (Claim claim : claims) {
            lines.add("");
            lines.add(claim.id() + ", expected: " + claim.expected().text() + "; what follows is at the end");
            lines.add("  " + claim.sentence());
            CoqStatement.of(claim)
                    .ifPresent(coq -> lines.add("  In Coq: " + coq.statement() + ", proven by " + coq.term()));
            lines.add("  Source: " + claim.source());
        }
        return lines;
    }

    /** The witness pair, or the decoder at work. */
    public List<String> example() {
        return List.copyOf(example);
    }

    /** Whether exact arithmetic finds nothing wrong with the witness pair; true where there is none. */
    public boolean pairHolds() {
        return pairHolds;
    }

    /** The plot in characters, at most 80 columns wide. */
    public List<String> plot(boolean unicode) {
        return plot.lines(unicode);
    }

    /** The plot as a PNG file. */
    public byte[] png() throws IOException {
        return plot.png();
    }

    /** The obligations that the claims rest on, and what the gate decides, from evidence made and examined now. */
    public Explained decision(SolverPool<? extends Solver> solvers) {
        RowDecision decision = RowDecision.of(ledger, functionClass, claims, seed, solvers);
        List<String> lines = new ArrayList<>();
        lines.add("What has to hold, for all real numbers, and how it is known:");
        lines.addAll(ObligationLines.of(decision.obligations()));
        lines.add("");
        lines.add("What follows, with "
                + (functionClass.hasWitnesses() ? "witness pairs" : "the decoder at work")
                + " as in the table's evidence:");
        lines.addAll(decision.resultLines());
        return new Explained(lines, decision.results().stream().allMatch(ClaimResult::holds));
    }
}
