package io.eyewitness.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.nn.gallery.Curves;
import io.eyewitness.nn.gallery.Gallery;
import io.eyewitness.nn.gallery.InspectionPage;
import io.eyewitness.nn.gallery.Plot;
import io.eyewitness.nn.gallery.Tile;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.page.Chromium;
import io.eyewitness.theory.page.PagePart;
import io.eyewitness.theory.page.PagePicture;
import io.eyewitness.theory.page.Payloads;
import io.eyewitness.theory.page.ResultPage;
import io.eyewitness.theory.page.ResultPage.Section;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The pages of experiments and inspections as a reader has them, in a real browser. */
class PagesInChromiumTest {
    private static final int WIDE = 1280;
    private static final int NARROW = 420;
    private static final int HEIGHT = 1000;

    @TempDir
    static Path folder;

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static BufferedImage drawn(int side, int shade) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(shade % 256, 3 * shade % 256, 7 * shade % 256));
        graphics.fillOval(2, 2, side - 4, side - 4);
        graphics.dispose();
        return image;
    }

    private static ResultPage experiment() {
        Gallery gallery = new Gallery(
                "A fooling circuit in fashion",
                "permuted by 1, 128 steps, seed 1",
                List.of(
                        Gallery.Row.of(
                                "Before", 3, i -> new Tile(drawn(28, 40 * i + 60), "", List.of("Bag", "value 1"))),
                        Gallery.Row.of(
                                "With the circuit", 3, i -> new Tile(drawn(128, 50 * i + 90), "", List.of("Coat")))));
        Measurement.Table table = new Measurement.Table("toTarget", "toTrue");
        IntStream.range(0, 12).forEach(i -> table.add("logit:" + i, i / 12.0, 1 - i / 14.0));
        List<float[]> values = IntStream.range(0, 20)
                .mapToObj(i -> new float[] {i, i * i / 20f})
                .toList();
        List<PagePicture> steps = IntStream.range(0, 4)
                .mapToObj(i -> PagePicture.of(drawn(28, 30 * i + 50), List.of("logit:1", "after " + i)))
                .toList();
        Plot bands = Plot.of(
                "layer",
                "similarity",
                List.of(Plot.Line.of("spearman", new double[] {0, Double.NaN, 1})
                        .within(new double[] {-0.1, 0, 0.9}, new double[] {0.1, 0, 1.1})));
        return new ExperimentResult(new TreeMap<>(Map.of("network", "fashion", "seed", "1")), false)
                .with("permuted", table.measurement())
                .showing(
                        gallery,
                        Curves.section(Curves.plot(List.of("Bag", "Coat"), values)),
                        Section.of("Path", "", bands.part("The path")),
                        Section.of("Heat", "", new PagePart.Heat("width", List.of(0.0, 1.0, 2.0, 3.0))),
                        Section.of(
                                "Steps",
                                "",
                                new PagePart.Strip(
                                        List.of("after 0 steps", "after 1 step", "after 2 steps", "after 3 steps"),
                                        List.of(new PagePart.Row("logit:1", steps)))),
                        Section.of("Others", "", new PagePart.Pages(List.of("permuted", "../permuted"))))
                .page();
    }

    private static ResultPage inspection() throws IOException {
        try (InputStream stream =
                PagesInChromiumTest.class.getResourceAsStream("/io/eyewitness/nn/gallery/inspection.json")) {
            JsonNode json =
                    EvidenceJson.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), ObjectNode.class);
            Gallery.Row row = Gallery.Row.of("unit", 2, i -> new Tile(drawn(28, 70 + i), "", List.of("start " + i)));
            return InspectionPage.of(json, List.of(row, row, row));
        }
    }

    private static void open(ResultPage page, String scheme) throws IOException {
        chromium.look(WIDE, HEIGHT, scheme);
        chromium.openText(folder.resolve("index.html"), page.html());
    }

    @Test
    void anExperimentIsShownWithItsPicturesItsCurvesItsNumbersAndItsSettings() throws IOException {
        open(experiment(), "light");
        assertEquals("A fooling circuit in fashion", chromium.text("return document.title"));
        chromium.run("document.querySelectorAll('details').forEach((one) => one.open = true)");
        chromium.run("window.scrollTo(0, document.body.scrollHeight)");
        chromium.await("return [...document.querySelectorAll('.chart')].every((one) => one.dataset.drawn)");
        assertEquals(3L, chromium.run("return document.querySelectorAll('.chart canvas').length"));
        String means = chromium.text("return [...document.querySelectorAll('table')].find((one) =>"
                + " one.caption.textContent.startsWith('Means')).textContent");
        assertTrue(means.contains("toTarget120.4583"), means);
        String units = chromium.text("return [...document.querySelectorAll('table')].find((one) =>"
                + " one.caption.textContent.startsWith('The numbers of each unit')).textContent");
        assertTrue(units.contains("logit:11"), units);
        assertTrue(chromium.text("return document.getElementById('main').textContent")
                .contains("seed1"));
        assertEquals(
                List.of("permuted/index.html"),
                chromium.run("return [...document.querySelectorAll('main a')].map((one) => one.getAttribute('href'))"));
        chromium.requireNoErrors("an experiment");
    }

    @Test
    void theSliderShowsTheStepsOfAnOptimization() throws IOException {
        open(experiment(), "light");
        String shown = "return document.querySelector('.film figure').textContent";
        String source = "return document.querySelector('.film figure img').src";
        String last = chromium.text(source);
        assertTrue(chromium.text(shown).contains("after 3"), chromium.text(shown));
        chromium.run("document.querySelector('.strip input').focus()");
        new Actions(chromium.driver()).sendKeys(Keys.ARROW_LEFT).perform();
        assertTrue(chromium.text(shown).contains("after 2"), chromium.text(shown));
        assertNotEquals(last, chromium.text(source));
        assertEquals(
                "after 2 steps",
                chromium.text("return document.querySelector('.strip input').getAttribute('aria-valuetext')"));
        assertEquals(
                "after 2 steps", chromium.text("return document.querySelector('.strip [role=status]').textContent"));
    }

    @Test
    void cardsAreFilteredAndSortedByVerdict() throws IOException {
        open(inspection(), "light");
        String titles = "return [...document.querySelectorAll('.card h3')].map((one) => one.textContent)";
        assertEquals(4, ((List<?>) chromium.run(titles)).size());
        choose(0, "doubtful");
        assertEquals(List.of("doubtful relu5:7"), chromium.run(titles));
        String card = chromium.text("return document.querySelector('.card').textContent");
        assertTrue(
                card.contains(
                        "activate it most-0.100 [-0.150, -0.0500], n = 8 visualizations; clean units reach -0.0200"),
                card);
        choose(0, "");
        choose(1, "worst");
        List<?> sorted = (List<?>) chromium.run(titles);
        assertTrue(sorted.get(0).toString().startsWith("manipulated?"), sorted.toString());
        assertEquals("consistent relu5:3", sorted.get(3));
        assertTrue(chromium.text("return document.body.textContent").contains("no score of these proves"));
        chromium.requireNoErrors("cards");
    }

    private static void choose(int select, String value) {
        chromium.run(
                "const one = document.querySelectorAll('main select')[arguments[0]]; one.value = arguments[1];"
                        + " one.dispatchEvent(new Event('change'))",
                select,
                value);
    }

    @Test
    void everybodyCanReadThemInLightAndDarkNarrowAndWide() throws IOException {
        Map<String, ResultPage> pages = Map.of("experiment", experiment(), "inspection", inspection());
        for (Map.Entry<String, ResultPage> page : pages.entrySet()) {
            for (String scheme : List.of("light", "dark")) {
                open(page.getValue(), scheme);
                chromium.requireAccessible(page.getKey() + ", " + scheme);
                for (int part = 0; part < 4; part++) {
                    chromium.run("window.scrollTo(0, innerHeight * arguments[0])", part);
                    chromium.await("return [...document.querySelectorAll('.chart')].filter((one) => {"
                            + " const box = one.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; })"
                            + ".every((one) => one.dataset.drawn)");
                    chromium.screenshot(page.getKey() + part + "-" + scheme);
                }
                chromium.requireNoErrors(page.getKey() + ", " + scheme);
            }
            chromium.look(NARROW, HEIGHT, "light");
            chromium.openText(folder.resolve("narrow.html"), page.getValue().html());
            assertEquals(
                    true,
                    chromium.run("return document.documentElement.scrollWidth <= innerWidth"),
                    page.getKey() + " scrolls sideways");
        }
    }

    /** Texts that would run, or be markup, at the end of every text of the data: none does, and the page works. */
    @Test
    void nothingThatOthersWroteRunsOrIsMarkup() throws Exception {
        chromium.runFirst("window.pwned = () => window.hit = true");
        String count = "document.querySelectorAll('details').forEach((one) => one.open = true);"
                + "return ['script', 'iframe', 'svg', 'style', 'link', 'meta', 'base', 'form', 'object', 'embed', 'video']"
                + ".map((name) => document.getElementsByTagName(name).length).join() +"
                + " [...document.images].filter((one) => !one.src.startsWith('data:image/')).length +"
                + " [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((attribute) =>"
                + " attribute.name.startsWith('on'))).length + [...document.links].filter((one) =>"
                + " one.protocol !== 'file:').length";
        List<ObjectNode> pages = new ArrayList<>();
        for (ResultPage page : List.of(experiment(), inspection())) {
            pages.add(EvidenceJson.mapper().valueToTree(page));
        }
        open(inspection(), "light");
        String clean = chromium.text(count);
        for (String payload : Payloads.ALL) {
            for (ObjectNode page : pages) {
                open(EvidenceJson.mapper().treeToValue(Payloads.in(page, payload), ResultPage.class), "light");
                assertEquals(clean, chromium.text(count), payload);
                assertFalse(chromium.text("return document.getElementById('title').textContent")
                        .isEmpty());
                assertEquals(false, chromium.run("return window.hit === true"), payload);
                chromium.requireNoErrors(payload);
            }
        }
    }
}
