package io.eyewitness.check.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.bundle.Forged;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.report.Report;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.house.Documents;
import io.eyewitness.theory.page.PageFile;
import io.eyewitness.theory.page.PageFrame;
import io.eyewitness.theory.page.Payloads;
import io.eyewitness.theory.text.Sha256;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);
    private static final int MOST_BYTES = 15_000_000;
    private static final double ROUNDING = 1e-9;

    private static Report report;
    private static ObjectNode data;
    private static String page;

    @BeforeAll
    static void make() throws Exception {
        report = Forged.CHECK.check(Forged.GOOD);
        data = PageData.of(report, Forged.GOOD);
        page = HtmlPage.of(report, Forged.GOOD);
    }

    private static String dataOf(String html) {
        Matcher matcher = DATA.matcher(html);
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    @Test
    void thePageIsOneFileOfModestSize() {
        assertTrue(page.length() < MOST_BYTES, page.length() + " characters");
        String frame = page.replace(dataOf(page), "").replace(PageFile.text(PageFrame.class, "echarts.min.js"), "");
        Matcher loaded =
                Pattern.compile("<(?:script|link|img|iframe)[^>]*(?:src|href)=").matcher(frame);
        assertFalse(loaded.find(), () -> frame.substring(loaded.start(), loaded.end()));
    }

    @Test
    void thePolicyAllowsThePagesOwnScriptsAndNoOthers() {
        String policy = page.split("Content-Security-Policy\" content=\"")[1].split("\"")[0];
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertFalse(policy.contains("unsafe"), policy);
        Matcher inline = Pattern.compile(
                        "<(?:script|script type=\"module\"|style)>(.*?)</(?:script|style)>", Pattern.DOTALL)
                .matcher(page);
        Set<String> found = new TreeSet<>();
        while (inline.find()) {
            found.add("'sha256-" + Base64.getEncoder().encodeToString(Sha256.bytes(inline.group(1))) + "'");
        }
        Matcher allowed = Pattern.compile("'sha256-[^']*'").matcher(policy);
        Set<String> named = new TreeSet<>();
        while (allowed.find()) {
            named.add(allowed.group());
        }
        assertEquals(3, named.size());
        assertEquals(named, found);
    }

    /** Whatever a text says, the page around the data is the same, and in the data nothing opens a tag. */
    @Test
    void noTextChangesThePageAroundIt() {
        String frame = DATA.matcher(HtmlPage.of(data)).replaceFirst("");
        assertEquals(30, Set.copyOf(Payloads.ALL).size());
        for (String payload : Payloads.ALL) {
            String hostile = HtmlPage.of(Payloads.in(data, payload));
            assertEquals(frame, DATA.matcher(hostile).replaceFirst(""), payload);
            String inside = dataOf(hostile);
            assertFalse(inside.contains("<"), payload);
            assertTrue(
                    EvidenceJson.read(inside, ObjectNode.class)
                            .get("version")
                            .textValue()
                            .endsWith(payload),
                    payload);
        }
    }

    @Test
    void thePageHasEveryClaimWithItsSentenceAndEveryUnitOfEveryMeasurement() {
        JsonNode read = EvidenceJson.read(dataOf(page), ObjectNode.class);
        for (Claim claim : Ledger.builtIn().claims()) {
            JsonNode node = read.get("claims").get(claim.id());
            assertEquals(claim.sentence(), node.get("sentence").textValue());
            assertEquals(claim.criterion().isPresent(), node.has("criterion"), claim.id());
            assertEquals(claim.proposition().isPresent(), node.has("coq"), claim.id());
            if (claim.criterion().isPresent()) {
                JsonNode measurement =
                        read.get("measurements").get(claim.evidence().get(0));
                assertTrue(
                        measurement.get("units").size()
                                >= claim.criterion().get().units(),
                        claim.id());
                assertEquals(
                        Ledger.builtIn().criterion(claim.evidence().get(0)).hash(),
                        measurement.get("criterion").textValue());
            }
        }
    }

    @Test
    void eachRowWithANoHasPairsWhoseFunctionsDifferAtXAndNotAtTheExtremisers() {
        for (JsonNode plot : data.get("pairs")) {
            double range = plot.get("phi").get("max").doubleValue()
                    - plot.get("phi").get("min").doubleValue();
            double last = -1;
            for (JsonNode step : plot.get("steps")) {
                double gap = step.get("f1x").doubleValue() - step.get("f2x").doubleValue();
                assertTrue(gap > 0 && gap <= range && gap > last, plot.get("class") + " " + step.get("h"));
                last = gap;
                assertEquals(step.get("f1").size(), step.get("f2").size());
                assertFalse(step.get("f1").equals(step.get("f2"))
                        && plot.get("dimension").intValue() == 1);
            }
        }
    }

    @Test
    void theTablesAlonePageHasNoExperiments() {
        String tables = HtmlPage.of(report);
        JsonNode read = EvidenceJson.read(dataOf(tables), ObjectNode.class);
        assertEquals(30, read.get("report").get("cells").size());
        assertFalse(read.has("measurements"));
    }

    /** Each row of the second table alone has its name, that of our own as well. */
    @Test
    void theSecondTableAloneNamesItsRows() {
        ObjectNode second = PageData.ofTables(report.second());
        Set<String> named = new TreeSet<>();
        second.get("rows").forEach(row -> assertTrue(named.add(row.get("class").textValue())));
        JsonNode own = second.get("report").get("own").get("rows");
        assertEquals(2, own.size());
        own.forEach(row -> assertTrue(named.contains(row.get("class").textValue()), row.toString()));
    }

    /** A ledger that records another answer has a claim that no theorem of Coq states. */
    @Test
    void onlyATheoremThatStatesTheClaimIsShownWithIt() {
        Report other = new Report(
                report.results().stream().map(HtmlPageTest::answeredOtherwise).toList());
        JsonNode claims = PageData.ofTables(other).get("claims");
        assertFalse(claims.get("claim:F.exact").has("coq"));
        assertTrue(claims.get("claim:F.approx").has("coq"));
    }

    private static ClaimResult answeredOtherwise(ClaimResult result) {
        Claim claim = result.claim();
        if (!claim.id().equals("claim:F.exact")) {
            return result;
        }
        Claim other = new Claim(
                claim.id(),
                claim.proposition(),
                Optional.empty(),
                claim.source(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Verdict.YES,
                claim.evidence());
        return new ClaimResult(other, result.derivation());
    }

    /** What comes with the program about experiments is about claims that there are, and gives reasons for what was not reproduced only. */
    @Test
    void theBackgroundIsAboutClaimsThatThereAre() {
        List<Claim> claims = Ledger.builtIn().claims();
        Set<String> families = claims.stream()
                .filter(claim -> claim.criterion().isPresent())
                .map(claim -> claim.id().replaceAll("^claim:|\\.[^.]*$", ""))
                .collect(Collectors.toSet());
        JsonNode background = data.get("background");
        background.get("families").fieldNames().forEachRemaining(name -> assertTrue(families.contains(name), name));
        background
                .get("reasons")
                .fieldNames()
                .forEachRemaining(name -> assertEquals(
                        Verdict.NOT_REPRODUCED,
                        Ledger.builtIn().claim("claim:" + name).orElseThrow().expected(),
                        name));
        for (JsonNode group : background.get("groups")) {
            String source = group.get("source").textValue();
            assertTrue(claims.stream().anyMatch(claim -> claim.source().endsWith(source)), source);
        }
        for (JsonNode picture : data.get("pictures")) {
            picture.get("families").forEach(name -> assertTrue(families.contains(name.textValue()), name.textValue()));
            assertFalse(picture.get("text").textValue().isBlank());
        }
        for (JsonNode strip : data.get("strips")) {
            strip.get("families").forEach(name -> assertTrue(families.contains(name.textValue()), name.textValue()));
            assertEquals(
                    strip.get("rows").size(), strip.get("strip").get("rows").size());
        }
    }

    /** Names with digits, which stand in prose. */
    private static final Pattern NAMES = Pattern.compile(
            "[Ii]nception[-_]?[vV]?[0-9][0-9a-z]*|squeezenet1_1|[Mm]obile[Nn]et_?[vV]2|SqueezeNet 1\\.1|CIFAR-10|top-1");

    /** A number in a reason or a caption is a reference to a measurement, or it is none of ours. */
    @Test
    void reasonsAndCaptionsHaveNoNumbersOfTheirOwn() {
        List<String> prose = new ArrayList<>();
        ObjectNode kept = EvidenceJson.read(PageFile.text(Background.class, "experiments.json"), ObjectNode.class);
        kept.get("reasons").forEach(reason -> prose.add(reason.textValue()));
        for (String list : List.of("pictures", "strips")) {
            for (JsonNode one : data.get(list)) {
                prose.add(one.get("caption").textValue());
                prose.add(one.path("text").asText());
                prose.add(one.path("title").asText());
            }
        }
        assertTrue(prose.size() > 20);
        for (String text : prose) {
            String rest =
                    NAMES.matcher(Prose.REFERENCE.matcher(text).replaceAll("")).replaceAll("");
            assertFalse(rest.matches("(?s).*[0-9].*"), text);
        }
    }

    /** What a source states is in the description of the experiments with the same numbers. */
    @Test
    void theNumbersOfTheSourcesAreThoseOfTheDescription() {
        String description = Documents.text("docs/experiments.md") + Documents.text("docs/results.md");
        int found = 0;
        for (JsonNode said : data.get("background").get("families")) {
            Matcher numbers = Pattern.compile("\\d[\\d.,]*\\d|\\d")
                    .matcher(said.get("statement").textValue() + " "
                            + said.path("number").asText());
            while (numbers.find()) {
                found++;
                assertTrue(description.contains(numbers.group()), said.toString());
            }
        }
        assertTrue(found > 3, "numbers of the sources: " + found);
    }

    @Test
    void referencesAreFilledInFromTheEvidence() {
        String file = "measurement/silent-units.inception_v1.json";
        MeasurementEvidence measured = (MeasurementEvidence) EvidenceFiles.read(file, Forged.GOOD::text);
        Map<String, MeasurementEvidence> all = Map.of(measured.id(), measured);
        assertEquals(
                "0.66 % of photographs; seed 2",
                Prose.filled(
                        "{percent heldOutTouched of silent-units.inception_v1} of photographs; seed {setting seed of"
                                + " silent-units.inception_v1}",
                        all));
        assertThrows(
                IllegalArgumentException.class, () -> Prose.filled("{percent seen of silent-units.inception_v1}", all));
        assertThrows(
                IllegalArgumentException.class, () -> Prose.filled("{percent heldOutTouched of other.cifar}", all));
        assertThrows(
                IllegalArgumentException.class, () -> Prose.filled("{setting sed of silent-units.inception_v1}", all));
        String reasons = data.get("background").get("reasons").toString();
        assertFalse(reasons.contains("{setting") || reasons.contains("{percent"), reasons);
    }

    /** Each curve is shown with its evidence alone, and its means over the early layers and at the logits are those of the evidence. */
    @Test
    void theCurvesOfPathsAreThoseOfTheEvidence() throws Exception {
        assertEquals(PathCurves.all().size(), data.get("curves").size());
        for (JsonNode curve : PathCurves.all()) {
            String id = curve.get("measurement").textValue();
            JsonNode measurement = data.get("measurements").get(id);
            int layers = curve.get("layers").size();
            int early = layers * 2 / 3;
            double gap = 0;
            double beyond = 0;
            for (int layer = 0; layer < early; layer++) {
                gap += curve.get("gap").get(layer).doubleValue() / early;
                beyond += curve.get("beyond").get(layer).doubleValue() / early;
            }
            double lastGap = curve.get("gap").get(layers - 1).doubleValue();
            double lastBeyond = curve.get("beyond").get(layers - 1).doubleValue();
            assertEquals(mean(measurement, "earlyGap"), gap, ROUNDING);
            assertEquals(mean(measurement, "earlyBeyondMidway"), beyond - gap / 2, ROUNDING);
            assertEquals(mean(measurement, "logitsGap"), lastGap, ROUNDING);
            assertEquals(mean(measurement, "logitsBeyondMidway"), lastBeyond - lastGap / 2, ROUNDING);
            for (int layer = 0; layer < layers; layer++) {
                double height = curve.get("beyond").get(layer).doubleValue()
                        / curve.get("gap").get(layer).doubleValue();
                assertTrue(curve.get("low").get(layer).doubleValue() <= height
                        && height <= curve.get("high").get(layer).doubleValue());
            }
        }
        SortedMap<String, String> files = new TreeMap<>(Forged.GOOD.files());
        files.computeIfPresent("measurement/paths.inception_v1.json", (name, text) -> text + " ");
        assertEquals(
                PathCurves.all().size() - 1, PathCurves.of(new Bundle(files)).size());
    }

    private static double mean(JsonNode measurement, String column) {
        int index = 1;
        for (JsonNode name : measurement.get("columns")) {
            if (name.textValue().equals(column)) {
                break;
            }
            index++;
        }
        double sum = 0;
        for (JsonNode unit : measurement.get("units")) {
            sum += unit.get(index).doubleValue();
        }
        return sum / measurement.get("units").size();
    }
}
