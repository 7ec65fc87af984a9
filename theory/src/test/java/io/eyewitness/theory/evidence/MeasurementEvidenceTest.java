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
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementEvidenceTest {
    private static TreeMap<String, String> ofNetwork() {
        TreeMap<String, String> setting = new TreeMap<>();
        MeasurementEvidence.OF_NETWORK.forEach(name -> setting.put(name, "something"));
        setting.putAll(Map.of("network", "cifar", "device", "cpu", "versions", "eyewitness 0.1.0"));
        return setting;
    }

    private static TreeMap<String, String> ofSimulation() {
        return new TreeMap<>(Map.of("simulation", "cifar", "seed", "1", "versions", "eyewitness 0.1.0"));
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

    private static MeasurementEvidence with(List<String> columns, MeasurementEvidence.Unit... units) {
        return new MeasurementEvidence("measurement:X.cifar", "0a1b", ofNetwork(), columns, List.of(units));
    }

    private static MeasurementEvidence.Unit unit(String name, Double... values) {
        return new MeasurementEvidence.Unit(name, List.of(values));
    }

    private static void assertRefused(String part, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block2.0:79 ",
                " block2.0:79",
                "block2.0:79\t",
                "block2.0:79\u00a0",
                "block2.0:79\u200b",
                "block2.0:\u202e79",
                "logit:0  fourier",
                "e\u0301",
                "\ud800",
                ""
            })
    void aNameThatOnlyLooksLikeAnotherIsRefused(String name) {
        assertRefused("is not plain text", () -> unit(name, 1.0));
        assertRefused("is not plain text", () -> with(List.of(name)));
        TreeMap<String, String> setting = ofNetwork();
        setting.put("layer", name);
        assertRefused("is not plain text", () -> evidence("measurement:X.cifar", setting));
    }

    @Test
    void columnsAndUnitsAreThereOnce() {
        assertRefused("a column occurs twice", () -> with(List.of("gain", "gain"), unit("u", 1.0, 2.0)));
        assertRefused("u is measured twice", () -> with(List.of("gain"), unit("u", 1.0), unit("u", 1.0)));
    }

    @Test
    void sumsOfSquaresAreFinite() {
        for (double value : new double[] {1e308, -1e308, 1e101, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertRefused("u does not have a finite number", () -> with(List.of("gain"), unit("u", value)));
        }
        assertEquals(1, with(List.of("gain"), unit("u", 1e100)).units().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "device; toaster",
                "device; cpu2",
                "threads; 0",
                "threads; many",
                "platform; Linux",
                "platform; Linux amd64, Java",
                "versions; eyewitness",
                "versions; eyewitness 0.1.0, DJL 0.35.1",
                "versions; PyTorch 2.7.1, eyewitness 0.1.0"
            })
    void circumstancesAreWrittenAsProducersWriteThem(String name, String value) {
        TreeMap<String, String> setting = ofNetwork();
        setting.put(name, value);
        assertRefused("the setting's " + name + " is '" + value + "'", () -> evidence("measurement:X.cifar", setting));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "device; gpu1",
                "threads; 64",
                "platform; Mac OS X aarch64, Java 25",
                "versions; eyewitness 0.2.0-SNAPSHOT, DJL 0.35.1, PyTorch 2.7.1+cu128"
            })
    void circumstancesOfOtherMachinesAreFine(String name, String value) {
        TreeMap<String, String> setting = ofNetwork();
        setting.put(name, value);
        assertEquals(value, evidence("measurement:X.cifar", setting).setting().get(name));
    }

    @Test
    void theIdSaysThatItIsAMeasurement() {
        assertTrue(refusal(null, ofNetwork()).startsWith("a measurement's id is measurement: and"));
        assertTrue(refusal("claim:X.cifar", ofNetwork()).startsWith("a measurement's id is measurement: and"));
    }

    @Test
    void whatIsNoNumberIsNoMeasurement() {
        for (double none : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            Measurement.Table table = new Measurement.Table("gap", "closer");
            assertEquals(
                    "closer of logit:3 came out as " + none + ", which is no measurement",
                    assertThrows(IllegalArgumentException.class, () -> table.add("logit:3", 1, none))
                            .getMessage());
        }
    }
}
