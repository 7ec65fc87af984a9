package io.eyewitness.theory.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.page.PageCatalogue.Entry;
import io.eyewitness.theory.page.PageCatalogue.Example;
import io.eyewitness.theory.page.PageCatalogue.Sheets;
import io.eyewitness.theory.page.ResultPage.Section;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** A catalogue of 10,000 entries as a reader has it, in a real browser. */
class CatalogueInChromiumTest {
    private static final int ENTRIES = 10_000;
    private static final int IN_GROUP = 500;
    private static final int SIDE = 28;
    private static final String NAMES =
            "return [...document.querySelectorAll('.sheet b')].map((one) => one.textContent)";

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static String whole;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        whole = page(ENTRIES).html();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static ResultPage page(int entries) {
        List<String> groups = IntStream.rangeClosed(0, (entries - 1) / IN_GROUP)
                .mapToObj(group -> "block" + group + ".relu")
                .toList();
        PageCatalogue catalogue = new PageCatalogue(
                "Layer",
                groups,
                List.of("largest natural value", "share of images above 0"),
                Sheets.of(IntStream.range(0, entries)
                        .mapToObj(i -> drawn(SIDE, color(i)))
                        .toList()),
                Sheets.of(IntStream.range(0, 100)
                        .mapToObj(i -> drawn(SIDE, Color.GRAY))
                        .toList()),
                IntStream.range(0, entries).mapToObj(i -> entry(groups, i)).toList());
        return ResultPage.of(
                "A survey",
                "of many units",
                List.of(Section.of("Units", "Choose one.", catalogue)),
                Map.of("seed", "1"));
    }

    /** A third of the entries has no number of one column; one in a thousand has no picture. */
    private static Entry entry(List<String> groups, int i) {
        String name = groups.get(i / IN_GROUP) + ":" + i % IN_GROUP;
        Optional<PageCards.Card> card = i % 100 == 1
                ? Optional.of(new PageCards.Card(
                        name,
                        "doubtful",
                        List.of("a reason"),
                        List.of(new PageCards.Finding("agreement", "0.1", Optional.empty())),
                        List.of()))
                : Optional.empty();
        return new Entry(
                name,
                i / IN_GROUP,
                Arrays.asList(value(i), i % 3 == 0 ? null : i % 100 / 100.0),
                i % 1000 == 999 ? List.of() : List.of(i),
                IntStream.range(0, 9)
                        .mapToObj(k -> new Example((i + k) % 100, "1." + k + ", Ankle boot"))
                        .toList(),
                i % 1000 == 999 ? List.of("the visualization did not work out") : List.of(),
                card);
    }

    /** Numbers that are all different, in no order. */
    private static double value(int i) {
        return i * 7919 % ENTRIES / 10.0;
    }

    /** Colours that neighbours do not share. */
    private static Color color(int i) {
        return new Color(i * 97 % 256, i * 57 % 256, i * 31 % 256);
    }

