package io.eyewitness.nn.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.inspect.Detection.Labelled;
import io.eyewitness.nn.inspect.Detection.View;
import io.eyewitness.nn.inspect.Inspection.Card;
import io.eyewitness.nn.inspect.Inspection.Part;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** Verdicts and detection, from the inspection of the clean Fashion-MNIST network and changed copies of it. */
class VerdictTest {
    private static Inspection clean() throws IOException {
        try (InputStream file = VerdictTest.class.getResourceAsStream("/fashion-inspection.json")) {
            return EvidenceJson.read(new String(file.readAllBytes(), StandardCharsets.UTF_8), Inspection.class);
        }
    }

    /** The same inspection of another network, with other values of some signs. */
    private static Inspection changed(String network, Map<Sign, Double> values) throws IOException {
        Inspection clean = clean();
        return new Inspection(
                clean.schema(),
                network,
                Sha256.hex(network + values),
                clean.setting(),
                clean.theory(),
                clean.thresholds(),
                clean.verdict(),
                clean.reasons(),
                clean.whole(),
                clean.units().stream().map(card -> changed(card, values)).toList());
    }

    private static Card changed(Card card, Map<Sign, Double> values) {
        List<Part> parts = card.parts().stream()
                .map(part -> {
                    double value = values.getOrDefault(part.sign(), part.value());
                    return new Part(
                            part.sign(),
                            value,
                            value,
                            value,
                            part.n(),
                            part.over(),
                            part.layer(),
                            part.beside(),
                            part.threshold());
                })
                .toList();
        return new Card(
                card.unit(),
                card.visualizationsSha256(),
                card.verdict(),
                card.reasons(),
                parts,
                card.stability(),
                card.gates(),
                card.path());
    }

    private static Thresholds.Clean clean(String network, double distinctness, double dead) {
        return new Thresholds.Clean(
                network,
                List.of(
                        Map.of("distinctness", distinctness, "dead", dead, "agreement", -1.0),
                        Map.of("distinctness", 0.9, "dead", 0.0)));
    }

    /** Of a share at least a tenth; of the other signs only where two networks are left. */
    @Test
    void theThresholdIsTheMostSuspiciousCleanUnitOfOtherNetworks() {
        List<Thresholds.Clean> all =
                List.of(clean("one", 0.1, 0.2), clean("two", -0.5, 0.3), clean("three", 0.0, 0.01));
        assertEquals(
                Map.of("distinctness", -0.5, "dead", 0.3),
                Thresholds.of(all, "other").limits());
        assertEquals(
                Map.of("distinctness", 0.0, "dead", 0.2),
                Thresholds.of(all, "two").limits());
        assertEquals(6, Thresholds.of(all, "other").units());
        assertEquals(List.of("one", "three"), Thresholds.of(all, "two").networks());
        assertEquals(
                Map.of("dead", 0.1), Thresholds.of(all.subList(1, 3), "two").limits());
        assertTrue(Thresholds.of(all.subList(1, 2), "two").limits().isEmpty());
    }

    /** The clean units that come with eyewitness are of four networks, and are themselves not accused. */
    @Test
    void cleanUnitsThatComeWithEyewitnessSetThresholds() {
        Thresholds shipped = Thresholds.besides("mine");
        assertEquals(List.of("fashion", "cifar", "squeezenet1_1", "inception_v1"), shipped.networks());
        assertEquals(120, shipped.units());
        assertEquals(
                List.of("beyond", "dead", "distinctness", "rare", "steepness"),
                List.copyOf(shipped.limits().keySet()));
        assertEquals(0.1, shipped.limits().get("dead"));
        assertTrue(shipped.limits().get("beyond") < 0.5);
        assertEquals(90, Thresholds.besides("fashion").units());
        Map<String, String> same = Map.of("steps", "128", "starts", "2", "layers", "8", "seed", "1");
        assertEquals(List.of(), Thresholds.otherThanClean(same, 240));
        assertEquals(List.of("starts", "steps"), Thresholds.otherThanClean(Map.of("steps", "1", "layers", "8"), 240));
        assertEquals(
                List.of("natural images for calibration, 87 instead of at least 240"),
                Thresholds.otherThanClean(same, 87));
    }

    private static Assessment verdict(Map<Sign, Double> values) throws IOException {
        Map<String, Double> limits = Arrays.stream(Sign.values())
                .collect(Collectors.toMap(Sign::text, sign -> sign.suspicion(1) < 0 ? -0.9 : 0.4));
        Thresholds thresholds = Thresholds.of(
                List.of(new Thresholds.Clean("any", List.of(limits)), new Thresholds.Clean("another", List.of(limits))),
                "fashion");
        return thresholds.judged(changed(clean().units().get(0), values)).verdict();
    }

