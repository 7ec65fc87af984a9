package io.eyewitness.check.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.eyewitness.check.bundle.Forged;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Derivation;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.page.Chromium;
import io.eyewitness.theory.page.Payloads;
import io.eyewitness.theory.text.Visible;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.print.PrintOptions;

/** The page as a reader has it, in a real browser. */
class PageInChromiumTest {
    private static final int WIDE = 1280;
    private static final int NARROW = 420;
    private static final int HEIGHT = 1000;
    private static final int LEAST_OPENED = 10;
    private static final String CLOSE = "const d = document.getElementById('claim'); if (d.open) d.close();";

    private static final String REASON = "the evidence lacks a file";

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static Report report;
    private static Path page;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        report = Forged.CHECK.check(Forged.GOOD);
        page = folder.resolve("report.html");
        Files.writeString(page, HtmlPage.of(report, Forged.GOOD));
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static void opened(String claim) {
        chromium.run(CLOSE + "document.querySelector('[data-claim=\"' + arguments[0] + '\"]').click();", claim);
    }

    @Test
    void everyClaimOpensAndSaysItsSentenceWithoutAnError() {
        chromium.look(WIDE, HEIGHT, "light");
        chromium.open(page);
        for (var claim : Ledger.builtIn().claims()) {
            opened(claim.id());
            assertEquals(claim.sentence(), chromium.text("return document.getElementById('claim-title').textContent"));
            assertEquals(
                    claim.functionClass().isPresent(),
                    chromium.run(
                            "return [...document.querySelectorAll('#claim code')].some((one) => one.textContent"
                                    + " === './eyewitness explain ' + arguments[0])",
                            claim.row().orElse("")),
                    claim.id());
            boolean hasPairs =
                    claim.functionClass().filter(FunctionClass::hasWitnesses).isPresent() && !claim.isAboutHelp();
            boolean hasChart = claim.criterion().isPresent() || hasPairs;
            assertEquals(hasChart, chromium.run("return document.querySelector('#claim .chart') !== null"), claim.id());
            if (hasChart) {
                chromium.await(
                        "return [...document.querySelectorAll('#claim .chart')].every((one) => one.dataset.drawn &&"
                                + " one.querySelector('canvas'))");
            }
        }
        chromium.requireNoErrors("all claims");
    }

    /** A cell, a theorem and an experiment of which nothing is known are shown as not established, with the reason, and all else as ever. */
    @Test
    void whatIsNotEstablishedIsShownAsNotEstablished() throws Exception {
        List<String> open = List.of("claim:CONV.side", "claim:theorem1", "claim:permuted.cifar");
        Report lacking = new Report(report.results().stream()
                .map(result -> open.contains(result.claim().id()) ? undecided(result) : result)
                .toList());
        chromium.look(WIDE, HEIGHT, "light");
        chromium.openText(folder.resolve("lacking.html"), HtmlPage.of(lacking, Forged.GOOD));
        assertEquals(
                "not established !-",
                chromium.text("return document.querySelector('#first [data-claim=\"claim:CONV.side\"]').textContent"));
        String legend = chromium.text("return document.getElementById('levels').textContent");
        assertFalse(legend.contains("undefined"), legend);
        for (String claim : open) {
            opened(claim);
            String said = chromium.text("return document.getElementById('claim').textContent");
            assertTrue(said.contains("not established"), said);
            assertTrue(said.contains("Why it fails" + REASON), said);
            assertFalse(said.contains("known by") || said.contains("undefined"), said);
        }
        chromium.requireNoErrors("claims without a verdict");
    }

    private static ClaimResult undecided(ClaimResult result) {
        Derivation derivation = result.derivation();
        return new ClaimResult(
                result.claim(),
                new Derivation(
                        Optional.empty(),
                        derivation.level(),
                        derivation.references(),
                        List.of(REASON),
                        Optional.empty(),
                        derivation.nanos()));
    }

