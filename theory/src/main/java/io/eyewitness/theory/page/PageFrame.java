package io.eyewitness.theory.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.text.Sha256;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all pages have: one HTML file that asks nobody for anything. Its data are JSON that the page's own script shows as text. A policy in the
 * page allows that script, the library of charts and the style sheet by their hashes, pictures in the file, and nothing else.
 */
public final class PageFrame {
    private static final String LIBRARY = "echarts.min.js";

    private static final String CREDIT =
            " The charts are drawn by Apache ECharts (Apache License 2.0, copyright The Apache Software\nFoundation),"
                    + " which is in this file with its licence notice.";

    /** The parts of each page's script, each for what its name says; with those of the page they are one module. */
    private static final List<String> SHARED = List.of("elements.js", "charts.js", "tables.js", "pictures.js");

    private PageFrame() {}

    /**
     * The text of a page. The data come last, so that no text in them is taken for a place to fill in.
     *
     * @param title of the window, as HTML
     * @param body the part that no script makes, as HTML
     * @param scripts after those that all pages share, in the scope of which they are
     * @param hasCharts whether it needs the library of charts
     * @param data the scripts read them from the element {@code data}
     */
    public static String html(String title, String body, List<String> scripts, boolean hasCharts, JsonNode data) {
        String library = hasCharts ? unclosed(own(LIBRARY)) : "";
        String script = unclosed(Stream.concat(SHARED.stream().map(PageFrame::own), scripts.stream())
                .collect(Collectors.joining()));
        String style = own("page.css");
        return own("frame.html")
                .replace("{{policy}}", policy(library, script, style))
                .replace("{{title}}", title)
                .replace("{{style}}", style)
                .replace("{{body}}", body)
                .replace("{{credit}}", hasCharts ? CREDIT : "")
                .replace("{{library}}", library)
                .replace("{{script}}", script)
                .replace("{{data}}", json(data));
    }

    private static String own(String name) {
        return PageFile.text(PageFrame.class, name);
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
    private static String json(JsonNode data) {
        try {
            return EvidenceJson.mapper().writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data of a page have no JSON form", e);
        }
    }
}
