package io.eyewitness.check.report;

import io.eyewitness.check.formal.FormalRun;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Level;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Proposition;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is reported: every claim beside its derivation, and what the table shows of a row beyond its cells.
 *
 * @param results a result a claim, in the ledger's order
 * @param scrutiny what is known of the obligations beside their proofs, if that was looked at
 * @param local the record of a run of Coq on this machine over the very sources that are at hand, if there was one
 */
public record Report(List<ClaimResult> results, Optional<Scrutiny> scrutiny, Optional<FormalEvidence> local) {
    public Report {
        results = List.copyOf(results);
    }

    /** A report on the claims alone. */
    public Report(List<ClaimResult> results) {
        this(results, Optional.empty(), Optional.empty());
    }

    /** The same report, in which what a run of Coq on this machine has proven is known as formal. */
    public Report with(Optional<FormalEvidence> run) {
        return run.map(record -> new Report(
                        results.stream().map(result -> result.with(record)).toList(), scrutiny, run))
                .orElse(this);
    }

    /** The results of the 30 cells. */
    public List<ClaimResult> cells() {
        return results.stream().filter(result -> result.claim().isCell()).toList();
    }

    /** The results of the other claims. */
    public List<ClaimResult> statements() {
        return results.stream().filter(result -> !result.claim().isCell()).toList();
    }

    /** The result of a cell. */
    public ClaimResult cell(FunctionClass functionClass, Notion notion) {
        return byId(Claim.cellId(functionClass, notion)).orElseThrow();
    }

    /** The results that do not hold. */
    public List<ClaimResult> failures() {
        return results.stream().filter(result -> !result.holds()).toList();
    }

    /** Whether all claims hold, and nothing is wrong with the obligations. */
    public boolean holds() {
        return failures().isEmpty() && obligationProblems().isEmpty();
    }

    /** What is said of the obligations; no lines if they were not looked at. */
    public List<String> obligationLines() {
        return scrutiny.map(Scrutiny::lines).orElse(List.of());
    }

    /** What is wrong with the obligations, a sentence each. */
    List<String> obligationProblems() {
        return scrutiny.map(Scrutiny::problems).orElse(List.of());
    }

    /** How far Coq has been heard on this machine, and how to hear it; no line where Coq has nothing to say. */
    public List<String> formalLines() {
        if (local.isPresent()) {
            long proven = results.stream()
                    .filter(result -> result.derivation().level() == Level.FORMAL)
                    .count();
            return List.of("Coq " + local.get().coq() + " has proven " + proven
                    + " claims on this machine, from these very sources.");
        }
        long theorems = cells().stream()
                .filter(cell -> cell.holds() && cell.derivation().references().contains(FormalEvidence.ID))
                .count();
        return theorems == 0
                ? List.of()
                : List.of(theorems
                        + " cells are theorems by the record of Coq that comes with Eyewitness; to have Coq prove them here: "
                        + FormalRun.HOW);
    }

    /** The last line: how many of the cells hold. */
    public String verdict() {
        long holding = cells().stream().filter(ClaimResult::holds).count();
        return holding + " of " + cells().size() + " cells hold";
    }

    /** The line before it: how many of the other claims hold. */
    public String verdictOnStatements() {
        long holding = statements().stream().filter(ClaimResult::holds).count();
        return holding + " of " + statements().size() + " other claims hold";
    }

    /** Each claim that does not hold, and below it the reasons; what is wrong with the obligations; no lines if all holds. */
    public List<String> failureLines() {
        return Stream.concat(
                        failures().stream()
                                .flatMap(failure -> Stream.concat(
                                        Stream.of(failure.claim().id() + " does not hold: "
                                                + failure.claim().sentence()),
                                        failure.problems().stream().map(problem -> "  - " + problem))),
                        obligationProblems().stream())
                .toList();
    }

    /**
     * The best error, as a share of the range, that any decoder can guarantee over a class: 1/2 where no approximation is
     * possible (I1, I5; mid reaches it, I3), 0 where it is exact, "?" where neither is established. The claim about it comes first.
     */
    public String bestError(FunctionClass functionClass) {
        Optional<String> established = byId("claim:epsstar." + functionClass)
                .filter(result -> result.derivation().verdict().equals(Optional.of(Verdict.YES)))
                .flatMap(result -> result.claim().proposition())
                .flatMap(Proposition::value)
                .map(Rationals::text);
        if (established.isPresent()) {
            return established.get();
        }
        Optional<Verdict> approximation =
                cell(functionClass, Notion.APPROX).derivation().verdict();
        if (approximation.equals(Optional.of(Verdict.YES))) {
            return "0";
        }
        return approximation.equals(Optional.of(Verdict.NO)) && isEstablished("claim:epsstar.mid") ? "1/2" : "?";
    }

    private boolean isEstablished(String id) {
        return byId(id).filter(result -> result.derivation().verdict().equals(Optional.of(Verdict.YES)))
                .isPresent();
    }

    /** Whether theorem 1's constant R/2 is attained by a single member of a class, or approached over the class. */
    public String theoremOne(FunctionClass functionClass) {
        if (!functionClass.hasWitnesses()) {
            return "-";
        }
        return byId("claim:theorem1.attained." + functionClass)
                .flatMap(result -> result.derivation().verdict())
                .map(verdict -> verdict == Verdict.YES ? "attained" : "approached")
                .orElse("?");
    }

    /** Both readings of row 4's side, as derived. */
    public String readingsOfRowFour() {
        return "LIP, side: " + mark(cell(FunctionClass.LIP, Notion.SIDE))
                + " is the reading per visualization; over the whole" + " class it is "
                + byId("claim:LIP.side.class").map(Report::mark).orElse("?") + ".";
    }

    /** How a row is known: as the weakest of its cells is. */
    public Level level(FunctionClass functionClass) {
        return Stream.of(Notion.values())
                .map(notion -> cell(functionClass, notion).derivation().level())
                .reduce(Level::weaker)
                .orElseThrow();
    }

    private Optional<ClaimResult> byId(String id) {
        return results.stream().filter(result -> result.claim().id().equals(id)).findFirst();
    }

    /** The mark of a cell: what was derived, with a "!" if that is not what the ledger says. */
    static String mark(ClaimResult cell) {
        String verdict = cell.derivation().verdict().map(Report::word).orElse("?");
        return cell.holds() ? verdict : verdict + " !";
    }

    private static String word(Verdict verdict) {
        return verdict == Verdict.ONLY_SMALL_L ? "small L" : verdict.text();
    }
}
