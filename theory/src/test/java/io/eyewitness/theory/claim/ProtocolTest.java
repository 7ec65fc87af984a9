package io.eyewitness.theory.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String TWO = "sha256:" + "2".repeat(64);
    private static final Protocol PROTOCOL = new Protocol(
            new Protocol.Units(2, "logit:\\d"),
            new TreeMap<>(Map.of("data", ONE, "seed", "1", "suspect", "sha256:any")),
            columns("gain", "real -9 to 9", "right", "share"));

    private static Map<String, Column> columns(String... all) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < all.length; i += 2) {
            columns.put(all[i], Column.parse(all[i + 1]));
        }
        return columns;
    }

    private static TreeMap<String, String> setting() {
        return new TreeMap<>(Map.of(
                "network", "net",
                "weights", "w",
                "data", "photographs of mine " + ONE,
                "seed", "1",
                "suspect", TWO,
                "device", "gpu",
                "threads", "7",
                "versions", "eyewitness 0.1.0"));
    }

    private static List<String> problems(String name, String value) {
        TreeMap<String, String> setting = setting();
        setting.put(name, value);
        return problems(setting, List.of("gain", "right"), unit("logit:0", 1, 1), unit("logit:1", 2, 0));
    }

    private static List<String> problems(TreeMap<String, String> setting, List<String> columns, Unit... units) {
        return PROTOCOL.problems(
                new MeasurementEvidence("measurement:X.net", "0a1b", setting, columns, List.of(units)));
    }

    private static Unit unit(String name, double... values) {
        return new Unit(name, Arrays.stream(values).boxed().toList());
    }

    @Test
    void anotherMachineAndAnotherNameOfTheSameDataAreTheSameRun() {
        assertEquals(List.of(), problems("device", "cpu"));
        assertEquals(List.of(), problems("platform", "Linux amd64, Java 17"));
        assertEquals(List.of(), problems("data", ONE));
        assertEquals(List.of(), problems("suspect", ONE));
    }

    @Test
    void anotherSeedOrOtherDataAreAnotherRun() {
        assertEquals(List.of("its seed is '2', and the protocol's is '1'"), problems("seed", "2"));
        assertEquals(
                List.of("its data is 'built-in " + TWO + "', and the protocol's is '" + ONE + "'"),
                problems("data", "built-in " + TWO));
        assertEquals(1, problems("data", ONE + " " + TWO).size());
        assertEquals(1, problems("data", "sha256:any").size());
        assertEquals(1, problems("suspect", "sha256:any").size());
        assertEquals(List.of("its setting says blur, which the protocol does not name"), problems("blur", "3"));
        TreeMap<String, String> setting = setting();
        setting.remove("suspect");
        assertEquals(
                List.of("its setting does not say suspect"),
                problems(setting, List.of("gain", "right"), unit("logit:0", 1, 1), unit("logit:1", 2, 0)));
    }

    @Test
    void columnsAreTheProtocolsAllAndInOrder() {
        for (List<String> columns : List.of(List.of("right", "gain"), List.of("gain", "Right"), List.of("gain", "r"))) {
            assertEquals(
                    List.of("its columns are " + columns + ", and the protocol's are [gain, right]"),
                    problems(setting(), columns, unit("logit:0", 1, 1), unit("logit:1", 1, 1)));
        }
        assertEquals(1, problems(setting(), List.of("gain"), unit("logit:0", 1)).size());
    }

    @Test
    void unitsAreTheProtocols() {
        List<String> columns = List.of("gain", "right");
        assertEquals(
                List.of("it has 3 units, and the protocol 2"),
                problems(setting(), columns, unit("logit:0", 1, 1), unit("logit:1", 2, 1), unit("logit:2", 3, 1)));
        assertEquals(
                List.of("'Logit:1' is no unit of the protocol", "right of Logit:1: 1.999 is not from 0 to 1"),
                problems(setting(), columns, unit("logit:0", 1, 1), unit("Logit:1", 2, 1.999)));
    }

    @Test
    void whatIsIncompleteIsNoProtocol() {
        assertThrows(IllegalArgumentException.class, () -> new Protocol(null, new TreeMap<>(), PROTOCOL.columns()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Protocol(PROTOCOL.units(), new TreeMap<>(), new LinkedHashMap<>()));
        assertThrows(IllegalArgumentException.class, () -> new Protocol.Units(1, "u"));
        assertThrows(IllegalArgumentException.class, () -> PROTOCOL.column("loss"));
    }
}
