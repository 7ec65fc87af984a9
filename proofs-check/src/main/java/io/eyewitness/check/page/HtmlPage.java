package io.eyewitness.check.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.text.Sha256;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report as one HTML file, which asks nobody for anything. Its data are JSON that the page's own script shows as text. A policy in
 * the page allows that script, the library of charts and the style sheet by their hashes, pictures in the file, and nothing else.
 */
public final class HtmlPage {
    private static final String LIBRARY = "echarts.min.js";

    /** The parts of the page's script, each for what its name says; together they are one module. */
    private static final List<String> PARTS =
            List.of("elements.js", "charts.js", "tables.js", "claims.js", "lipschitz.js", "experiments.js", "page.js");

    private HtmlPage() {}

    /** The tables and the claims beside them: the page's first part. */
    public static String of(Report report) {
        return of(PageData.ofTables(report));
    }

    /** The whole page. */
    public static String of(Report report, Bundle bundle) {
        return of(PageData.of(report, bundle));
    }

    /** The data come last, so that no text in them is taken for a place to fill in. */
    static String of(ObjectNode data) {
        String library = unclosed(Resources.text(LIBRARY));
        String script = unclosed(PARTS.stream().map(Resources::text).collect(Collectors.joining()));
        String style = Resources.text("page.css");
        return Resources.text("page.html")
                .replace("{{policy}}", policy(library, script, style))
                .replace("{{style}}", style)
                .replace("{{library}}", library)
                .replace("{{script}}", script)
                .replace("{{data}}", json(data));
    }

    private static String policy(String library, String script, String style) {
        return "default-src 'none'; img-src data:; style-src " + hash(style) + "; script-src " + hash(library) + " "
                + hash(script) + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.bytes(text)) + "'";
    }

    /** Inside an element of HTML a script may not say that it ends. */
    private static String unclosed(String script) {
        if (script.contains("</script") || script.contains("<!--")) {
            throw new IllegalStateException("a script of the page would end too early");
        }
        return script;
    }

    /** JSON in which nothing looks like markup. */
    private static String json(ObjectNode data) {
        try {
            return EvidenceJson.mapper().writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data of a page have no JSON form", e);
        }
    }
}
