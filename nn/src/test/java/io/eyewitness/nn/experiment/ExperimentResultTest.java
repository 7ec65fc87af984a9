package io.eyewitness.nn.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.weights.Pretrained;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.evidence.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentResultTest {
    @TempDir
    private Path directory;

    private static TreeMap<String, String> setting(String weights) {
        TreeMap<String, String> setting = new TreeMap<>(
                Preregistration.of("slingshots", "fashion").protocol().settings());
        setting.putAll(Map.of(
                "network", "fashion",
                "weights", weights,
                "device", "cpu",
                "versions", "eyewitness 0.1.0, DJL 0.35.1, PyTorch 2.7.1"));
        return setting;
    }

    private static Measurement measurement(int units) {
        Measurement.Table table = new Measurement.Table("toTarget", "toTargetBefore", "gain", "accuracyDrop");
        for (int i = 0; i < units; i++) {
            table.add("logit:" + i, i % 2 == 0 ? 1 : 0.5, 0, 1, 0);
        }
        return table.measurement();
    }

    private List<String> written(TreeMap<String, String> setting, int units) throws IOException {
        return written(new ExperimentResult(setting, true).with("slingshots", measurement(units)));
    }

    private List<String> written(ExperimentResult result) throws IOException {
        result.writeTo(directory.resolve("out"));
        return result.lines();
    }

    private static String ownWeights() throws IOException {
        return "built-in sha256:" + Pretrained.sha256("fashion");
    }

    private void assertNone(String reason, List<String> lines) throws IOException {
        assertTrue(lines.contains("slingshots: mean of toTarget 0.7500"), lines.toString());
        assertEquals("slingshots: no evidence, because " + reason, lines.get(lines.size() - 1));
        assertFalse(Files.exists(directory.resolve("out/measurement")));
        String numbers = Files.readString(directory.resolve("out/numbers/slingshots.json"));
        assertTrue(numbers.contains("\"standing\" : \"no evidence, because " + reason), numbers);
    }

    @Test
    void theLedgersWeightsGiveEvidence() throws IOException {
        List<String> lines = written(setting(ownWeights()), 10);
        assertTrue(lines.get(0).startsWith("claim:slingshots-target.fashion: "), lines.get(0));
        assertTrue(Files.exists(directory.resolve("out/measurement/slingshots.fashion.json")));
    }

    @Test
    void otherWeightsOfANetworkOfThatNameGiveNone() throws IOException {
        assertNone(
                "the claim is about other weights of fashion",
                written(setting("mine.safetensors sha256:" + Pretrained.sha256("cifar")), 10));
    }

    @Test
    void anotherSeedOrOtherDataOrUnitsThanTheProtocolsGiveNone() throws IOException {
        TreeMap<String, String> seed = setting(ownWeights());
        seed.put("seed", "7");
        assertNone("its seed is '7', and the protocol's is '2'", written(seed, 10));
        assertNone("it has 8 units, and the protocol 10", written(setting(ownWeights()), 8));
        TreeMap<String, String> data = setting(ownWeights());
        data.put("data", "mine sha256:" + "0".repeat(64));
        assertNone(
                "its data is '" + data.get("data") + "', and the protocol's is '"
                        + setting(ownWeights()).get("data") + "'",
                written(data, 10));
    }

    /** Numbers take long to measure; those of a run that departs from the protocol are kept with the reason. */
    @Test
    void anotherProtocolAndADepartureGiveNoneAndTheReason() throws IOException {
        TreeMap<String, String> setting = setting(ownWeights());
        setting.put("steps", "1");
        assertNone(
                "its steps is '1', and the protocol's is '128'",
                written(new ExperimentResult(setting, false).with("slingshots", measurement(10))));
        assertNone(
                "its settings are not those of the protocol that was fixed",
                written(new ExperimentResult(setting(ownWeights()), false).with("slingshots", measurement(10))));
        assertNone(
                "a suspect is another one",
                written(new ExperimentResult(setting(ownWeights()), true)
                        .with("slingshots", measurement(10))
                        .departing(Optional.of("a suspect is another one"))));
    }

    @Test
    void evidenceIsNotWrittenAgainAsNumbers() throws IOException {
        written(setting(ownWeights()), 10);
        assertFalse(Files.exists(directory.resolve("out/numbers")));
    }
}
