package io.eyewitness.check.report;

import io.eyewitness.check.examine.Level;
import io.eyewitness.check.formal.FormalRun;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Proposition;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every claim beside its derivation, and the columns of the table beyond its cells.
 *
 * @param results one result for each claim, in the ledger's order
 * @param scrutiny the scrutiny of the obligations, if it was made
 * @param local the record of a run of Coq on this machine over the same sources, if there was one
 */
public record Report(List<ClaimResult> results, Optional<Scrutiny> scrutiny, Optional<FormalEvidence> local) {
    public Report {
        results = List.copyOf(results);
    }

    /** A report on the claims alone. */
    public Report(List<ClaimResult> results) {
        this(results, Optional.empty(), Optional.empty());
    }

    /** The same report, with the level formal for each claim that a run of Coq on this machine has proven. */
    public Report with(Optional<FormalEvidence> run) {
        return run.map(record -> new Report(
                        results.stream().map(result -> result.with(record)).toList(), scrutiny, run))
                .orElse(this);
    }

    /** A report on the second table alone, and on what belongs to it. */
    public Report second() {
        return new Report(
                results.stream().filter(result -> result.claim().isAboutHelp()).toList(), Optional.empty(), local);
    }

    /**
     * The results of the 30 cells of a table: the first, {@link Statement#HOLDS}, or the second, or of the 3 cells of a row of our own;
     * empty if the report is not on it.
     */
    public List<ClaimResult> cells(Statement table) {
        return results.stream().filter(result -> result.claim().isCellOf(table)).toList();
    }

    /** Whether the report is on a table. */
    boolean isOn(Statement table) {
        return !cells(table).isEmpty();
    }

    /** The rows of our own, beside the first table or beside the second, that the report is on. */
    public List<Statement> ownRows(boolean help) {
        return Stream.of(Statement.values())
                .filter(Statement::isOwnCell)
                .filter(row -> row.isAboutHelp() == help && isOn(row))
                .toList();
    }

    /** The results of the other claims. */
    public List<ClaimResult> statements() {
        return results.stream().filter(result -> !result.claim().isCell()).toList();
    }

    /** The result of a cell of a table. */
    public ClaimResult cell(Statement table, FunctionClass functionClass, Notion notion) {
        return byId(Claim.cellId(table, functionClass, notion)).orElseThrow();
    }

    /** The results that do not hold. */
    public List<ClaimResult> failures() {
        return results.stream().filter(result -> !result.holds()).toList();
    }

    /** Whether all claims hold, and nothing is wrong with the obligations. */
    public boolean holds() {
        return failures().isEmpty() && obligationProblems().isEmpty();
    }

    /** The summary of the scrutiny of the obligations; empty without one. */
    public List<String> obligationLines() {
        return scrutiny.map(Scrutiny::lines).orElse(List.of());
    }

    /** The problems of the obligations, a sentence each. */
    List<String> obligationProblems() {
        return scrutiny.map(Scrutiny::problems).orElse(List.of());
    }

    /** The number of claims that Coq has proven on this machine, or how to run it here; empty if no cell is a theorem. */
    public List<String> formalLines() {
        if (local.isPresent()) {
            long proven = results.stream()
                    .filter(result -> result.derivation().level() == Level.FORMAL)
                    .count();
            return List.of("Coq " + local.get().coq() + " has proven " + proven
                    + " claims on this machine, from exactly these sources.");
        }
        long theorems = results.stream()
                .filter(result -> result.claim().functionClass().isPresent())
                .filter(cell -> cell.holds() && cell.derivation().references().contains(FormalEvidence.ID))
                .count();
        return theorems == 0
                ? List.of()
                : List.of(theorems
                        + " cells are theorems by the record of Coq that comes with Eyewitness; to have Coq prove them here: "
                        + FormalRun.HOW);
    }

    /** The last lines: the numbers of claims that hold, of the cells last. */
    public List<String> verdicts() {
        return Stream.concat(
                        Stream.of(ownVerdict(), count(statements(), "other claims hold")),
                        Stream.of(Statement.HOLDS_WITH_HELP, Statement.HOLDS)
                                .filter(this::isOn)
                                .map(this::verdict))
                .toList();
    }

