package io.eyewitness.theory.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementEvidenceTest {
    private static TreeMap<String, String> ofNetwork() {
        TreeMap<String, String> setting = new TreeMap<>();
        MeasurementEvidence.OF_NETWORK.forEach(name -> setting.put(name, "something"));
        setting.put("network", "cifar");
        return setting;
    }

    private static TreeMap<String, String> ofSimulation() {
        return new TreeMap<>(Map.of("simulation", "cifar", "seed", "1", "versions", "test"));
    }

    private static MeasurementEvidence evidence(String id, SortedMap<String, String> setting) {
        return new MeasurementEvidence(id, "0a1b", setting, List.of(), List.of());
    }

    private static String refusal(String id, SortedMap<String, String> setting) {
        return assertThrows(IllegalArgumentException.class, () -> evidence(id, setting))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"network", "weights", "data"})
    void whatNamesANetworkIsNoSimulation(String name) {
        TreeMap<String, String> setting = ofSimulation();
        assertTrue(evidence("measurement:X.cifar", setting).isSimulation());
        setting.put(name, ofNetwork().get(name));
        assertEquals(
                "a simulation has no " + name + ", but the setting names one", refusal("measurement:X.cifar", setting));
    }

    @Test
    void anyValueThatIsNullIsRefused() {
        for (String name : MeasurementEvidence.OF_NETWORK) {
            TreeMap<String, String> setting = ofNetwork();
            setting.put(name, null);
            assertEquals("the setting says null for " + name, refusal("measurement:X.cifar", setting));
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        assertEquals("a measurement needs a setting, columns and units", refusal("measurement:X.cifar", null));
        for (List<Double> values : Arrays.<List<Double>>asList(null, Collections.singletonList(null))) {
            assertEquals(
                    "a unit needs a name and numbers",
                    assertThrows(IllegalArgumentException.class, () -> new MeasurementEvidence.Unit("u", values))
                            .getMessage());
        }
    }

    /** As a file says it. */
    @Test
    void aNullInAFileIsRefusedInASentence() {
        Map<String, String> files = EvidenceFiles.write(evidence("measurement:X.cifar", ofNetwork()));
        String name = "measurement/X.cifar.json";
        String broken = files.get(name).replace("\"data\" : \"something\"", "\"data\" : null");
        String message = assertThrows(
                        IllegalArgumentException.class, () -> EvidenceFiles.read(name, file -> Optional.of(broken)))
                .getMessage();
        assertTrue(message.contains("the setting says null for data"), message);
    }

    @Test
    void theIdSaysThatItIsAMeasurement() {
        assertTrue(refusal(null, ofNetwork()).startsWith("a measurement's id is measurement: and"));
        assertTrue(refusal("claim:X.cifar", ofNetwork()).startsWith("a measurement's id is measurement: and"));
    }
}
