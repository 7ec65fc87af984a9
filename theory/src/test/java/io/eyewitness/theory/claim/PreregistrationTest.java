package io.eyewitness.theory.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PreregistrationTest {
    private final Preregistration preregistration = Preregistration.of("V4", "squeezenet1_1");

    private static Measurement twoUnits() {
        Measurement.Table table = new Measurement.Table("bothAboveNatural");
        table.add("a", 1);
        table.add("b", 1);
        return table.measurement();
    }

    private MeasurementEvidence evidence() {
        return preregistration.evidence(
                new TreeMap<>(Map.of(
                        "network", "squeezenet1_1",
                        "weights", "w",
                        "data", "d",
                        "seed", "7",
                        "device", "cpu",
                        "versions", "eyewitness 0.1.0")),
                twoUnits());
    }

    @Test
    void evidenceNamesTheCriterion() {
        assertEquals(preregistration.criterion().hash(), evidence().criterion());
        assertEquals("measurement:V4.squeezenet1_1", evidence().id());
    }

    @Test
    void linesSayWhatTheCriterionMakesOfTheNumbers() {
        List<String> lines = preregistration.lines(evidence());
        assertEquals("claim:V4.squeezenet1_1: not reproduced, which the ledger says otherwise, 2 units", lines.get(0));
        assertEquals("  share of bothAboveNatural: 1.000 [0.3424, 1.000], to be above 0.5: no", lines.get(1));
    }

    @Test
    void itIsSaidWhyEvidenceIsOfAnotherRun() {
        assertEquals(
                Optional.of("its data is 'd', and the protocol's is"
                        + " 'sha256:5c9664405f1cca1af09eaaf4183df4a25fc90bb8b6ba8e8988efbafb3d7a155b'"),
                preregistration.whyNot(evidence()));
    }

    @Test
    void whatHasNoCriterionIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Preregistration.of("V4", "resnet50"));
        assertEquals(Optional.empty(), Preregistration.find("V4", "resnet50"));
    }

    @Test
    void meansAreByColumn() {
        Measurement.Table table = new Measurement.Table("first", "second");
        table.add("a", 1, 5);
        table.add("b", 2, 7);
        assertEquals(Map.of("first", 1.5, "second", 6.0), table.measurement().means());
    }

    @Test
    void aUnitHasANumberForEachColumn() {
        Measurement.Table table = new Measurement.Table("first", "second");
        assertThrows(IllegalArgumentException.class, () -> table.add("a", 1));
    }
}
