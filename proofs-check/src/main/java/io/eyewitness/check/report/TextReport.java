package io.eyewitness.check.report;

import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.text.Visible;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report for a terminal. */
public final class TextReport {
    private static final String FIRST =
            "Can a unit be understood from its feature visualization (argmin, argmax, min, max)?\n\n";
    private static final String SECOND = "And if the decoder may ask finitely many questions about the unit?\n\n";
    private static final String OWN = "\nRows of our own, not in the paper:\n\n";

    private TextReport() {}

    /** Both tables alone, as text. */
    public static String tables(Report report) {
        StringBuilder text = new StringBuilder(FIRST);
        append(text, Table.cells(report));
        text.append(OWN);
        append(text, Table.ownCells(report, false));
        text.append('\n').append(SECOND);
        append(text, Table.cellsWithHelp(report));
        text.append(OWN);
        append(text, Table.ownCells(report, true));
        return text.toString();
    }

    /** The whole report. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        if (report.isOn(Statement.HOLDS)) {
            firstTable(text, report);
        }
        if (report.isOn(Statement.HOLDS_WITH_HELP)) {
            secondTable(text, report);
        }
        if (report.isOn(Statement.HOLDS)) {
            text.append("\nThe share of the cube where LIP's side is decidable (a, b opposite vertices):\n\n");
            append(text, Table.shares());
        }
        text.append("\nOther claims:\n\n");
        append(text, statements(report));
        Table experiments = Table.experiments(report);
        if (!experiments.rows().isEmpty()) {
            text.append("\nWhat the experiments measured:\n\n");
            append(text, experiments);
        }
        block(text, report.obligationLines());
        block(text, report.formalLines());
        block(text, report.failureLines());
        block(text, report.verdicts());
        return text.toString();
    }

    private static void firstTable(StringBuilder text, Report report) {
        text.append(FIRST);
        append(text, Table.cells(report));
        text.append("\neps*: the best error, as a share of the range, that any decoder can guarantee.\n");
        text.append("theorem 1: whether one member attains the constant R/2, or the class only approaches it.\n");
        text.append("known by: the level of the weakest of the three answers; eps* and theorem 1 are separate claims,"
                + " listed below with their levels.\n");
        text.append(report.readingsOfRowFour()).append('\n');
        text.append(OWN);
        append(text, Table.ownCells(report, false));
        text.append('\n');
    }

    private static void secondTable(StringBuilder text, Report report) {
        text.append(SECOND);
        append(text, Table.cellsWithHelp(report));
        text.append("\n"
                + "The answers are the same for examples (values at inputs), for looks (germs at inputs,"
                + " visualizations on boxes), and for all between.\n");
        text.append("LIP: in a metric equivalent to that of l1, such as that of any norm.\n");
        text.append(OWN);
        append(text, Table.ownCells(report, true));
    }

    private static void block(StringBuilder text, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n');
            lines.forEach(line -> text.append(Visible.line(line)).append('\n'));
        }
    }

    private static Table statements(Report report) {
        return new Table(
                List.of("claim", "verdict", "known by"),
                report.statements().stream()
                        .map(statement -> List.of(
                                statement.claim().id(),
                                Report.mark(statement),
                                Report.level(statement.derivation().known())))
                        .toList());
    }

    private static void append(StringBuilder text, Table table) {
        List<List<String>> all = Stream.concat(Stream.of(table.header()), table.rows().stream())
                .map(row -> row.stream().map(Visible::line).toList())
                .toList();
        int[] widths = IntStream.range(0, table.header().size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String value = row.get(column);
                line.append(value).append(" ".repeat(widths[column] - value.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
