package io.eyewitness.check.report;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.theory.claim.Statement;
import io.eyewitness.theory.text.Visible;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The report as Markdown. */
public final class MarkdownReport {
    /** The characters that may start markup, HTML, an entity or a link inside a line; a backslash escapes each. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>&|~]|://|(?<=\\bwww)\\.");

    private static final String OWN = "\nRows of our own, not in the paper:\n\n";

    private MarkdownReport() {}

    /** The report. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        if (report.isOn(Statement.HOLDS)) {
            text.append("# Can a unit be understood from its feature visualization?\n\n");
            append(text, Table.cells(report));
            text.append("\n" + report.readingsOfRowFour()).append("\n");
            text.append(OWN);
            append(text, Table.ownCells(report, false));
            text.append('\n');
            text.append("The share of the cube where LIP's side is decidable (a, b opposite vertices):\n\n");
            append(text, Table.shares());
            text.append('\n');
        }
        if (report.isOn(Statement.HOLDS_WITH_HELP)) {
            text.append("# And if the decoder may ask finitely many questions about the unit?\n\n");
            append(text, Table.cellsWithHelp(report));
            text.append(OWN);
            append(text, Table.ownCells(report, true));
        }
        text.append("\n| claim | | holds | known by |\n|---|---|---|---|\n");
        for (ClaimResult statement : report.statements()) {
            row(
                    text,
                    List.of(
                            "`" + statement.claim().id() + "`",
                            plain(statement.claim().sentence()),
                            statement.holds() ? "holds" : "**fails**",
                            Report.level(statement.derivation().known())));
        }
        Table experiments = Table.experiments(report);
        if (!experiments.rows().isEmpty()) {
            text.append("\nWhat the experiments measured:\n\n");
            append(text, experiments);
        }
        for (ClaimResult failure : report.failures()) {
            text.append("\n`").append(failure.claim().id()).append("` does not hold:\n\n");
            failure.problems()
                    .forEach(problem -> text.append("- ").append(plain(problem)).append('\n'));
        }
        report.obligationProblems()
                .forEach(problem -> text.append("\n- ").append(plain(problem)).append('\n'));
        Stream.concat(report.obligationLines().stream(), report.formalLines().stream())
                .forEach(line -> text.append('\n').append(plain(line)).append('\n'));
        return text.append('\n')
                .append(String.join("\\\n", report.verdicts()))
                .append('\n')
                .toString();
    }

    private static void append(StringBuilder text, Table table) {
        row(text, table.header().stream().map(MarkdownReport::plain).toList());
        row(text, Collections.nCopies(table.header().size(), "---"));
        table.rows()
                .forEach(values ->
                        row(text, values.stream().map(MarkdownReport::plain).toList()));
    }

    /** The text escaped, so that Markdown shows it literally and on one line. */
    private static String plain(String text) {
        return MARKUP.matcher(Visible.line(text)).replaceAll("\\\\$0");
    }

    private static void row(StringBuilder text, List<String> values) {
        text.append("| ").append(String.join(" | ", values)).append(" |\n");
    }
}
