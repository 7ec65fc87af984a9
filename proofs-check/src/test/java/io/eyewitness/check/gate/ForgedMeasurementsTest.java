package io.eyewitness.check.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.examine.Examiner;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.table.Measurements;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Measurements that come with the program, as they are and with one thing in their file changed, decided by the built-in ledger. */
class ForgedMeasurementsTest {
    private static final Ledger LEDGER = Ledger.builtIn();
    private static final String BUILT_IN_DATA =
            "built-in sha256:e9a0ec175677a74ca1aed6822a28f591f9d47621cd993ef4ba7ea249d3b34613";

    /** A number of a unit of {@code twins.fashion}, which are 1, 1, 1 and others. */
    private static Arguments number(String name, String first, String said) {
        return Arguments.of(
                name, "twins.fashion", "(\"name\" : \"logit:0#0\",\\s*\"values\" : \\[ )1.0", "$1" + first, said);
    }

    private static Arguments setting(String name, String entry, String value, String said) {
        return Arguments.of(
                name, "twins.fashion", "\"" + entry + "\" : \"[^\"]*\"", "\"" + entry + "\" : \"" + value + "\"", said);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                number("out of range", "1.999", "sameOnTraining of logit:0#0: 1.999 is not from 0 to 1"),
                number("a fraction of a share", "0.5", "sameOnTraining of logit:0#0: 0.5 is no number of 1 trials"),
                number("NaN intervals", "1e308", "logit:0#0 does not have a finite number"),
                number("large, but finite", "1e99", "1.0E99 is not from 0 to 1"),
                Arguments.of(
                        "a number without bounds of its own",
                        "V5.cifar",
                        "(\"name\" : \"block2.0:79\",\\s*\"values\" : \\[ )[-0-9.]+",
                        "$11e12",
                        "deviationsGain of block2.0:79: 1.0E12 is not from -10000 to 10000"),
                Arguments.of(
                        "a share of half a step",
                        "permuted.cifar",
                        "1.0, 1.0, 1.0 \\]",
                        "1.0, 0.998, 1.0 ]",
                        "0.998 is no number of 128 trials"),
                Arguments.of(
                        "half a point",
                        "Q2.phase",
                        "100000.0, 100000.0 \\]",
                        "99999.5, 100000.0 ]",
                        "99999.5 is no whole number"),
                Arguments.of(
                        "one unit twice",
                        "V2.cifar",
                        "\"block2.0:51\"",
                        "\"block2.0:79 \"",
                        "'block2.0:79 ' is not plain text"),
                Arguments.of(
                        "one unit twice, unseen",
                        "V2.cifar",
                        "\"block2.0:51\"",
                        "\"block2.0:79\\\\u200b\"",
                        "is not plain text"),
                Arguments.of(
                        "one unit twice, with a zero", "V2.cifar", "\"block2.0:51\"", "\"block2.0:079\"", "is no unit"),
                Arguments.of(
                        "a unit that was not drawn", "V2.cifar", "\"block2.0:51\"", "\"block2.0:0\"", "is no unit"),
                Arguments.of(
                        "blocks that overlap",
                        "permuted-outputs.cifar",
                        "\"images 100 to 199\"",
                        "\"images 0 to 199\"",
                        "'images 0 to 199' is no unit of the protocol"),
                Arguments.of(
                        "a unit left out",
                        "twins.fashion",
                        "\\{\\s*\"name\" : \"logit:0#0\",[^}]*\\}, ",
                        "",
                        "it has 19 units, and the protocol 20"),
                Arguments.of(
                        "a column twice",
                        "twins.fashion",
                        "\"sameVisualization\"",
                        "\"sameOnTraining\"",
                        "a column occurs twice"),
                Arguments.of(
                        "columns exchanged",
                        "twins.fashion",
                        "\"sameVisualization\", \"opens\"",
                        "\"opens\", \"sameVisualization\"",
                        "its columns are"),
                Arguments.of("another case", "twins.fashion", "measurement:twins", "measurement:Twins", "its id is"),
                Arguments.of("another criterion", "twins.fashion", "bf122d98", "bf122d99", "under another criterion"),
                setting("another seed", "seed", "2", "its seed is '2', and the protocol's is '1'"),
                setting("a seed made up", "seed", "lucky", "its seed is 'lucky'"),
                setting("other steps", "steps", "63", "its steps is '63', and the protocol's is '64'"),
                setting("a device made up", "device", "toaster", "the setting's device is 'toaster'"),
                setting("versions made up", "versions", "the latest", "the setting's versions is 'the latest'"),
                setting("more settings", "size", "28\", \"luck\" : \"good", "its setting says luck"),
                setting("data without a hash", "data", "the usual", "its data is 'the usual'"),
                setting("the few images that come along", "data", BUILT_IN_DATA, "another subject, fashion-built-in"),
                setting(
                        "the same, renamed",
                        "data",
                        BUILT_IN_DATA.replace("built-in", "the usual"),
                        "its data is 'the usual sha256:e9a0"),
                setting("another network", "network", "cifar", "another subject, cifar"),
                setting("other weights", "weights", "built-in sha256:f1f0", "other weights of fashion"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aForgeryIsNamed(String name, String claim, String found, String replacement, String said) {
        String good = text(Measurements.builtIn("measurement:" + claim));
        String forged = good.replaceFirst(found, replacement);
        assertNotEquals(good, forged);
        String refusal;
        try {
            Derivation derivation = derive(claim, read(claim, forged));
            assertEquals(Optional.empty(), derivation.verdict());
            refusal = derivation.failures().get(0);
            assertTrue(refusal.startsWith("measurement/" + claim + ".json: "), refusal);
        } catch (IllegalArgumentException e) {
            refusal = e.getMessage();
            assertTrue(refusal.startsWith("measurement/" + claim + ".json: "), refusal);
        }
        assertTrue(refusal.contains(said), refusal);
    }

    @Test
    void anotherMachineDecidesTheSame() {
        String good = text(Measurements.builtIn("measurement:twins.fashion"));
        String elsewhere = good.replace("\"cpu\"", "\"gpu1\"")
                .replace("Linux amd64, Java 17", "Windows 11 amd64, Java 25")
                .replace("PyTorch 2.7.1", "PyTorch 2.8.0+cu128")
                .replace("\"the usual sha256", "\"Downloads sha256");
        assertNotEquals(good, elsewhere);
        assertEquals(
                Optional.of(claim("twins.fashion").expected()),
                derive("twins.fashion", read("twins.fashion", elsewhere)).verdict());
    }

    @Test
    void measurementsThatComeAlongAreByTheirProtocolsAndDecideAsTheLedgerSays() {
        assertFalse(Measurements.builtInIds().isEmpty());
        for (String id : Measurements.builtInIds()) {
            Map<String, Derivation> derived = ExperimentVerdicts.derive(
                    LEDGER, new Findings(List.of(Examiner.examine(Measurements.builtIn(id), Optional.empty()))));
            for (Claim claim : LEDGER.restingOn(id)) {
                Derivation derivation = derived.get(claim.id());
                assertEquals(List.of(), derivation.failures());
                assertEquals(Optional.of(claim.expected()), derivation.verdict(), claim.id());
            }
        }
    }

    @Test
    void noStatementOfAMeasurementCanBeLeftOut() {
        Evidence paths = Measurements.builtIn("measurement:paths.fashion");
        assertEquals(
                List.of("measurement/paths.fashion.json: it was measured under another criterion"),
                derive("paths-early.fashion", paths).failures());
    }

    private static String text(Evidence evidence) {
        return EvidenceFiles.write(evidence).values().iterator().next();
    }

    private static MeasurementEvidence read(String claim, String text) {
        return (MeasurementEvidence) EvidenceFiles.read("measurement/" + claim + ".json", name -> Optional.of(text));
    }

    private static Claim claim(String name) {
        return LEDGER.claims().stream()
                .filter(claim -> claim.id().equals("claim:" + name))
                .findFirst()
                .orElseThrow();
    }

    /** The table's claims, which are always there, and one experiment, or all that rest on a measurement of that name. */
    private static List<Claim> only(String name) {
        return LEDGER.claims().stream()
                .filter(claim -> claim.criterion().isEmpty()
                        || claim.id().equals("claim:" + name)
                        || claim.evidence().contains("measurement:" + name))
                .toList();
    }

    private static Derivation derive(String name, Evidence evidence) {
        return ExperimentVerdicts.derive(
                        LEDGER.with(only(name)), new Findings(List.of(Examiner.examine(evidence, Optional.empty()))))
                .get("claim:" + name);
    }
}
