package io.eyewitness.check.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.examine.Level;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Column;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Criterion.Condition;
import io.eyewitness.theory.claim.Criterion.Relation;
import io.eyewitness.theory.claim.Criterion.Statistic;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Protocol;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a criterion makes of numbers. The intervals were computed by hand from Student's and Wilson's formulas. */
class ExperimentVerdictsTest {
    private static final Criterion CRITERION = new Criterion(
            4,
            0.95,
            List.of(
                    new Condition("gain", Statistic.MEAN, Relation.ABOVE, 0),
                    new Condition("right", Statistic.SHARE, Relation.BELOW, 0.9)));

    /** Student's interval of 1, 2, 3, 4 is 2.5 -+ 3.182 * 1.291 / 2; Wilson's of 1 among 4 ends at 0.699. */
    private static final double[] GAINS = {1, 2, 3, 4};

    private static final double[] RIGHT = {0, 0, 1, 0};

    @Test
    void allConditionsHold() {
        assertEquals(Optional.of(Verdict.REPRODUCED), derive(GAINS, RIGHT).verdict());
        assertEquals(Level.MEASURED, derive(GAINS, RIGHT).level());
    }

    @Test
    void theWholeIntervalMustLieBeyondTheBound() {
        assertEquals(
                Optional.of(Verdict.NOT_REPRODUCED),
                derive(shifted(-0.45), RIGHT).verdict());
        assertEquals(
                Optional.of(Verdict.REPRODUCED), derive(shifted(-0.44), RIGHT).verdict());
        assertEquals(
                Optional.of(Verdict.NOT_REPRODUCED),
                derive(GAINS, new double[] {1, 1, 1, 0}).verdict());
    }

    @Test
    void anExperimentUnderAnotherCriterionDecidesNothing() {
        Criterion easier = new Criterion(4, 0.5, CRITERION.conditions());
        Derivation derivation = derive(measurement(easier.hash(), GAINS, RIGHT));
        assertEquals(Optional.empty(), derivation.verdict());
        assertTrue(derivation.failures().get(0).endsWith("was measured under another criterion"));
    }

    @Test
    void anExperimentOnAnotherNetworkDecidesNothing() {
        assertTrue(whyUndecided("network", "fashion").endsWith("is about another subject, fashion"));
    }

    @Test
    void anExperimentOnTheFewBuiltInImagesDecidesNothingAboutAllImages() {
        assertTrue(whyUndecided("data", "built-in sha256:0a1d").endsWith("is about another subject, net-built-in"));
    }

    @Test
    void anExperimentOnOtherWeightsDecidesNothing() {
        assertTrue(whyUndecided("weights", "mine.safetensors sha256:0a1c").contains("other weights of net"));
    }

    @Test
    void aSimulationThatBearsANetworksNameDecidesNothing() {
        assertTrue(whyUndecided("X.net", simulation("net")).endsWith("with the name of a network, net"));
        assertTrue(whyUndecided("X.net-built-in", simulation("net-built-in"))
                .endsWith("with the name of a network, net-built-in"));
        assertEquals(
                Optional.of(Verdict.REPRODUCED),
                derive("X.game", with("X.game", simulation("game"))).verdict());
    }

    private static TreeMap<String, String> simulation(String name) {
        return new TreeMap<>(Map.of("simulation", name, "seed", "1", "versions", "eyewitness 0.1.0"));
    }

    /** Of a good experiment but for its setting, and a claim about what it is about. */
    private static String whyUndecided(String claim, TreeMap<String, String> setting) {
        Derivation derivation = derive(claim, with(claim, setting));
        assertEquals(Optional.empty(), derivation.verdict());
        return derivation.failures().get(0);
    }

    private static MeasurementEvidence with(String claim, TreeMap<String, String> setting) {
        MeasurementEvidence good = measurement(CRITERION.hash(), GAINS, RIGHT);
        return new MeasurementEvidence("measurement:" + claim, good.criterion(), setting, good.columns(), good.units());
    }

    /** Of a good experiment but for one entry of its setting. */
    private static String whyUndecided(String entry, String value) {
        TreeMap<String, String> other = setting();
        other.put(entry, value);
        return whyUndecided("X.net", other);
    }

