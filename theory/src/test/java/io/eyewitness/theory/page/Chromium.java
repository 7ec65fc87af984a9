package io.eyewitness.theory.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser with a page in it, which does what a reader does. */
public final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Path SCREENSHOTS = Path.of("target/report-screenshots");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts Debian's browser, or skips the test where it is not installed. */
    public static Chromium start() {
        Optional<Path> browser = program("chromium");
        Optional<Path> chromedriver = program("chromedriver");
        assumeTrue(
                browser.isPresent() && chromedriver.isPresent(),
                "the programs chromium and chromedriver are not installed (Debian: apt install chromium"
                        + " chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-gpu");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return new Chromium(driver);
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The browser itself. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Sets the size of the window, in pixels, and the colours that the reader prefers. */
    public void look(int width, int height, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Runs a script in every page from now on, before anything of the page runs. */
    public void runFirst(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Opens a page and waits until its script has run to the end. */
    public void open(String address) {
        driver.get(address);
        await("return document.documentElement.dataset.ready === 'true'");
    }

    /** Opens a file. */
    public void open(Path file) {
        open(file.toUri().toString());
    }

    /** Writes a page to a file and opens it. */
    public void openText(Path file, String html) throws IOException {
        Files.writeString(file, html, StandardCharsets.UTF_8);
        open(file);
    }

    /** Waits until a script returns true. */
    public void await(String script, Object... arguments) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(driver.executeScript(script, arguments))) {
            assertTrue(System.nanoTime() < end, "it never became true: " + script);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Runs a script. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What a script returns, as text. */
    public String text(String script, Object... arguments) {
        return String.valueOf(run(script, arguments));
    }

    /** Requires that the console holds no error since it was read last. */
    public void requireNoErrors(String when) {
        List<String> errors = StreamSupport.stream(
                        driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
        assertEquals(List.of(), errors, when);
    }

    /** Requires that axe-core finds nothing serious or critical in what is shown. */
    public void requireAccessible(String when) throws IOException {
        driver.executeScript(axe());
        Object found = driver.executeAsyncScript(
                "const done = arguments[0];axe.run(document, {resultTypes: ['violations']}).then((all) =>"
                        + " done(all.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) =>"
                        + " one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + ' ' +"
                        + " node.failureSummary).join(' | '))))");
        assertEquals(List.of(), found, when);
    }

    private static String axe() throws IOException {
        Properties version = new Properties();
        version.load(new StringReader(resource("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")));
        return resource("/META-INF/resources/webjars/axe-core/" + version.getProperty("version") + "/axe.min.js");
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Chromium.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Keeps a picture of the window. */
    public void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