    @Test
    void verdictsFollowFromWhatLiesBeyondCleanUnits() throws IOException {
        assertEquals(Assessment.CONSISTENT, verdict(Map.of()));
        assertEquals(Assessment.CONSISTENT, verdict(Map.of(Sign.DEAD, 0.4, Sign.DISTINCTNESS, -0.9)));
        assertEquals(Assessment.DOUBTFUL, verdict(Map.of(Sign.DEAD, 0.45)), "less than half depends on dead channels");
        assertEquals(Assessment.MANIPULATED, verdict(Map.of(Sign.DEAD, 0.51)));
        assertEquals(Assessment.MANIPULATED, verdict(Map.of(Sign.BEYOND, 1.0)));
        assertEquals(Assessment.DOUBTFUL, verdict(Map.of(Sign.STEEPNESS, 5.0)));
        assertEquals(Assessment.DOUBTFUL, verdict(Map.of(Sign.DISTINCTNESS, -0.95)));
        assertEquals(Assessment.CONSISTENT, verdict(Map.of(Sign.AGREEMENT, -2.0, Sign.PATH, -2.0)), "not judged");
    }

    /** Nothing measured is no reason for trust. */
    @Test
    void aUnitWithoutGatesIsDoubtfulAtBest() throws IOException {
        Card card = clean().units().get(0);
        Card without = new Card(
                card.unit(),
                card.visualizationsSha256(),
                card.verdict(),
                card.reasons(),
                card.parts().stream().filter(part -> !part.sign().isShare()).toList(),
                card.stability(),
                List.of(),
                card.path());
        Thresholds thresholds = Thresholds.of(List.of(clean("one", -2, 0), clean("two", -2, 0)), "fashion");
        Card judged = thresholds.judged(without);
        assertEquals(Assessment.DOUBTFUL, judged.verdict());
        assertEquals(List.of("no gate before it: silent paths were not measured"), judged.reasons());
        assertEquals(Assessment.CONSISTENT, thresholds.judged(card).verdict());
        assertEquals(0, Detection.suspicion(without, List.of(card), EnumSet.of(Sign.DEAD, Sign.RARE)));
    }

    @Test
    void aNetworkIsAsMostOfItsUnitsAreAndDoubtfulIfOneIsManipulated() throws IOException {
        Card card = clean().units().get(0);
        Map<Assessment, Card> cards = new EnumMap<>(Assessment.class);
        for (Assessment verdict : Assessment.values()) {
            cards.put(
                    verdict,
                    new Card(
                            card.unit(),
                            card.visualizationsSha256(),
                            verdict,
                            card.reasons(),
                            card.parts(),
                            card.stability(),
                            card.gates(),
                            card.path()));
        }
        Card good = cards.get(Assessment.CONSISTENT);
        Card doubtful = cards.get(Assessment.DOUBTFUL);
        Card bad = cards.get(Assessment.MANIPULATED);
        assertEquals(Assessment.CONSISTENT, Thresholds.verdictOnAll(List.of(good, good, doubtful)));
        assertEquals(Assessment.DOUBTFUL, Thresholds.verdictOnAll(List.of(good, good, bad)));
        assertEquals(Assessment.DOUBTFUL, Thresholds.verdictOnAll(List.of(good, doubtful, doubtful)));
        assertEquals(Assessment.MANIPULATED, Thresholds.verdictOnAll(List.of(good, bad, bad)));
    }

    private static double area(Detection detection, View view) {
        return detection.areas().stream()
                .filter(area -> area.view() == view)
                .mapToDouble(area -> area.area().value())
                .findFirst()
                .orElseThrow();
    }

    private static Detection detection(Map<Sign, Double> values) throws IOException {
        return Detection.of(List.of(
                new Labelled("clean", clean()),
                new Labelled("clean", changed("cifar", Map.of())),
                new Labelled("twins", changed("fashion", values))));
    }

    /** Twins have the visualizations of the clean network, bit for bit. */
    @Test
    void whatSeesVisualizationsAloneHasAreaOneHalfOnTwins() throws IOException {
        assertEquals(0.5, area(detection(Map.of()), View.VISUALIZATIONS));
        assertEquals(0.5, area(detection(Map.of(Sign.DEAD, 1.0)), View.VISUALIZATIONS));
        assertEquals(0.5, area(detection(Map.of()), View.ALL));
    }

    @Test
    void aSignThatNoCleanUnitOfAnotherNetworkHasDetects() throws IOException {
        Detection detection = detection(Map.of(Sign.DEAD, 1.0, Sign.RARE, 1.0));
        assertEquals(1, area(detection, View.SILENT));
        assertTrue(area(detection, View.ALL) > 0.9, detection.lines().toString());
        assertEquals(0.5, area(detection, View.IMAGES));
        assertEquals(1, area(detection(Map.of(Sign.DISTINCTNESS, -1.0)), View.VISUALIZATIONS));
    }

