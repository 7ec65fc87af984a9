package io.eyewitness.check.report;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Level;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is reported: every claim beside its derivation, and what the table shows of a row beyond its cells.
 *
 * @param results a result a claim, in the ledger's order
 * @param scrutiny what is known of the obligations beside their proofs, if that was looked at
 */
public record Report(List<ClaimResult> results, Optional<Scrutiny> scrutiny) {
    public Report {
        results = List.copyOf(results);
    }

    /** A report on the claims alone. */
    public Report(List<ClaimResult> results) {
        this(results, Optional.empty());
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
     * possible (I1, I5; mid reaches it, I3), 0 where it is exact, "?" where neither is established.
     */
    public String bestError(FunctionClass functionClass) {
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
