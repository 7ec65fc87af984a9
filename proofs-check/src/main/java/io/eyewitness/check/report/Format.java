package io.eyewitness.check.report;

import java.util.function.Function;

/** The formats of the report. */
public enum Format {
    TEXT(TextReport::of),
    MARKDOWN(MarkdownReport::of),
    JSON(JsonReport::of),
    JUNIT(JUnitReport::of);

    private final Function<Report, String> writer;

    Format(Function<Report, String> writer) {
        this.writer = writer;
    }

    /** The report in this format, with a line feed at its end. */
    public String write(Report report) {
        return writer.apply(report);
    }
}