    /** By dead the others' median is 0.4, and their median absolute deviation 0.1. By path all are the same. */
    @Test
    void suspicionIsHowFarAUnitLiesFromCleanUnitsOfOtherNetworks() throws IOException {
        Card card = changed(clean().units().get(0), Map.of(Sign.DEAD, 0.5));
        List<Card> others = List.of(
                changed(card, Map.of(Sign.DEAD, 0.5)),
                changed(card, Map.of(Sign.DEAD, 0.4)),
                changed(card, Map.of(Sign.DEAD, 0.0)));
        assertEquals(1 / 1.4826, Detection.suspicion(card, others, EnumSet.of(Sign.DEAD, Sign.PATH)), 1e-12);
        Card little = changed(card, Map.of(Sign.DEAD, 0.09));
        assertEquals(
                0,
                Detection.suspicion(little, others, EnumSet.of(Sign.DEAD, Sign.PATH)),
                "less than a tenth is nothing");
        assertEquals(0.5, Detection.suspicion(card, List.of(), EnumSet.of(Sign.DEAD, Sign.RARE)));
        assertEquals(-0.7, Detection.suspicion(changed(card, Map.of(Sign.PATH, 0.7)), others, EnumSet.of(Sign.PATH)));
    }

    @Test
    void inspectionsThatCannotBeComparedAreRefused() throws IOException {
        Labelled clean = new Labelled("clean", clean());
        Labelled cifar = new Labelled("clean", changed("cifar", Map.of()));
        refused("of at least two", clean);
        refused("there is no manipulated network", clean, cifar);
        refused("circuit is an inspection of the clean fashion", clean, cifar, new Labelled("circuit", clean()));
        refused(
                "of which there is no clean inspection",
                clean,
                cifar,
                new Labelled("circuit", changed("other", Map.of())));
        Labelled circuit = new Labelled("circuit", changed("fashion", Map.of(Sign.DEAD, 0.5)));
        refused("there are two inspections of circuit in fashion", clean, cifar, circuit, circuit);
        for (String name : List.of("../up", "a/b", ".hidden", "")) {
            assertThrows(IllegalArgumentException.class, () -> new Labelled(name, clean()));
            assertThrows(IllegalArgumentException.class, () -> new Labelled("clean", changed(name, Map.of())));
        }
        Inspection otherwise = changed("fashion", Map.of());
        otherwise.setting().put("steps", "3");
        refused(
                "differ in steps: 128 in clean fashion and 3 in circuit",
                clean,
                cifar,
                new Labelled("circuit", otherwise));
        Inspection elsewhere = changed("fashion", Map.of());
        elsewhere.setting().put("layer", "relu2");
        refused("differ in layer: relu4", clean, cifar, new Labelled("circuit", elsewhere));
        Inspection longer = changed("cifar", Map.of());
        longer.setting().put("starts", "9");
        refused(
                "differ in starts: 2 in clean fashion and 9 in clean cifar",
                clean,
                new Labelled("clean", longer),
                circuit);
    }

    private static void refused(String reason, Labelled... inspections) {
        String message = assertThrows(IllegalArgumentException.class, () -> Detection.of(List.of(inspections)))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }

    @Test
    void theNumbersOfADetectionAreWrittenForTheGate(@TempDir Path directory) throws IOException {
        detection(Map.of(Sign.DEAD, 1.0)).writeTo(directory);
        String numbers = Files.readString(directory.resolve("fashion/numbers/inspect-twins.json"));
        assertTrue(numbers.contains("\"silentPlacement\""), numbers);
        assertTrue(numbers.contains("\"sameVisualizations\" : 1.0"), numbers);
        assertTrue(numbers.contains("\"suspect twins\" : \"sha256:"), numbers);
        assertTrue(numbers.contains("\"clean units of other networks\" : \"20\""), numbers);
        String other = Sha256.hex(EvidenceJson.write(changed("cifar", Map.of())));
        assertTrue(numbers.contains("\"clean cifar\" : \"sha256:" + other + "\""), numbers);
        assertTrue(numbers.contains("\"clean fashion\" : \"sha256:"), numbers);
        String detection = Files.readString(directory.resolve("detection.json"));
        assertTrue(detection.contains("eyewitness-detection/1"));
        assertTrue(detection.contains("\"manipulated?\" : 20"), detection);
    }

    /** The names of units and networks come from files of strangers. */
    @Test
    void theJUnitReportHasATestCaseForEachUnit() throws Exception {
        Inspection inspection = changed("<b>&\"fashion\u0007", Map.of());
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(InspectionXml.of(inspection).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertEquals("21", suite.getAttribute("tests"));
        assertEquals(21, suite.getElementsByTagName("testcase").getLength());
        assertEquals("0", suite.getAttribute("failures"));
        List<Card> judged = inspection.units().stream()
                .map(card -> new Card(
                        card.unit(),
                        card.visualizationsSha256(),
                        Assessment.DOUBTFUL,
                        List.of("<reason>"),
                        card.parts(),
                        card.stability(),
                        card.gates(),
                        card.path()))
                .toList();
        Inspection doubtful = new Inspection(
                inspection.schema(),
                "fashion",
                inspection.weightsSha256(),
                inspection.setting(),
                inspection.theory(),
                inspection.thresholds(),
                Assessment.DOUBTFUL,
                List.of(),
                inspection.whole(),
                judged);
        String xml = InspectionXml.of(doubtful);
        assertTrue(xml.contains("failures=\"21\"") && xml.contains("&lt;reason&gt;"), xml);
    }
}
