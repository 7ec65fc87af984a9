package io.eyewitness.check.bundle;

import static io.eyewitness.check.bundle.Forged.GOOD;
import static io.eyewitness.check.bundle.Forged.changed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.theory.evidence.EvidenceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bundles that would take long: what is not to be believed must cost nothing to refuse. At rest each takes at most two seconds more than a
 * good one; the time allowed is for a machine that does much else.
 */
class CostlyBundleTest {
    private static final Duration ALLOWED = Duration.ofSeconds(60);
    private static final String PAIR = "witness/ERM.d1.1.json";

    @TempDir
    Path directory;

    @BeforeAll
    static void makeTheGoodOneFirst() {
        assertTrue(GOOD.files().size() > 400);
    }

    private static String cheaplyRefused(String name, Bundle forged) {
        String reason = assertTimeoutPreemptively(ALLOWED, () -> Forged.reason(forged));
        assertTrue(reason.startsWith(name + ": "), reason.substring(0, Math.min(300, reason.length())));
        return reason;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {PAIR, "witness/F.d2.1.json", "witness/LIP.d2.3.json", "decoder/AFF1.d1.2.json", "models.json"})
    void aNumberOfMillionsOfDigits(String name) {
        String digits = "7".repeat(1_900_000);
        cheaplyRefused(name, changed(name, text -> text.replaceFirst("\"-?[0-9]+(/[0-9]+)?\"", "\"" + digits + "\"")));
        cheaplyRefused(
                name, changed(name, text -> text.replaceFirst("\"-?[0-9]+(/[0-9]+)?\"", "\"1/" + digits + "\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e9999", "1E10000", "9e2147483647"})
    void aNumberWithALargeExponent(String number) {
        for (String name : List.of(PAIR, "models.json")) {
            cheaplyRefused(name, changed(name, text -> text.replaceAll("\"[0-9]+\"", "\"" + number + "\"")));
        }
        String measurement = "measurement/V1.cifar.json";
        cheaplyRefused(
                measurement,
                changed(measurement, text -> text.replaceFirst("(\"values\" : \\[ )[^, ]+", "$1" + number)));
        cheaplyRefused(measurement, changed(measurement, text -> text.replaceFirst("(\"schema\" : )1", "$1" + number)));
    }

    @Test
    void arraysInArrays() {
        String deep = "[".repeat(900_000) + "]".repeat(900_000);
        for (String name :
                List.of("witness/F.d2.1.json", "obligation/S1.json", "measurement/V1.cifar.json", "claims.json")) {
            Bundle forged = GOOD.with(name, deep);
            String reason = assertTimeoutPreemptively(ALLOWED, () -> Forged.reason(forged));
            assertTrue(reason.startsWith(name), reason.substring(0, Math.min(300, reason.length())));
        }
        String proof = "obligation/S1.proof.json";
        cheaplyRefused(
                "obligation/S1.json", changed(proof, text -> text.replaceFirst("\"steps\": \\[", "$0" + deep + ", ")));
        String term = IntStream.range(0, 150).mapToObj(i -> "[\"abs\", ").collect(Collectors.joining()) + "\"x1\""
                + "]".repeat(150);
        cheaplyRefused(
                "witness/F.d2.1.json",
                changed("witness/F.d2.1.json", text -> text.replaceFirst("(\"body\" : )\\[.*", "$1" + term)));
    }

    /** A pair with something else in it, written as eyewitness writes it. */
    private static Bundle pair(String name, Function<ObjectNode, Object> change) {
        try {
            JsonNode root = EvidenceJson.mapper().readTree(GOOD.text(name).orElseThrow());
            change.apply((ObjectNode) root.at("/evidence/pair"));
            return GOOD.with(name, EvidenceJson.write(root));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode neuron(String weight) {
        ObjectNode neuron = EvidenceJson.mapper().createObjectNode();
        neuron.putObject("weights").put("0", weight);
        return neuron.put("bias", "0");
    }

    private static ArrayNode layers(int depth, int width, String weight) {
        ArrayNode layers = EvidenceJson.mapper().createArrayNode();
        for (int layer = 0; layer < depth; layer++) {
            layers.add(EvidenceJson.mapper().createArrayNode().addAll(Collections.nCopies(width, neuron(weight))));
        }
        return layers;
    }

    @ParameterizedTest
    @CsvSource({"600,1,2000", "150,1,2000", "20,100,400", "12000,1,1", "1,12000,3", "100,100,3"})
    void aLargeNetwork(int depth, int width, int digits) {
        String weight = "7".repeat(digits) + "/" + "3".repeat(Math.max(1, digits / 2));
        for (String place : List.of("recipe/surgery/field/base", "f1")) {
            cheaplyRefused(
                    PAIR,
                    pair(
                            PAIR,
                            pair -> ((ObjectNode) pair.at("/" + place)).set("hidden", layers(depth, width, weight))));
        }
    }

    @Test
    void manyCones() {
        cheaplyRefused("witness/ERM.d8.1.json", pair("witness/ERM.d8.1.json", pair -> {
            ArrayNode list = (ArrayNode) pair.at("/recipe/surgery/field/cones");
            JsonNode last = list.get(list.size() - 1);
            return list.addAll(Collections.nCopies(5_000, last));
        }));
    }

    /** Each takes less than a piece may. */
    @Test
    void manyPiecesThatAreNoneOfThem() {
        Bundle costly = GOOD;
        for (int i = 1; i <= 200; i++) {
            String name = "witness/F.d2." + (1000 + i) + ".json";
            String text = Forged.copied("witness/F.d2.1.json", name, good -> good)
                    .text(name)
                    .orElseThrow();
            costly = costly.with(name, text.replaceFirst("(\"dimension\" : )2", "$13000"));
        }
        Bundle forged = costly;
        assertEquals(
                "its evidence together needs more exact arithmetic than a bundle is allowed",
                assertTimeoutPreemptively(ALLOWED, () -> Forged.reason(forged)));
    }

    @Test
    void aDimensionThatNothingHas() {
        String reason = cheaplyRefused(
                "witness/F.d2.1.json",
                changed("witness/F.d2.1.json", text -> text.replaceFirst("(\"dimension\" : )2", "$12000000000")));
        assertTrue(reason.contains("exact arithmetic"), reason);
        cheaplyRefused(PAIR, changed(PAIR, text -> text.replaceAll("(\"dimension\" : )1", "$12000000000")));
    }

    @Test
    void aLargeProof() {
        String proof = "obligation/S4.d2.proof.json";
        String sum = IntStream.range(0, 400).mapToObj(i -> "x" + i).collect(Collectors.joining(" + "));
        String product = "[\"" + sum + "\", \"" + sum + "\"]";
        for (String certificate : List.of(
                "[" + String.join(", ", Collections.nCopies(300, product)) + "]",
                "[[\"" + "x*".repeat(900_000) + "x\"]]",
                "[[\"" + "x + ".repeat(400_000) + "x\"]]",
                "[[\"" + "7".repeat(1_800_000) + "\"]]",
                "[[\"" + "9*".repeat(900) + "9\"]]")) {
            cheaplyRefused(
                    "obligation/S4.d2.json",
                    changed(proof, text -> text.replaceFirst("(\"certificate\": ).*\\}", "$1" + certificate + "}")));
        }
        String splits = "{\"split\": \"x\"},\n".repeat(90_000);
        cheaplyRefused(
                "obligation/S4.d2.json", changed(proof, text -> text.replaceFirst("\"steps\": \\[", "$0" + splits)));
        String proofs = "{\"without\": [], \"steps\": [{\"contradiction\": true}]},\n".repeat(30_000);
        cheaplyRefused(
                "obligation/S4.d2.json", changed(proof, text -> text.replaceFirst("\"proofs\": \\[", "$0" + proofs)));
    }

    @Test
    void longTextIsNotEchoed() {
        String text = "a".repeat(1_800_000);
        for (String name : List.of("measurement/V1.cifar.json", PAIR, "formal/table.json", "decoder/CONST.d2.1.json")) {
            Bundle forged = changed(name, good -> good.replaceFirst("(\"[a-z]\\w*\" : \")[^\"]+", "$1" + text));
            String reason = assertTimeoutPreemptively(ALLOWED, () -> Forged.reason(forged));
            assertTrue(reason.startsWith(name), reason.substring(0, Math.min(300, reason.length())));
        }
    }

    @Test
    void filesThatAreNotAsTheManifestSaysAreNotLookedAt() {
        Bundle forged = pair(
                PAIR,
                pair -> ((ObjectNode) pair.at("/recipe/surgery/field/base")).set("hidden", layers(600, 1, "7/9")));
        String reason = assertThrows(BundleRefused.class, () -> Forged.CHECK.check(forged))
                .getMessage();
        assertTrue(reason.startsWith(PAIR + " is not as the manifest says"), reason);
    }

    private String unreadable() {
        return assertTimeoutPreemptively(
                ALLOWED,
                () -> assertThrows(IOException.class, () -> Bundle.read(directory))
                        .getMessage());
    }

    @Test
    void filesThatAreTooManyOrTooLargeAreNotRead() throws Exception {
        Files.writeString(directory.resolve("manifest.json"), "{}");
        Path witness = Files.createDirectory(directory.resolve("witness"));
        for (int i = 0; i < 3_000; i++) {
            Files.createFile(witness.resolve("F.d1." + i + ".json"));
        }
        assertTrue(unreadable().startsWith(witness + ": a bundle has no more than 2000 files"));
        for (int i = 10; i < 3_000; i++) {
            Files.delete(witness.resolve("F.d1." + i + ".json"));
        }
        for (int i = 0; i < 10; i++) {
            Files.writeString(witness.resolve("F.d1." + i + ".json"), " ".repeat(1 << 20));
        }
        assertTrue(unreadable().contains("with it the files are larger than those of any bundle"));
        Files.writeString(witness.resolve("F.d1.0.json"), " ".repeat(1 + (2 << 20)));
        assertTrue(
                unreadable().startsWith(witness.resolve("F.d1.0.json") + ": it is larger than any file of a bundle"));
    }

    @Test
    void whatIsNoFileIsNotOpened() throws Exception {
        Files.writeString(directory.resolve("manifest.json"), "{}");
        for (String name : List.of("obligation/S1.json", "claims.json", "times.json", ".lock", "manifest.json")) {
            Path pipe = directory.resolve(name);
            Files.createDirectories(pipe.getParent());
            Files.deleteIfExists(pipe);
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo");
            String reason = unreadable();
            assertTrue(reason.contains("it is not a regular file") || reason.contains("it has no manifest"), reason);
            Files.delete(pipe);
        }
    }
}
