package io.eyewitness.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.nn.train.Pretrained;
import io.eyewitness.theory.console.Draft;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {
    @TempDir
    private Path directory;

    private List<String> written(String weights) throws IOException {
        TreeMap<String, String> setting = new TreeMap<>();
        MeasurementEvidence.OF_NETWORK.forEach(name -> setting.put(name, "-"));
        setting.put("network", "fashion");
        setting.put("weights", weights);
        Measurement.Table table = new Measurement.Table("gain", "toTarget", "accuracyDrop");
        table.add("a", 1, 1, 0);
        table.add("b", 1, 0.5, 0);
        try (Draft draft = Draft.open(directory.resolve("out"), "done.txt", false)) {
            List<String> lines = new Measured("fashion", setting, true).write(draft, "slingshots", table.measurement());
            draft.write("done.txt", new byte[0]);
            draft.finish();
            return lines;
        }
    }

    @Test
    void theLedgersWeightsGiveEvidence() throws IOException {
        List<String> lines = written("built-in sha256:" + Pretrained.sha256("fashion"));
        assertTrue(lines.get(0).startsWith("measurement:slingshots.fashion: "), lines.get(0));
        assertTrue(Files.exists(directory.resolve("out/measurement/slingshots.fashion.json")));
    }

    @Test
    void otherWeightsOfANetworkOfThatNameGiveNone() throws IOException {
        List<String> lines = written("mine.safetensors sha256:" + Pretrained.sha256("cifar"));
        assertTrue(lines.contains("slingshots: mean of toTarget 0.7500"), lines.toString());
        assertEquals(
                "slingshots: no evidence, for the claim is about other weights of fashion",
                lines.get(lines.size() - 1));
        assertFalse(Files.exists(directory.resolve("out/measurement")));
    }
}
