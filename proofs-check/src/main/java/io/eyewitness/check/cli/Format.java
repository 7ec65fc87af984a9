package io.eyewitness.check.cli;

import io.eyewitness.check.page.HtmlPage;
import io.eyewitness.check.report.JUnitReport;
import io.eyewitness.check.report.JsonReport;
import io.eyewitness.check.report.MarkdownReport;
import io.eyewitness.check.report.Report;
import io.eyewitness.check.report.TextReport;
import java.util.function.Function;

/** The formats of the report. */
public enum Format {
    TEXT(TextReport::of),
    MARKDOWN(MarkdownReport::of),
    JSON(JsonReport::of),
    JUNIT(JUnitReport::of),
    HTML(HtmlPage::of);

    private final Function<Report, String> writer;

    Format(Function<Report, String> writer) {
        this.writer = writer;
    }

    /** The report in this format, with a line feed at its end. */
    public String write(Report report) {
        return writer.apply(report);
    }
}
