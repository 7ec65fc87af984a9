package io.eyewitness.check.bundle;

import static io.eyewitness.check.bundle.Forged.GOOD;
import static io.eyewitness.check.bundle.Forged.canonical;
import static io.eyewitness.check.bundle.Forged.changed;
import static io.eyewitness.check.bundle.Forged.copied;
import static io.eyewitness.check.bundle.Forged.reason;
import static io.eyewitness.check.bundle.Forged.refused;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.claim.Ledger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measurements and records of Coq that say what they should not; each is refused with a sentence that names the file. */
class ForgedContentTest {
    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "\"NaN\"", "\"Infinity\"", "1e400", "null"})
    void aMeasurementHasFiniteNumbers(String number) {
        refused(
                "measurement/V1.cifar.json: ",
                changed(
                        "measurement/V1.cifar.json",
                        text -> text.replaceFirst("(\"values\" : \\[ )[^, ]+", "$1" + number)));
    }

    @Test
    void aRecordOfCoqThatIsNotOfTheseSourcesAndStatementsIsRefused() {
        String record = "formal/table.json";
        refused(
                record + ": it is of another Statements.v",
                changed(record, text -> text.replaceFirst("(?<=\"Statements.v\" : \")[0-9a-f]{64}", "0".repeat(64))));
        refused(
                record + ": it states claim:CONV.side as holds Convex CloserToMinOrMax Yes, not as",
                changed(record, text -> text.replace("Convex CloserToMinOrMax No", "Convex CloserToMinOrMax Yes")));
        refused(
                record + ": claim:F.exact rests on cheat, which is not one of the axioms allowed",
                changed(
                        record,
                        text -> text.replaceFirst("\"assumptions\" : \\[ ", "\"assumptions\" : [ \"cheat\", ")));
        refused(
                record + ": it has 147 theorems, but the ledger 148",
                changed(record, text -> text.replaceFirst("(?s)\\{\\s*\"claim\" : \"claim:F.exact\".*?\\}, ", "")));
        refused(record + ": it is missing, so claim:F.exact does not hold", GOOD.without(record));
        refused(
                "formal/more.json: no claim of the ledger rests on formal:more",
                copied(record, "formal/more.json", text -> text));
        refused(
                "formal/table.2.json: a record of a run of Coq is formal:table",
                copied(record, "formal/table.2.json", text -> text));
    }

    @Test
    void aRecordOfCoqRestsOnTheAxiomsThatTheRecordThatComesAlongNames() {
        String record = "formal/table.json";
        refused(
                record + ": by it claim:F.exact rests on no axiom, but by the record that comes with eyewitness on"
                        + " ClassicalDedekindReals.sig_forall_dec, ClassicalDedekindReals.sig_not_dec,",
                changed(record, text -> text.replaceAll("\"assumptions\" : \\[[^\\]]*\\]", "\"assumptions\" : [ ]")));
        refused(
                record + ": by it claim:",
                changed(record, text -> text.replaceFirst(", \"Functional[^\"]*\" \\]\\s*\\} \\]", " ]\n    } ]")));
        refused(
                record + ": by it claim:F.exact rests on ClassicalDedekindReals.sig_not_dec, ClassicalDedekind",
                changed(
                        record,
                        text -> text.replaceFirst(
                                "(\"ClassicalDedekindReals.sig_forall_dec\"), (\"ClassicalDedekindReals.sig_not_dec\")",
                                "$2, $1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99.9 by tea",
                "",
                "8",
                "8.16.",
                "8.16.1.2",
                "8.16-dev",
                "8.15.2",
                "7.99",
                "0.0",
                "99999999999.1",
                "8.16 "
            })
    void aRecordOfCoqNamesAVersionThatThereCanBe(String version) {
        refused(
                "formal/table.json: its version of Coq, '" + version + "', is ",
                changed(
                        "formal/table.json",
                        text -> text.replace("\"coq\" : \"8.16.1\"", "\"coq\" : \"" + version + "\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twins.fashion|(\"logit:0#0\",\\s*\"values\" : \\[ )1.0|$11.999|1.999 is not from 0 to 1",
                "twins.fashion|(\"logit:0#0\",\\s*\"values\" : \\[ )1.0|$10.9995|0.9995 is no number of 1 trials",
                "twins.fashion|\"seed\" : \"1\"|\"seed\" : \"2\"|its seed is '2', and the protocol's is '1'",
                "twins.fashion|bf122d98|bf122d99|it was measured under another criterion",
                "twins.fashion|\"network\" : \"fashion\"|\"network\" : \"cifar\"|it is about another subject, cifar",
                "Q1.game|[0-9.E-]+ \\]|1e99 ]|1.0E99 is not from"
            })
    void aMeasurementThatIsNotOfTheProtocolIsNamedByItsFile(
            String measured, String found, String replacement, String said) {
        String name = "measurement/" + measured + ".json";
        String written = canonical(name, GOOD.text(name).orElseThrow().replaceFirst(found, replacement), Map.of());
        String reason = reason(GOOD.with(name, written));
        assertTrue(reason.startsWith(name + ": ") && reason.contains(said), reason);
        String claim =
                Ledger.builtIn().restingOn("measurement:" + measured).get(0).id();
        assertTrue(reason.endsWith(", so " + claim + " does not hold"), reason);
    }

    @Test
    void numbersThatSayAnotherOutcomeAreNamedByTheirFile() {
        String name = "measurement/Q3.bounds.json";
        refused(
                name
                        + ": the ledger says Reproduced, but the evidence shows NotReproduced, so claim:Q3.bounds does not hold",
                changed(name, text -> text.replace("\"values\" : [ 1.0", "\"values\" : [ 0.0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obligation/S1.json",
                "witness/ERM.iris.json",
                "decoder/AFF1.d1.1.json",
                "formal/table.json",
                "measurement/V1.cifar.json",
                "models.json",
                "claims.json",
                "verdicts.json"
            })
    void whatIsMissingIsNamedByItsFile(String name) {
        Bundle forged = GOOD.without(name)
                .without(name.replace(".json", ".smt2"))
                .without(name.replace(".json", ".proof.json"));
        String reason = reason(forged);
        String pattern = name.replaceFirst("(witness|decoder)/([A-Z0-9]+).*", "$1/$2.*.json");
        assertTrue(reason.startsWith(name) || reason.startsWith(pattern + ": "), reason);
    }
}