    private static BufferedImage drawn(int side, Color color) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, side, side);
        graphics.dispose();
        return image;
    }

    private static void open(String scheme) throws IOException {
        chromium.look(1280, 1000, scheme);
        chromium.openText(folder.resolve("index.html"), whole);
    }

    private static List<?> names() {
        return (List<?>) chromium.run(NAMES);
    }

    private static void press(String button) {
        chromium.run(
                "[...document.querySelectorAll('.catalogue button')].find((one) => one.textContent === arguments[0]).click()",
                button);
    }

    private static void enter(String label, String value) {
        chromium.run(
                "const one = document.getElementById([...document.querySelectorAll('label')].find((some) =>"
                        + " some.textContent.startsWith(arguments[0])).htmlFor); one.value = arguments[1];"
                        + " one.dispatchEvent(new Event('input')); one.dispatchEvent(new Event('change'))",
                label,
                value);
    }

    private static String said() {
        return chromium.text("return document.querySelector('.catalogue [role=status]').textContent");
    }

    /** The middle of the picture of an entry that is shown, and of its corners the farthest from the first. */
    private static void requirePictured(int place, int entry) {
        chromium.await(
                "return document.querySelectorAll('.sheet button')[arguments[0]].querySelector('canvas').dataset.drawn"
                        + " === 'true'",
                place);
        for (int at : new int[] {SIDE / 2, SIDE - 1}) {
            List<?> seen = (List<?>) chromium.run(
                    "return [...document.querySelectorAll('.sheet button')[arguments[0]].querySelector('canvas')"
                            + ".getContext('2d').getImageData(arguments[1], arguments[1], 1, 1).data]",
                    place,
                    at);
            Color wanted = color(entry);
            List<Integer> levels = List.of(wanted.getRed(), wanted.getGreen(), wanted.getBlue());
            for (int i = 0; i < levels.size(); i++) {
                int level = ((Number) seen.get(i)).intValue();
                assertTrue(Math.abs(level - levels.get(i)) < 24, entry + ": " + seen + ", not " + levels);
            }
        }
    }

    /** The time is the browser's own, which other programs on this machine do not lengthen. */
    @Test
    void tenThousandEntriesOpenInThreeSecondsAndOnlyPicturesThatAreShownAreDecoded() throws IOException {
        chromium.look(1280, 1000, "light");
        chromium.driver().executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
        chromium.runFirst("const Own = Image; window.decoded = 0; window.Image = class extends Own { constructor() {"
                + " super(); window.decoded++; } }");
        open("light");
        chromium.await("return [...document.querySelectorAll('.sheet canvas')].every((one) => one.dataset.drawn)");
        List<?> metrics = (List<?>) chromium.driver()
                .executeCdpCommand("Performance.getMetrics", Map.of())
                .get("metrics");
        double seconds = metrics.stream()
                .map(Map.class::cast)
                .filter(one -> "TaskDuration".equals(one.get("name")))
                .mapToDouble(one -> ((Number) one.get("value")).doubleValue())
                .findFirst()
                .orElseThrow();
        assertTrue(seconds > 0 && seconds < 3, seconds + " s");
        assertEquals(2L, chromium.run("return window.decoded"));
        chromium.requireNoErrors("10,000 entries");
    }

    @Test
    void pagesFollowOneAnotherWithTheHeadingsOfTheirGroups() throws IOException {
        open("light");
        assertEquals("1 to 120 of 10000", said());
        assertEquals("block0.relu:0", names().get(0));
        requirePictured(70, 70);
        press("Next");
        assertEquals("block0.relu:120", names().get(0));
        requirePictured(1, 121);
        enter("Page", "5");
        assertEquals("481 to 600 of 10000", said());
        assertEquals(
                List.of("block0.relu", "block1.relu"),
                chromium.run("return [...document.querySelectorAll('.catalogue h3')].map((one) => one.textContent)"));
        press("Last");
        assertEquals("block19.relu:499", names().get(names().size() - 1));
        assertEquals(
                List.of("Next", "Last"),
                chromium.run("return [...document.querySelectorAll('.catalogue nav button:disabled')]"
                        + ".map((one) => one.textContent)"));
        enter("Page", "x");
        assertEquals("1 to 120 of 10000", said());
        chromium.requireNoErrors("paging");
    }

    @Test
    void entriesAreFoundSortedAndFiltered() throws IOException {
        open("light");
        enter("Search", "BLOCK7.relu:49");
        assertEquals(
                Stream.concat(
                                Stream.of("block7.relu:49"),
                                IntStream.range(490, 500).mapToObj(i -> "block7.relu:" + i))
                        .toList(),
                names());
        assertEquals("1 to 11 of 11 that fit, 10000 in all", said());
        requirePictured(3, 7 * IN_GROUP + 492);
        enter("Search", "");
        enter("Order", "0-");
        List<Integer> sorted = IntStream.range(0, ENTRIES)
                .boxed()
                .sorted((one, other) -> Double.compare(value(other), value(one)))
                .limit(120)
                .toList();
        List<String> groups =
                IntStream.range(0, 20).mapToObj(i -> "block" + i + ".relu").toList();
        assertEquals(sorted.stream().map(i -> entry(groups, i).name()).toList(), names());
        requirePictured(5, sorted.get(5));
        enter("Order", "1+");
        press("Last");
        assertEquals("–", chromium.text("return [...document.querySelectorAll('.sheet small')].pop().textContent"));
        enter("Order", "given");
        enter("Layer", "3");
        enter("Only where", "1");
        enter("is at least", "0.5");
        enter("and at most", "0.51");
        List<String> kept = IntStream.range(3 * IN_GROUP, 4 * IN_GROUP)
                .filter(i -> i % 3 != 0 && (i % 100 == 50 || i % 100 == 51))
                .mapToObj(i -> entry(groups, i).name())
                .toList();
        assertFalse(kept.isEmpty());
        assertEquals(kept, names());
        enter("Search", "nowhere");
        assertEquals("nothing is like that", said());
        chromium.requireNoErrors("sorting");
    }

    @Test
    void anEntryIsShownWhole() throws IOException {
        open("light");
        chromium.run("document.querySelectorAll('.sheet button')[1].click()");
        String shown = "return document.querySelector('dialog').textContent";
        assertTrue(chromium.text(shown).contains("largest natural value" + 791.9), chromium.text(shown));
        assertTrue(chromium.text(shown).contains("Inspection: doubtful"), chromium.text(shown));
        assertTrue(chromium.text(shown).contains("1.8, Ankle boot"), chromium.text(shown));
        chromium.await("return [...document.querySelectorAll('dialog canvas')].every((one) => one.dataset.drawn)");
        assertEquals(10L, chromium.run("return document.querySelectorAll('dialog canvas').length"));
        new Actions(chromium.driver()).sendKeys(Keys.ARROW_RIGHT).perform();
        String title = "return document.getElementById('entry-title').textContent";
        assertEquals("block0.relu:2", chromium.text(title));
        new Actions(chromium.driver())
                .sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
                .perform();
        new Actions(chromium.driver()).sendKeys(Keys.ARROW_LEFT).perform();
        assertEquals("block0.relu:0", chromium.text(title));
        chromium.requireAccessible("an entry");
        chromium.screenshot("catalogue-entry");
        new Actions(chromium.driver()).sendKeys(Keys.ESCAPE).perform();
        assertEquals(false, chromium.run("return document.querySelector('dialog').open"));
        chromium.requireNoErrors("an entry");
    }

    @Test
    void everybodyCanReadItInLightAndDarkNarrowAndWide() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            open(scheme);
            chromium.await("return [...document.querySelectorAll('.sheet canvas')].every((one) => one.dataset.drawn)");
            chromium.requireAccessible("a catalogue, " + scheme);
            chromium.screenshot("catalogue-" + scheme);
        }
        chromium.look(420, 1000, "light");
        chromium.openText(folder.resolve("narrow.html"), whole);
        chromium.screenshot("catalogue-narrow");
        assertEquals(true, chromium.run("return document.documentElement.scrollWidth <= innerWidth"));
        chromium.requireNoErrors("light, dark and narrow");
    }

    /** Texts that would run, or be markup, at the end of every text of the data: none does, in the sheet or in an entry. */
    @Test
    void nothingThatOthersWroteRunsOrIsMarkup() throws Exception {
        chromium.runFirst("window.pwned = () => window.hit = true");
        String count = "document.querySelectorAll('.sheet button')[1].click();"
                + " return ['script', 'iframe', 'svg', 'style', 'link', 'meta', 'base', 'form', 'object', 'embed', 'video', 'img',"
                + " 'a'].map((name) => document.getElementsByTagName(name).length).join() + ' ' +"
                + " [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((attribute) =>"
                + " attribute.name.startsWith('on') || attribute.name === 'style')).length";
        ObjectNode data = EvidenceJson.mapper().valueToTree(page(10));
        chromium.openText(folder.resolve("index.html"), page(10).html());
        String clean = chromium.text(count);
        for (String payload : Payloads.ALL) {
            ResultPage page = EvidenceJson.mapper().treeToValue(Payloads.in(data, payload), ResultPage.class);
            chromium.openText(folder.resolve("index.html"), page.html());
            assertEquals(clean, chromium.text(count), payload);
            assertTrue(chromium.text("return document.getElementById('entry-title').textContent")
                            .length()
                    > "block0.relu:1".length());
            assertEquals(false, chromium.run("return window.hit === true"), payload);
            chromium.requireNoErrors(payload);
        }
    }
}