    @Test
    void tooFewUnitsDecideNothing() {
        Derivation derivation = derive(new double[] {1, 2, 3}, new double[] {0, 1, 0});
        assertEquals(Optional.empty(), derivation.verdict());
        assertTrue(derivation.failures().get(0).contains("it has 3 units, and the protocol 4"));
    }

    @Test
    void whatWasNotMeasuredDecidesNothing() {
        MeasurementEvidence other = new MeasurementEvidence(
                "measurement:X.net",
                CRITERION.hash(),
                setting(),
                List.of("gain"),
                List.of(new MeasurementEvidence.Unit("u", List.of(1.0))));
        assertEquals(Optional.empty(), derive(other).verdict());
        assertEquals(
                Optional.empty(),
                ExperimentVerdicts.derive(ledger("X.net"), new Findings(List.of()))
                        .get("claim:X.net")
                        .verdict());
    }

    @Test
    void aShareOfOtherNumbersIsRefused() {
        assertEquals(
                Optional.empty(), derive(GAINS, new double[] {0, 0.5, 1, 0}).verdict());
    }

    @Test
    void numbersMustBeFiniteAndUnitsDistinct() {
        assertThrows(IllegalArgumentException.class, () -> derive(new double[] {1, 2, 3, Double.NaN}, RIGHT));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MeasurementEvidence(
                        "measurement:X.net",
                        CRITERION.hash(),
                        setting(),
                        List.of(),
                        List.of(
                                new MeasurementEvidence.Unit("u", List.of()),
                                new MeasurementEvidence.Unit("u", List.of()))));
    }

    @Test
    void itIsTheSameAfterAFile() {
        MeasurementEvidence measurement = measurement(CRITERION.hash(), GAINS, RIGHT);
        Map<String, String> files = EvidenceFiles.write(measurement);
        assertEquals(
                measurement,
                EvidenceFiles.read("measurement/X.net.json", name -> Optional.ofNullable(files.get(name))));
    }

    private static double[] shifted(double by) {
        return IntStream.range(0, GAINS.length).mapToDouble(i -> GAINS[i] + by).toArray();
    }

    private static Derivation derive(double[] gains, double[] right) {
        return derive(measurement(CRITERION.hash(), gains, right));
    }

    private static Derivation derive(MeasurementEvidence measurement) {
        return derive("X.net", measurement);
    }

    private static Derivation derive(String claim, MeasurementEvidence measurement) {
        return ExperimentVerdicts.derive(
                        ledger(claim), new Findings(List.of(Examiner.examine(measurement, Optional.empty()))))
                .get("claim:" + claim);
    }

    private static Ledger ledger(String claim) {
        List<Claim> claims = new ArrayList<>(Ledger.builtIn().claims());
        claims.add(new Claim(
                "claim:" + claim,
                Optional.empty(),
                Optional.of("It works."),
                "a test",
                Optional.of(CRITERION),
                Optional.of(protocol(claim)),
                Optional.empty(),
                Verdict.REPRODUCED,
                List.of("measurement:" + claim)));
        TreeMap<String, String> networks = new TreeMap<>(Ledger.builtIn().networks());
        networks.put("net", "0a1b");
        return new Ledger(Ledger.SCHEMA, networks, claims);
    }

    private static Protocol protocol(String claim) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("gain", Column.parse("real -9 to 9"));
        columns.put("right", Column.parse("share"));
        return new Protocol(
                new Protocol.Units(4, "unit:\\d"),
                new TreeMap<>(
                        claim.equals("X.game")
                                ? Map.of("seed", "1")
                                : Map.of("seed", "something", "data", "something")),
                columns);
    }

    private static MeasurementEvidence measurement(String criterion, double[] gains, double[] right) {
        return new MeasurementEvidence(
                "measurement:X.net",
                criterion,
                setting(),
                List.of("gain", "right"),
                IntStream.range(0, gains.length)
                        .mapToObj(i -> new MeasurementEvidence.Unit("unit:" + i, List.of(gains[i], right[i])))
                        .toList());
    }

    private static TreeMap<String, String> setting() {
        TreeMap<String, String> setting = new TreeMap<>();
        MeasurementEvidence.OF_NETWORK.forEach(name -> setting.put(name, "something"));
        setting.putAll(Map.of("device", "cpu", "versions", "eyewitness 0.1.0"));
        setting.put("network", "net");
        setting.put("weights", "net.safetensors sha256:0a1b");
        return setting;
    }
}