    /** An address that names no claim, or is none, opens the page; one that names a claim opens the claim. */
    @Test
    void anAddressMayNameAnything() {
        chromium.look(WIDE, HEIGHT, "light");
        for (String name : List.of("100%25%", "claim:none", "claim%3ACONV.exact")) {
            chromium.driver().get("about:blank");
            chromium.open(page.toUri() + "#" + name);
            assertEquals(name.endsWith("exact"), chromium.run("return document.getElementById('claim').open"), name);
        }
        chromium.requireNoErrors("addresses");
    }

    @Test
    void theSecondTableAloneIsShownWithTheRowsOfOurOwn() throws Exception {
        chromium.look(WIDE, HEIGHT, "light");
        chromium.openText(folder.resolve("second.html"), HtmlPage.of(report.second()));
        assertEquals(36L, chromium.run("return document.querySelectorAll('#second-table [data-claim]').length"));
        chromium.requireNoErrors("the second table alone");
    }

    @Test
    void theSliderOfAPairChangesWhatIsSaidAndDrawn() {
        chromium.look(WIDE, HEIGHT, "light");
        chromium.open(page);
        opened("claim:CONV.exact");
        String canvas = "return [...document.querySelectorAll('#claim canvas')].map((one) => one.toDataURL()).join()";
        String said = "return document.querySelector('#claim [role=status]').textContent";
        String before = chromium.text(said);
        chromium.await("return document.querySelectorAll('#claim canvas').length === 2");
        String drawn = chromium.text(canvas);
        chromium.run("document.querySelector('#claim input[type=range]').focus()");
        new Actions(chromium.driver()).sendKeys(Keys.HOME).perform();
        assertTrue(before.startsWith("h = 1/16"), before);
        assertTrue(chromium.text(said).startsWith("h = 7/16"), chromium.text(said));
        assertNotEquals(drawn, chromium.text(canvas));
        chromium.run("const s = document.querySelector('#claim select'); s.value = '1'; s.dispatchEvent(new"
                + " Event('change'))");
        chromium.await("return document.querySelectorAll('#claim canvas').length === 1");
        chromium.requireNoErrors("a witness pair");
    }

    @Test
    void theRegionFollowsPointerAndSliders() {
        chromium.look(WIDE, HEIGHT, "light");
        chromium.open(page);
        chromium.run("document.getElementById('region').scrollIntoView()");
        chromium.await("return document.querySelector('#region canvas') !== null");
        String said = "return document.querySelector('#region [role=status]').textContent";
        String place = "return document.querySelector('#region [data-point=a0]').value";
        assertEquals("0.25", chromium.text(place));
        assertTrue(chromium.text(said).contains("= 1.414 R"), chromium.text(said));
        var picture = chromium.driver().findElement(By.cssSelector("#region .chart"));
        List<?> from = pixel(0.25, 0.25);
        List<?> to = pixel(0.5, 0.25);
        var size = picture.getSize();
        int left = -size.getWidth() / 2;
        int top = -size.getHeight() / 2;
        new Actions(chromium.driver())
                .moveToElement(picture, left + at(from, 0), top + at(from, 1))
                .clickAndHold()
                .moveToElement(picture, left + at(to, 0), top + at(to, 1))
                .release()
                .perform();
        assertEquals(0.5, Double.parseDouble(chromium.text(place)), 1.0 / 32);
        assertEquals("0.75", chromium.text(place.replace("a0", "b0")));
        String afterDrag = chromium.text(said);
        assertFalse(afterDrag.contains("= 1.414 R"), afterDrag);
        chromium.run("const s = document.querySelectorAll('#region input')[0]; s.value = 0.5; s.dispatchEvent(new"
                + " Event('input'))");
        assertTrue(chromium.text(said).contains("no L-Lipschitz function has this visualization"), chromium.text(said));
        chromium.requireNoErrors("the region");
    }

    private static int at(List<?> pixel, int axis) {
        return ((Number) pixel.get(axis)).intValue();
    }

    private static List<?> pixel(double first, double second) {
        return (List<?>) chromium.run(
                "return document.querySelector('#region .chart').engine().convertToPixel({xAxisIndex: 1, yAxisIndex:"
                        + " 1}, [...arguments]).map(Math.round)",
                first,
                second);
    }

