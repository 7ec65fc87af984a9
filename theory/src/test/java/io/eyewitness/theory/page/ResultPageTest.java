package io.eyewitness.theory.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.page.ResultPage.Section;
import io.eyewitness.theory.text.Sha256;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ResultPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private static PagePicture picture(int width) {
        return PagePicture.of(
                new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB), List.of("unit " + width, "value 1"));
    }

    private static ResultPage page() {
        PagePart.Row row = new PagePart.Row("row", List.of(picture(28), picture(128)));
        return ResultPage.of(
                "A page",
                "of every part",
                List.of(
                        Section.of("Text", "said", new PagePart.Text(List.of("a line"))),
                        Section.of("Pages", "", new PagePart.Pages(List.of("permuted"))),
                        Section.of("Gallery", "", new PagePart.Gallery(List.of(row))),
                        Section.of("Strip", "", new PagePart.Strip(List.of("one", "two"), List.of(row))),
                        Section.of(
                                "Table",
                                "",
                                new PagePart.Table("numbers", List.of("name", "n"), List.of(List.of("a", 0.5))))),
                Map.of("seed", "1"));
    }

    @Test
    void thePolicyAllowsThePagesOwnScriptsAndNoOthers() {
        String page = page().html();
        String policy = page.split("Content-Security-Policy\" content=\"")[1].split("\"")[0];
        assertTrue(policy.startsWith("default-src 'none'; ") && !policy.contains("unsafe"), policy);
        Set<String> found = hashes("<(?:script|script type=\"module\"|style)>(.*?)</(?:script|style)>", page);
        assertEquals(3, found.size());
        for (String hash : found) {
            assertTrue(policy.contains("'sha256-" + hash + "'"), policy);
        }
    }

    @Test
    void onlyAPageWithAChartHasTheLibraryOfCharts() {
        PagePart chart = new PagePart.Heat("width", List.of(0.0, 1.0, 2.0, 3.0));
        PagePart inside = new PageCards(
                List.of("yes"), List.of(new PageCards.Card("one", "yes", List.of(), List.of(), List.of(chart))));
        for (PagePart part : List.of(chart, inside)) {
            String page = ResultPage.of("A page", "", List.of(Section.of("Part", "", part)), Map.of())
                    .html();
            assertTrue(page.contains("Apache ECharts") && page.length() > 500_000);
        }
        assertTrue(page().html().length() < 100_000);
        assertFalse(page().html().contains("Apache ECharts"));
    }

    private static Set<String> hashes(String pattern, String page) {
        Matcher inline = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
        Set<String> hashes = new TreeSet<>();
        while (inline.find()) {
            hashes.add(Base64.getEncoder().encodeToString(Sha256.bytes(inline.group(1))));
        }
        return hashes;
    }

    /** Whatever a text says, the page around the data is the same, and in the data nothing opens a tag. */
    @Test
    void noTextChangesThePageAroundIt() throws Exception {
        ObjectNode data = EvidenceJson.mapper().valueToTree(page());
        String frame = DATA.matcher(page().html()).replaceFirst("");
        for (String payload : Payloads.ALL) {
            String hostile = EvidenceJson.mapper()
                    .treeToValue(Payloads.in(data, payload), ResultPage.class)
                    .html();
            Matcher inside = DATA.matcher(hostile);
            assertTrue(inside.find());
            assertFalse(inside.group(1).contains("<"), payload);
            assertEquals(frame, inside.replaceFirst(""), payload);
            assertEquals(
                    "A page" + payload,
                    EvidenceJson.read(inside.group(1), ObjectNode.class)
                            .get("title")
                            .textValue());
        }
    }

    @Test
    void smallPicturesKeepTheirPixels() {
        assertTrue(picture(28).isSmall() && picture(28).source().startsWith("data:image/png;base64,"));
        assertFalse(picture(128).isSmall());
        assertTrue(picture(128).source().startsWith("data:image/jpeg;base64,"));
    }

    @Test
    void aStripHasAPictureForEachStep() {
        PagePart.Row row = new PagePart.Row("row", List.of(picture(28)));
        assertThrows(IllegalArgumentException.class, () -> new PagePart.Strip(List.of("one", "two"), List.of(row)));
    }
}
