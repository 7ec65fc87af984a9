package io.eyewitness.theory.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The page of a result: sections, and the settings that give the same numbers again. All text may be a stranger's; the page shows it as text and
 * as nothing else.
 *
 * @param title above all
 * @param lead a sentence below it
 * @param sections from the top
 * @param settings by name, in this order
 */
public record ResultPage(String title, String lead, List<Section> sections, List<List<String>> settings) {
    /** The kinds of parts that are charts. */
    private static final Set<String> CHARTS = Set.of("lines", "heat");

    public ResultPage {
        sections = List.copyOf(sections);
        settings = List.copyOf(settings);
    }

    /**
     * A part of the page with a heading.
     *
     * @param heading above it
     * @param text a sentence below it, or empty
     * @param parts from the top
     */
    public record Section(String heading, String text, List<PagePart> parts) {
        public Section {
            parts = List.copyOf(parts);
        }

        /** A section of one part. */
        public static Section of(String heading, String text, PagePart part) {
            return new Section(heading, text, List.of(part));
        }
    }

    /** A page with settings by name. */
    public static ResultPage of(String title, String lead, List<Section> sections, Map<String, String> settings) {
        return new ResultPage(
                title,
                lead,
                sections,
                settings.entrySet().stream()
                        .map(one -> List.of(one.getKey(), one.getValue()))
                        .toList());
    }

    /** The page as one HTML file. */
    public String html() {
        JsonNode data = EvidenceJson.mapper().valueToTree(this);
        return PageFrame.html(
                "Eyewitness",
                PageFile.text(ResultPage.class, "result.html"),
                List.of(PageFile.text(ResultPage.class, "catalogue.js"), PageFile.text(ResultPage.class, "result.js")),
                data.findValuesAsText("kind").stream().anyMatch(CHARTS::contains),
                data);
    }
}