    /** The number of cells of a table that hold, as a line. */
    public String verdict(Statement table) {
        return count(cells(table), table == Statement.HOLDS ? "cells hold" : "cells of the second table hold");
    }

    /** The number of cells of rows of our own that hold, as a line. */
    String ownVerdict() {
        return count(
                results.stream().filter(result -> result.claim().isOwnCell()).toList(),
                "cells of rows of our own hold");
    }

    private static String count(List<ClaimResult> counted, String what) {
        long holding = counted.stream().filter(ClaimResult::holds).count();
        return holding + " of " + counted.size() + " " + what;
    }

    /** Each claim that does not hold, with the reasons below it, and the problems of the obligations; empty if all holds. */
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
        Optional<String> established = error("claim:epsstar." + functionClass);
        if (established.isPresent()) {
            return established.get();
        }
        Optional<Verdict> approximation =
                cell(Statement.HOLDS, functionClass, Notion.APPROX).derivation().verdict();
        if (approximation.equals(Optional.of(Verdict.YES))) {
            return "0";
        }
        return approximation.equals(Optional.of(Verdict.NO)) && isEstablished("claim:epsstar.mid") ? "1/2" : "?";
    }

    /** The best error that a decoder which may ask can guarantee over a class, "0, approached" if it is not reached itself. */
    public String bestErrorWithHelp(FunctionClass functionClass) {
        String id = "claim:epsstar." + functionClass + ".help";
        return error(id)
                .or(() -> error(id + ".approached").map(value -> value + ", approached"))
                .orElse("?");
    }

    /** The best error of a row of our own; of quantised networks without help, a lower bound. */
    public String bestError(Statement ownRow) {
        String id = "claim:epsstar." + ownRow.id();
        return switch (ownRow) {
            case QUANTISED -> error(id).map(value -> "at least " + value).orElse("?");
            case LIPSCHITZ_GRADIENT -> error(id).orElse("?");
            default ->
                error(id + ".help")
                        .or(() -> error(id + ".help.approached").map(value -> value + ", approached"))
                        .orElse("?");
        };
    }

    /** The number of a claim about an error, if it is established. */
    private Optional<String> error(String id) {
        return byId(id).filter(result -> result.derivation().verdict().equals(Optional.of(Verdict.YES)))
                .flatMap(result -> result.claim().proposition())
                .flatMap(Proposition::value)
                .map(Rationals::text);
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

    /** The two answers on the side in row 4, for one visualization and for the whole class, as derived. */
    public String readingsOfRowFour() {
        return "LIP, side: " + mark(cell(Statement.HOLDS, FunctionClass.LIP, Notion.SIDE))
                + " is the answer for one visualization; the answer for the whole class is "
                + byId("claim:LIP.side.class").map(Report::mark).orElse("?") + ".";
    }

    /** The level at which a row of a table is known: the weakest level of its cells; empty if one has no verdict. */
    public Optional<Level> known(Statement table, FunctionClass functionClass) {
        return weakest(Stream.of(Notion.values()).map(notion -> cell(table, functionClass, notion)));
    }

    private static Optional<Level> weakest(Stream<ClaimResult> cells) {
        return cells.map(cell -> cell.derivation().known())
                .reduce((one, other) -> one.flatMap(level -> other.map(level::weaker)))
                .orElseThrow();
    }

    /** The level at which a row of our own is known: the weakest level of its cells; empty if one of them has no verdict. */
    Optional<Level> known(Statement ownRow) {
        return weakest(cells(ownRow).stream());
    }

    /** The name of the level at which something is known. */
    static String level(Optional<Level> known) {
        return known.map(Level::text).orElse("-");
    }

    private Optional<ClaimResult> byId(String id) {
        return results.stream().filter(result -> result.claim().id().equals(id)).findFirst();
    }

    /** The mark of a cell: the derived verdict, with a "!" if the ledger says otherwise. */
    static String mark(ClaimResult cell) {
        String verdict = cell.derivation().verdict().map(Report::word).orElse("?");
        return cell.holds() ? verdict : verdict + " !";
    }

    private static String word(Verdict verdict) {
        return verdict == Verdict.ONLY_SMALL_L ? "small L" : verdict.text();
    }
}
