package io.eyewitness.check.report;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Notion;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.decimal.Decimals;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.DecidableShare;
import io.eyewitness.theory.function.FunctionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A table of the text and the Markdown report.
 *
 * @param header the headings
 * @param rows the rows, each as long as the header
 */
record Table(List<String> header, List<List<String>> rows) {
    private static final List<BigFraction> STEEPNESSES =
            List.of(BigFraction.ONE, BigFraction.of(3, 2), BigFraction.of(2), BigFraction.of(4));
    private static final List<Integer> DIMENSIONS = List.of(1, 2, 3, 4);

    /** The 30 cells of the first table, a row for each function class. */
    static Table cells(Report report) {
        return new Table(
                List.of("class", "of functions", "exact", "approx", "side", "eps*", "theorem 1", "known by"),
                Stream.of(FunctionClass.values())
                        .map(row -> row(report, Statement.HOLDS, row, report.bestError(row), report.theoremOne(row)))
                        .toList());
    }

    /** The 30 cells of the second table. */
    static Table cellsWithHelp(Report report) {
        return new Table(
                List.of("class", "of functions", "exact", "approx", "side", "eps*", "known by"),
                Stream.of(FunctionClass.values())
                        .map(row -> row(report, Statement.HOLDS_WITH_HELP, row, report.bestErrorWithHelp(row)))
                        .toList());
    }

    /** The rows of our own beside the first table, or beside the second. */
    static Table ownCells(Report report, boolean help) {
        return new Table(
                List.of("class", "of functions", "exact", "approx", "side", "eps*", "known by"),
                report.ownRows(help).stream().map(row -> ownRow(report, row)).toList());
    }

    private static List<String> ownRow(Report report, Statement row) {
        List<String> values = new ArrayList<>(List.of(row.id(), row.member()));
        report.cells(row).forEach(cell -> values.add(Report.mark(cell)));
        values.addAll(List.of(report.bestError(row), Report.level(report.known(row))));
        return values;
    }

    private static List<String> row(Report report, Statement table, FunctionClass row, String... more) {
        List<String> values = new ArrayList<>(List.of(row.name(), row.title()));
        for (Notion notion : Notion.values()) {
            values.add(Report.mark(report.cell(table, row, notion)));
        }
        values.addAll(List.of(more));
        values.add(Report.level(report.known(table, row)));
        return values;
    }

    /** The measurements of the experiments, a row for each condition; the header names the intervals' confidence. */
    static Table experiments(Report report) {
        List<List<String>> rows = new ArrayList<>();
        for (ClaimResult statement : report.statements()) {
            statement
                    .derivation()
                    .measured()
                    .ifPresent(measured -> measured.judgements()
                            .forEach(judgement -> rows.add(List.of(
                                    statement.claim().id(),
                                    String.valueOf(measured.units()),
                                    judgement.subject(),
                                    judgement.estimate().text(),
                                    judgement.wanted(),
                                    judgement.holds() ? "yes" : "no"))));
        }
        String confidence = report.statements().stream()
                .flatMap(statement -> statement.derivation().measured().stream())
                .map(measured -> Criterion.percentage(measured.confidence()))
                .distinct()
                .collect(Collectors.joining(" or "));
        return new Table(List.of("claim", "units", "measured", confidence + " interval", "to be", "holds"), rows);
    }

    /** The share of the cube whose side is decidable, as a function of L, the dimension and the norm. */
    static Table shares() {
        List<String> header = new ArrayList<>(List.of("norm", "d"));
        STEEPNESSES.forEach(steepness -> header.add("L|a-b|/R = " + Rationals.text(steepness)));
        List<List<String>> rows = new ArrayList<>();
        for (Norm norm : Norm.values()) {
            for (int dimension : DIMENSIONS) {
                List<String> row = new ArrayList<>(List.of(norm.text(), String.valueOf(dimension)));
                for (BigFraction steepness : STEEPNESSES) {
                    row.add(Decimals.format("%.4f", DecidableShare.of(norm, dimension, steepness)));
                }
                rows.add(row);
            }
        }
        return new Table(header, rows);
    }
}