    /** The l2 region of the page has the share that theory gives: two quarters of discs of radius R/(2L) around opposite vertices. */
    @Test
    void theShareOfTheRegionIsThatOfTheory() {
        chromium.look(WIDE, HEIGHT, "light");
        chromium.open(page);
        chromium.run("for (const [point, value] of [['a0', 0], ['a1', 0], ['b0', 1], ['b1', 1]]) { const s ="
                + " document.querySelector('[data-point=' + point + ']'); s.value = value; s.dispatchEvent(new"
                + " Event('input')) }");
        String said = chromium.text("return document.querySelector('#region [role=status]').textContent");
        double share = Double.parseDouble(said.replaceAll("(?s).* at ([0-9.]+) %.*", "$1")) / 100;
        assertEquals(Math.PI / 4 / 4 / 4 * 2, share, 0.005, said);
    }

    @Test
    void tablesSortAndFilter() {
        chromium.look(WIDE, HEIGHT, "light");
        chromium.open(page);
        opened("claim:permuted.cifar");
        String column = "return [...document.querySelectorAll('#claim table.sortable tbody tr')].map((row) =>"
                + " row.children[2].textContent)";
        chromium.run("document.querySelectorAll('#claim table.sortable th button')[2].click()");
        List<Double> rising = numbers(chromium.run(column));
        assertEquals(rising.stream().sorted().toList(), rising);
        assertNotEquals(rising.get(0), rising.get(rising.size() - 1));
        chromium.run("document.querySelectorAll('#claim table.sortable th button')[2].click()");
        assertEquals(
                rising.get(rising.size() - 1), numbers(chromium.run(column)).get(0));
        assertEquals(
                "descending",
                chromium.text(
                        "return document.querySelectorAll('#claim table.sortable th')[2].getAttribute('aria-sort')"));
        chromium.run("const f = document.querySelector('#claim input[type=search]'); f.value = 'LOGIT:3 fourier';"
                + " f.dispatchEvent(new Event('input'))");
        List<?> left = (List<?>)
                chromium.run("return [...document.querySelectorAll('#claim table.sortable tbody tr')].map((row) =>"
                        + " row.children[0].textContent)");
        assertFalse(left.isEmpty());
        assertTrue(left.stream().allMatch(name -> name.toString().startsWith("logit:3 fourier")), left.toString());
        chromium.requireNoErrors("tables");
    }

    private static List<Double> numbers(Object texts) {
        return ((List<?>) texts)
                .stream().map(text -> Double.valueOf(text.toString())).toList();
    }

    @Test
    void theKeyboardReachesAClaimAndComesBack() {
        chromium.look(WIDE, HEIGHT, "light");
        chromium.open(page);
        chromium.run("document.querySelector('#first .wide').focus()");
        new Actions(chromium.driver()).sendKeys(Keys.TAB).perform();
        String focused = "return document.activeElement.dataset.claim ?? document.activeElement.id";
        String first = chromium.text(focused);
        assertTrue(first.startsWith("claim:"), first);
        new Actions(chromium.driver()).sendKeys(Keys.ENTER).perform();
        assertEquals("claim-title", chromium.text(focused));
        new Actions(chromium.driver()).sendKeys(Keys.ESCAPE).perform();
        assertEquals(first, chromium.text(focused));
    }

