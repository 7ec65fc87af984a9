package io.eyewitness.check.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.page.PageFile;
import io.eyewitness.theory.page.PageFrame;
import java.util.List;

/** A report as one HTML file, which asks nobody for anything. */
public final class HtmlPage {
    private static final String TITLE = "Eyewitness: can you trust a feature visualization?";

    private static final List<String> SCRIPTS =
            List.of("pairs.js", "claims.js", "lipschitz.js", "experiments.js", "report.js");

    private HtmlPage() {}

    /** The tables and the claims beside them: the page's first part. */
    public static String of(Report report) {
        return of(PageData.ofTables(report));
    }

    /** The whole page. */
    public static String of(Report report, Bundle bundle) {
        return of(PageData.of(report, bundle));
    }

    static String of(ObjectNode data) {
        return PageFrame.html(
                TITLE, own("report.html"), SCRIPTS.stream().map(HtmlPage::own).toList(), true, data);
    }

    private static String own(String name) {
        return PageFile.text(HtmlPage.class, name);
    }
}
