package io.eyewitness.check.report;

import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.theory.text.Visible;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The report as Markdown. */
final class MarkdownReport {
    /** What may start markup, HTML, an entity or a link in the midst of a line; each may be escaped by a backslash. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>&|~]|://|(?<=\\bwww)\\.");

    private MarkdownReport() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("# Can a unit be understood from its feature visualization?\n\n");
        table(text, Rows.HEADER, Rows.table(report));
        text.append("\n" + report.readingsOfRowFour()).append('\n');
        text.append("\nThe share of the cube where LIP's side is decidable (a, b opposite vertices):\n\n");
        table(text, Rows.sharesHeader(), Rows.shares());
        text.append("\n| claim | | holds | known by |\n|---|---|---|---|\n");
        for (ClaimResult statement : report.statements()) {
            row(
                    text,
                    List.of(
                            "`" + statement.claim().id() + "`",
                            plain(statement.claim().sentence()),
                            statement.holds() ? "holds" : "**fails**",
                            statement.derivation().level().text()));
        }
        List<List<String>> experiments = Rows.experiments(report);
        if (!experiments.isEmpty()) {
            text.append("\nWhat the experiments measured:\n\n");
            table(text, Rows.experimentsHeader(report), experiments);
        }
        for (ClaimResult failure : report.failures()) {
            text.append("\n`").append(failure.claim().id()).append("` does not hold:\n\n");
            failure.problems()
                    .forEach(problem -> text.append("- ").append(plain(problem)).append('\n'));
        }
        report.obligationProblems()
                .forEach(problem -> text.append("\n- ").append(plain(problem)).append('\n'));
        report.obligationLines()
                .forEach(line -> text.append('\n').append(plain(line)).append('\n'));
        report.formalLines()
                .forEach(line -> text.append('\n').append(plain(line)).append('\n'));
        text.append('\n').append(report.verdictOnStatements()).append("\\\n");
        return text.append(report.verdict()).append('\n').toString();
    }

    private static void table(StringBuilder text, List<String> header, List<List<String>> rows) {
        row(text, header.stream().map(MarkdownReport::plain).toList());
        row(text, Collections.nCopies(header.size(), "---"));
        rows.forEach(
                values -> row(text, values.stream().map(MarkdownReport::plain).toList()));
    }

    /** Text that Markdown takes for no markup and no HTML, and for one line. */
    private static String plain(String text) {
        return MARKUP.matcher(Visible.line(text)).replaceAll("\\\\$0");
    }

    private static void row(StringBuilder text, List<String> values) {
        text.append("| ").append(String.join(" | ", values)).append(" |\n");
    }
}