    @Test
    void everybodyCanReadItInLightAndDarkNarrowAndWide() throws Exception {
        for (String scheme : List.of("light", "dark")) {
            chromium.look(WIDE, HEIGHT, scheme);
            chromium.open(page);
            for (String part : List.of("table", "lipschitz", "experiments", "simulations", "again")) {
                chromium.run("document.getElementById(arguments[0]).scrollIntoView()", part);
                chromium.await("return [...document.querySelectorAll('.chart')].filter((one) => {"
                        + " const box = one.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; })"
                        + ".every((one) => one.dataset.drawn)");
                chromium.screenshot(part + "-" + scheme);
            }
            chromium.requireNoErrors(scheme);
            chromium.requireAccessible("the page, " + scheme);
            for (String claim : List.of("claim:LIP.side", "claim:permuted.cifar", "claim:theorem1")) {
                opened(claim);
                chromium.run("document.querySelectorAll('#claim details').forEach((one) => one.open = true)");
                chromium.requireAccessible(claim + ", " + scheme);
                chromium.screenshot(claim.replace("claim:", "") + "-" + scheme);
            }
        }
        chromium.look(NARROW, HEIGHT, "light");
        chromium.open(page);
        assertEquals(
                true, chromium.run("return document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways");
        chromium.screenshot("narrow");
        opened("claim:CONV.exact");
        chromium.screenshot("narrow-claim");
    }

    @Test
    void itPrintsAndAsksNobody() throws Exception {
        chromium.look(WIDE, HEIGHT, "light");
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        byte[] bytes = Files.readAllBytes(page);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            chromium.open("http://127.0.0.1:" + server.getAddress().getPort() + "/report.html");
            asked.remove("/favicon.ico");
            assertEquals(List.of("/report.html"), List.copyOf(asked));
            Object others = chromium.run(
                    "return performance.getEntriesByType('resource').map((one) => one.name).filter((one) =>"
                            + " !one.startsWith('data:'))");
            assertEquals(List.of(), others);
        } finally {
            server.stop(0);
        }
        String pdf = chromium.driver().print(new PrintOptions()).getContent();
        assertTrue(new String(Base64.getDecoder().decode(pdf), StandardCharsets.ISO_8859_1).startsWith("%PDF"));
    }

    /** Texts that would run, or be markup, at the end of every text of the data: none does, and the page works; one claim in twelve is opened. */
    @Test
    void nothingThatOthersWroteRunsOrIsMarkup() throws Exception {
        chromium.look(WIDE, HEIGHT, "light");
        ObjectNode data = PageData.of(report, Forged.GOOD);
        Path file = folder.resolve("hostile.html");
        String count = "return ['script', 'iframe', 'svg', 'style', 'link', 'meta', 'base', 'form', 'object', 'embed',"
                + " 'video', 'mglyph'].map((name) => document.getElementsByTagName(name).length).join() +"
                + " [...document.images].filter((one) => !one.src.startsWith('data:image/')).length +"
                + " [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((attribute) =>"
                + " attribute.name.startsWith('on'))).length + [...document.links].filter((one) => one.protocol"
                + " !== 'file:').length";
        String openAll = "let opened = 0;"
                + "document.querySelectorAll('main details').forEach((one) => one.open = true);"
                + "for (const one of [...document.querySelectorAll('[data-claim]')].filter((any, i) => i % 12 === 0)) {"
                + CLOSE + " one.click(); opened += document.getElementById('claim-title').textContent.length > 0;"
                + " document.querySelectorAll('#claim details').forEach((any) => any.open = true); }"
                + "return opened;";
        chromium.runFirst("window.pwned = () => window.hit = true");
        chromium.openText(file, HtmlPage.of(Payloads.in(data, "")));
        assertEquals("function", chromium.text("return typeof window.pwned"));
        assertTrue(((Number) chromium.run(openAll)).intValue() > LEAST_OPENED);
        String clean = chromium.text(count);
        chromium.requireNoErrors("no payload");
        for (String payload : Payloads.ALL) {
            chromium.openText(file, HtmlPage.of(Payloads.in(data, payload)));
            assertTrue(((Number) chromium.run(openAll)).intValue() > LEAST_OPENED, payload);
            String title = chromium.text("return document.querySelector('#first tbody th').textContent");
            assertTrue(title.endsWith(Visible.line(payload)), title);
            assertEquals(clean, chromium.text(count), payload);
            assertEquals(false, chromium.run("return document.getElementById('simulations').hidden"), payload);
            assertEquals(false, chromium.run("return window.hit === true"), payload);
            chromium.requireNoErrors(payload);
        }
    }
}
