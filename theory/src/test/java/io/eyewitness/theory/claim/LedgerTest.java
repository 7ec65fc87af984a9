package io.eyewitness.theory.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LedgerTest {
    /** The claims whose protocols name a setting that pilots choose, by setting. */
    private static final Map<String, String> PILOTED = Map.of(
            "diversity", "claim:V3-.*",
            "probability-rate", "claim:V1-.*\\.(?!cifar|squeezenet1_1).*");

    private final Ledger ledger = Ledger.builtIn();

    @Test
    void itsFileIsWrittenAsEyewitnessWritesIt() {
        assertEquals(EvidenceJson.write(ledger), Ledger.builtInText());
    }

    @Test
    void theBuiltInLedgerHasTheTableAndItsObligationsExist() {
        for (Statement table : List.of(Statement.HOLDS, Statement.HOLDS_WITH_HELP)) {
            assertEquals(
                    30,
                    ledger.claims().stream()
                            .filter(claim -> claim.isCellOf(table))
                            .count());
        }
        for (Claim claim : ledger.claims()) {
            for (String reference : claim.evidence()) {
                if (reference.startsWith("obligation:")) {
                    assertTrue(!Obligations.family(reference.substring("obligation:".length()))
                            .isEmpty());
                }
            }
        }
    }

    @Test
    void itIsReadBackAsWritten() {
        assertEquals(ledger, Ledger.parse(EvidenceJson.write(ledger)));
    }

    @Test
    void aClaimMadeTwiceIsAContradiction() {
        List<Claim> twice = new ArrayList<>(ledger.claims());
        twice.add(ledger.claims().get(0));
        assertRefused("claim:F.exact stands there twice", () -> ledger.with(twice));
    }

    @Test
    void aMissingCellIsNamed() {
        assertRefused(
                "claim:F.exact is missing",
                () -> ledger.with(ledger.claims().subList(1, ledger.claims().size())));
        assertRefused(
                "claim:LIP.approx.help is missing",
                () -> ledger.with(ledger.claims().stream()
                        .filter(claim -> !claim.id().equals("claim:LIP.approx.help"))
                        .toList()));
        assertRefused(
                "claim:QUANT.side is missing",
                () -> ledger.with(ledger.claims().stream()
                        .filter(claim -> !claim.id().equals("claim:QUANT.side"))
                        .toList()));
    }

    @Test
    void malformedTextIsRefusedWithItsPlace() {
        String good = EvidenceJson.write(ledger);
        assertRefused("line 1", () -> Ledger.parse("{"));
        assertRefused("schema", () -> Ledger.parse(good.replace("\"schema\" : 2", "\"schema\" : 7")));
        assertRefused("Maybe", () -> Ledger.parse(good.replaceFirst("\"No\"", "\"Maybe\"")));
        assertRefused("functionClass", () -> Ledger.parse(good.replaceFirst("\"F\"", "\"G\"")));
        assertRefused("null", () -> Ledger.parse("null"));
        assertRefused("claims", () -> Ledger.parse("{\"schema\": 2}"));
        assertRefused("networks", () -> Ledger.parse("{\"schema\": 2, \"claims\": []}"));
        assertRefused(
                "claim:V1-logit.cifar lacks its sentence",
                () -> Ledger.parse(good.replaceFirst("\"sentence\" : \"[^\"]*\",", "")));
    }

    @Test
    void theSentenceOfATheoremIsMadeFromItsData() {
        assertEquals(
                "For every eps > 0 some decoder predicts every L-Lipschitz function from its feature visualization to within eps of its"
                        + " range, if it may ask finitely many questions about the function, examples or looks (in a metric equivalent to"
                        + " that of l1).",
                claim("claim:LIP.approx.help").sentence());
        assertEquals(
                "Some decoder predicts every network with quantised weights (-1, 0 and 1 among them) of a known, large enough architecture exactly from its"
                        + " feature visualization, if it may ask finitely many questions about the function, examples or looks.",
                claim("claim:QUANT.exact.help").sentence());
        assertEquals(
                "No decoder can guarantee an error below 1/4 of the range for every network of a known, large enough architecture with"
                        + " quantised weights, -1, 0 and 1 among them.",
                claim("claim:epsstar.QUANT").sentence());
        assertEquals(
                "No decoder predicts every convex function exactly from its feature visualization, even if it may ask finitely many"
                        + " questions about the function, examples or looks.",
                claim("claim:CONV.exact.help").sentence());
        assertEquals(
                "A decoder that may ask finitely many questions about the function, examples or looks can guarantee every error above 0"
                        + " but no other for every L-Lipschitz function (in a metric equivalent to that of l1).",
                claim("claim:epsstar.LIP.help.approached").sentence());
        assertEquals(
                "No decoder tells from the feature visualization of every convex function, at every input, whether its value is closer"
                        + " to the maximum or to the minimum.",
                claim("claim:CONV.side").sentence());
        assertEquals(
                "Some decoder predicts every affine function of one variable exactly from its feature visualization.",
                claim("claim:AFF1.exact").sentence());
        assertEquals(
                "For some eps > 0 no decoder predicts every neural network from its feature visualization to within eps of its range.",
                claim("claim:NN.approx").sentence());
        assertEquals(
                "Only for small L does the feature visualization of a single L-Lipschitz function tell at every input whether its value"
                        + " is closer to the maximum or to the minimum.",
                claim("claim:LIP.side").sentence());
        Set<String> sentences = new HashSet<>();
        for (Claim claim : ledger.claims()) {
            claim.proposition().ifPresent(proposition -> {
                for (Verdict answer : Proposition.ANSWERS) {
                    if (proposition.canBe(answer)) {
                        String sentence = proposition.sentence(answer);
                        assertTrue(sentence.matches("[A-Z].*[^. ]\\."), sentence);
                        assertTrue(sentences.add(sentence), sentence);
                    }
                }
            });
        }
    }

    private Claim claim(String id) {
        return ledger.claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTheoremWithAnotherSentenceIsRefusedByName() {
        String good = EvidenceJson.write(ledger);
        String withSentence = "$1\"sentence\" : \"%s\",\n    $2";
        String place = "(?s)(\"id\" : \"claim:CONV.side\",\\s*)(\"proposition\")";
        assertRefused(
                "claim:CONV.side has the sentence \"1 = 2.\", but its proposition says: No decoder tells",
                () -> Ledger.parse(good.replaceFirst(place, withSentence.formatted("1 = 2."))));
        String own = claim("claim:CONV.side").sentence();
        assertEquals(ledger, Ledger.parse(good.replaceFirst(place, withSentence.formatted(own))));
    }

    @Test
    void aTheoremWhoseDataDoNotFitIsRefusedByName() {
        String good = EvidenceJson.write(ledger);
        assertRefused(
                "claim:F.exact is about what is named claim:CONV.exact",
                () -> Ledger.parse(good.replaceFirst("\"F\"", "\"CONV\"")));
        assertRefused(
                "claim:F.exact is about what is named claim:F.side",
                () -> Ledger.parse(good.replaceFirst("\"exact\"", "\"side\"")));
        assertRefused(
                "lacks its notion",
                () -> Ledger.parse(good.replaceFirst(
                        "\"functionClass\" : \"F\",\\s*\"notion\" : \"exact\"", "\"functionClass\" : \"F\"")));
        assertRefused(
                "has no value",
                () -> Ledger.parse(
                        good.replaceFirst("\"notion\" : \"exact\"", "\"notion\" : \"exact\", \"value\" : \"1/2\"")));
        assertRefused(
                "claim:theorem1 cannot be OnlySmallL",
                () -> Ledger.parse(
                        good.replaceFirst("(?s)(\"claim:theorem1\".*?\"expected\" : )\"Yes\"", "$1\"OnlySmallL\"")));
        assertRefused(
                "claim:F.exact lacks its proposition",
                () -> Ledger.parse(good.replaceFirst("(?s)\"proposition\" : \\{.*?},", "")));
        assertRefused("statement", () -> Ledger.parse(good.replaceFirst("\"holds\"", "\"fails\"")));
    }

    @Test
    void anExperimentRestsOnOneMeasurementByAProtocolThatFits() {
        String good = EvidenceJson.write(ledger);
        assertRefused(
                "rests on one measurement alone",
                () -> Ledger.parse(good.replace(
                        "[ \"measurement:V1.cifar\" ]", "[ \"measurement:V1.cifar\", \"measurement:V2.cifar\" ]")));
        assertRefused(
                "rests on one measurement alone",
                () -> Ledger.parse(good.replace("[ \"measurement:V1.cifar\" ]", "[ \"witness:F\" ]")));
        assertRefused(
                "'logitGain' is not measured", () -> Ledger.parse(good.replace("\"logitGain\" : ", "\"gain\" : ")));
        assertRefused("fewer than the 20", () -> Ledger.parse(good.replaceFirst("\"count\" : 20", "\"count\" : 19")));
        assertRefused("is no kind of column", () -> Ledger.parse(good.replaceFirst("\"share\"", "\"shares\"")));
        assertRefused("is no pattern", () -> Ledger.parse(good.replaceFirst("\"names\" : \"", "\"names\" : \"(")));
        assertRefused(
                "criterion without a protocol",
                () -> Ledger.parse(good.replaceFirst("\"protocol\" : \\{[^}]*\\}[^}]*\\}[^}]*\\}\\s*\\},", "")));
    }

    /**
     * An experiment records the same settings on every network, so a protocol that lacks one, or has one more, would refuse each new run. Groups
     * of classes are only compared on SqueezeNet, and what pilots choose is not recorded of experiments that were run before there were pilots. A
     * detection names the clean networks that there were: four of them, and MobileNetV2 as well where it is the network.
     */
    @Test
    void protocolsOfOneExperimentNameTheSameSettings() {
        Map<String, Set<Set<String>>> named = new TreeMap<>();
        for (Claim claim : ledger.claims()) {
            claim.protocol().ifPresent(protocol -> {
                Set<String> names = new TreeSet<>(protocol.settings().keySet());
                assertEquals(
                        protocol.settings().getOrDefault("groups", "classes").startsWith("sha256:"),
                        names.remove("units of each group"),
                        claim.id());
                assertEquals(
                        claim.id().matches("claim:inspect-.*\\.mobilenet_v2"),
                        names.remove("clean mobilenet_v2"),
                        claim.id());
                PILOTED.forEach((setting, claims) ->
                        assertEquals(claim.id().matches(claims), names.remove(setting), claim.id()));
                named.computeIfAbsent(claim.id().replaceFirst("\\..*", ""), id -> new HashSet<>())
                        .add(names);
            });
        }
        named.forEach((id, names) -> assertEquals(1, names.size(), id + ": " + names));
    }

    /** The claims that were split have the criterion of the whole, which their evidence names. */
    @Test
    void claimsOnOneMeasurementShareItsCriterionAndProtocol() {
        assertEquals(
                "f6f232bc3d77be7e90a53d91a64de095cea3fdeacc47b8e1c5ee9efdbac0edb7",
                ledger.criterion("measurement:paths.fashion").hash());
        assertEquals(
                List.of("claim:paths-early.fashion", "claim:paths-logits.fashion"),
                ledger.restingOn("measurement:paths.fashion").stream()
                        .map(Claim::id)
                        .toList());
        assertRefused("no claim rests on measurement:V9.cifar", () -> ledger.criterion("measurement:V9.cifar"));
        String good = EvidenceJson.write(ledger);
        String early = "(?s)(\"claim:paths-early.fashion\".*?";
        for (String other :
                List.of(early + "\"units\" : )10()", early + "\"confidence\" : )0.95()", early + "\"seed\" : \")2()")) {
            assertRefused(
                    "claim:paths-logits.fashion rests on measurement:paths.fashion as claim:paths-early.fashion does, but",
                    () -> Ledger.parse(good.replaceFirst(other, other.contains("0.95") ? "$10.9" : "$19")));
        }
        assertRefused("is split on 'yesterday'", () -> Ledger.parse(good.replaceFirst("2026-11-29", "yesterday")));
        assertRefused(
                "only an experiment can be",
                () -> Ledger.parse(good.replaceFirst("\"expected\"", "\"split\" : \"2026-11-29\", \"expected\"")));
    }

    @Test
    void aBuiltInExperimentWithAnotherSentenceIsRefusedByName() {
        String good = EvidenceJson.write(ledger);
        String own = claim("claim:V4.cifar").wording().orElseThrow();
        assertRefused(
                "claim:V4.cifar has the sentence \"1 = 2.\", but the built-in claim of that id says: Optimising two units",
                () -> Ledger.parse(good.replace(own, "1 = 2.")));
        assertRefused(
                "claim:V4.cifar has the sentence \"" + own + " \", but",
                () -> Ledger.parse(good.replace(own, own + " ")));
        assertRefused(
                "claim:V4.cifar has the sentence \"\", but",
                () -> Ledger.parse(good.replace("\"" + own + "\"", "\"\"")));
    }

    @Test
    void anExperimentSaysWhatIsJudged() {
        assertEquals(
                "Not reproduced: After blurring, the CIFAR-10 network recognizes an image better that was optimized for a class's"
                        + " logit than one that was optimized for the class's probability. (Split on 2026-11-29 from the"
                        + " criterion of measurement:V1.cifar, after it was measured.)",
                claim("claim:V1-blurred.cifar").sentence());
        assertEquals(
                claim("claim:V4.squeezenet1_1").wording().orElseThrow(),
                claim("claim:V4.squeezenet1_1").sentence());
        String good = EvidenceJson.write(ledger);
        String own = claim("claim:V4.cifar").wording().orElseThrow();
        Ledger other = Ledger.parse(good.replace(":V4.cifar\"", ":V4.mine\"")
                .replace(own, "1 = 2.")
                .replaceAll("(?s)(\"claim:V4.mine\".*?\"expected\" : )\"Reproduced\"(.*)", "$1\"NotReproduced\"$2"));
        assertEquals(
                "Not reproduced: Of at least 20 units, the share of bothAboveNatural is above 0.5, by 95 % intervals.",
                claim(other, "claim:V4.mine").sentence());
        Ledger easier = Ledger.parse(good.replaceAll("(?s)(\"claim:V4.cifar\".*?\"bound\" : )0.5(.*)", "$10.1$2"));
        assertEquals(
                "Of at least 20 units, the share of bothAboveNatural is above 0.1, by 95 % intervals.",
                claim(easier, "claim:V4.cifar").sentence());
        Ledger elsewhere =
                Ledger.parse(good.replaceAll("(?s)(\"claim:V4.cifar\".*?\"seed\" : )\"1\"(.*)", "$1\"2\"$2"));
        assertTrue(claim(elsewhere, "claim:V4.cifar").sentence().contains("Of at least 20 units, the share"));
    }

    @Test
    void aTheoremIsNoExperiment() {
        String good = EvidenceJson.write(ledger);
        for (String name : List.of("F.exact", "theorem1.attained.LIP", "epsstar.CONV", "LIP.side.class", "extremes")) {
            String experiment = good.replaceFirst("(?s)\\{\\s*\"id\" : \"claim:" + name + "\".*?\\]\\s*\\}, ", "")
                    .replace(":V4.cifar\"", ":" + name + "\"");
            assertRefused(
                    "claim:" + name + " is the id of a theorem, so it cannot be an experiment",
                    () -> Ledger.parse(experiment));
        }
    }

    @Test
    void anIdIsPlain() {
        String good = EvidenceJson.write(ledger);
        for (String id : List.of("V4\\u001b[2J", "V4 cifar", "V4|cifar", "V4`cifar", "V4\\ncifar", "", "../V4")) {
            assertRefused(
                    "is no id of a claim, such as claim:V1.cifar",
                    () -> Ledger.parse(good.replace(":V4.cifar\"", ":" + id + "\"")));
        }
    }

    private static Claim claim(Ledger ledger, String id) {
        return ledger.claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(String part, Executable action) {
        IllegalArgumentException problem = assertThrows(IllegalArgumentException.class, action);
        assertTrue(problem.getMessage().contains(part), problem.getMessage());
    }
}
