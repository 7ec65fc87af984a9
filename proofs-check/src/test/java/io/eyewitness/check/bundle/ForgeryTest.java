package io.eyewitness.check.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.cli.Main;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.obligation.sharp.Sharpness;
import io.eyewitness.theory.obligation.sharp.Sharpness.Need;
import io.eyewitness.theory.obligation.sharp.SharpnessReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that claim more than they show, each hashed as a forger would; each is refused with a sentence that names the file. */
class ForgeryTest {
    private static final BundleCheck CHECK = new BundleCheck();

    @TempDir
    static Path produced;

    private static Bundle good;

    @TempDir
    Path directory;

    @BeforeAll
    static void produce() throws Exception {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        assertEquals(
                0,
                Main.commandLine().setOut(nowhere).setErr(nowhere).execute("table", "--evidence", produced.toString()));
        good = Bundle.read(produced);
        CHECK.check(good.rehashed());
    }

    private static void refused(String start, Bundle forged) {
        String reason = reason(forged);
        assertTrue(reason.startsWith(start), reason);
    }

    private static Bundle changed(String name, UnaryOperator<String> change) {
        String text = good.text(name).orElseThrow();
        String other = change.apply(text);
        assertTrue(!other.equals(text), name);
        return good.with(name, other);
    }

    /** A piece under another id, as a file of that name. */
    private static Bundle copied(String name, String other, UnaryOperator<String> change) {
        String text = good.text(name).orElseThrow();
        String id = name.replaceFirst("/", ":").replace(".json", "");
        String renamed = text.replace(
                "\"" + id + "\"", "\"" + other.replaceFirst("/", ":").replace(".json", "") + "\"");
        return good.with(other, change.apply(renamed));
    }

    @ParameterizedTest
    @CsvSource({"tea 1,leaves 2", "z3 4.14.1,cvc5 1.3.2"})
    void aBundleWithoutProofsIsRefusedWhateverSolversAreSaidToHaveAnswered(String one, String other) {
        Map<String, String> files = new TreeMap<>(good.files());
        files.keySet().removeIf(name -> name.endsWith(".proof.json"));
        files.replaceAll((name, text) -> name.matches("obligation/.*\\.json")
                ? text.replaceFirst(
                        "\"answers\" : \\[ ?\\]",
                        "\"answers\" : [ {\"solver\": \"" + one + "\", \"answer\": \"unsat\"}, " + "{\"solver\": \""
                                + other + "\", \"answer\": \"unsat\"} ]")
                : text);
        files.replaceAll((name, text) -> name.matches("obligation/.*\\.json") ? canonical(name, text, files) : text);
        Bundle forged = new Bundle(new TreeMap<>(files));
        assertTrue(forged.text("obligation/S1.json").orElseThrow().contains(other));
        refused("obligation/A1.above.d1.json: ", forged);
    }

    private static String canonical(String name, String text, Map<String, String> files) {
        return EvidenceFiles.write(EvidenceFiles.read(
                        name, asked -> Optional.ofNullable(asked.equals(name) ? text : files.get(asked))))
                .get(name);
    }

    @Test
    void oneProofThatIsMissingIsNamed() {
        refused(
                "obligation/S1.json: it has no proof, and what a file says that solvers answered is not believed",
                good.without("obligation/S1.proof.json"));
    }

    @Test
    void evidenceThatNoClaimRestsOnIsRefused() {
        Bundle falsehood = copied("obligation/S1.json", "obligation/FALSE.json", text -> text)
                .with("obligation/FALSE.smt2", "(assert (not (= 1 2)))\n(check-sat)\n");
        refused("obligation/FALSE.json: no claim of the ledger rests on obligation:FALSE", falsehood);
        refused(
                "witness/AFF1.d2.1.json: no claim of the ledger rests on witness:AFF1.d2.1",
                copied("witness/AFF.d2.1.json", "witness/AFF1.d2.1.json", text -> text));
        refused(
                "decoder/F.d1.1.json: no claim of the ledger rests on decoder:F.d1.1",
                copied("decoder/AFF1.d1.1.json", "decoder/F.d1.1.json", text -> text));
        refused(
                "measurement/V9.cifar.json: no claim of the ledger rests on measurement:V9.cifar",
                copied("measurement/V1.cifar.json", "measurement/V9.cifar.json", text -> text));
        refused(
                "measurement/V1.cifar.more.json: no claim of the ledger rests on measurement:V1.cifar.more",
                copied("measurement/V1.cifar.json", "measurement/V1.cifar.more.json", text -> text));
    }

    @ParameterizedTest
    @CsvSource({
        "witness/F.d1.1.json,witness/F.d1.01.json",
        "witness/F.d1.1.json,witness/F.d2.9.json",
        "witness/F.d1.1.json,witness/F.iris.json",
        "witness/F.d1.1.json,witness/F.*.json",
        "witness/ERM.d1.1.json,witness/ERM.d1..json",
        "decoder/AFF1.d1.1.json,decoder/AFF1.d1.09.json",
        "decoder/AFF1.d1.1.json,decoder/AFF1.d2.9.json",
        "decoder/AFF1.d1.1.json,decoder/AFF1.1.json"
    })
    void anIdThatDoesNotSayWhatThePieceIsIsRefused(String name, String other) {
        refused(other + ": its id ", copied(name, other, text -> text));
    }

    @Test
    void aFileThatTakesTheNameOfAFindingIsRefused() {
        refused("decoder/AFF1.*.json: ", copied("decoder/AFF1.d1.1.json", "decoder/AFF1.*.json", text -> text));
    }

    @Test
    void anotherPairIsNoPairOnIris() {
        Bundle forged = copied("witness/ERM.d1.1.json", "witness/ERM.iris.json", text -> text);
        refused("witness/ERM.iris.json: its id does not say what it is", forged);
    }

    @Test
    void oneUnitDecodedEightTimesIsOneUnit() {
        DecoderEvidence one = (DecoderEvidence) EvidenceFiles.read("decoder/AFF1.d1.2.json", good::text);
        Bundle forged = good;
        for (int i = 3; i <= 8; i++) {
            DecoderEvidence again = new DecoderEvidence(
                    "decoder:AFF1.d1." + i, one.functionClass(), one.decoder(), one.unit(), one.phi(), one.points());
            forged = forged.with(
                    "decoder/AFF1.d1." + i + ".json", EvidenceFiles.write(again).get("decoder/AFF1.d1." + i + ".json"));
        }
        refused("decoder/AFF1.*.json: the decoder is tried on 2 units only, so claim:AFF1.exact does not hold", forged);
    }

    private static Bundle withModels(UnaryOperator<Sharpness.Hypothesis> change) {
        SharpnessReport models = SharpnessReport.parse(good.text("models.json").orElseThrow());
        List<Sharpness> entries = models.obligations().stream()
                .map(entry -> new Sharpness(
                        entry.id(),
                        entry.model(),
                        entry.hypotheses().stream().map(change).toList(),
                        entry.mutation()))
                .toList();
        return good.with("models.json", EvidenceJson.write(new SharpnessReport(SharpnessReport.SCHEMA, entries)));
    }

    @Test
    void aNeededHypothesisIsNotUnneededBecauseAFileSaysSo() {
        boolean[] isFirst = {true};
        Bundle one = withModels(hypothesis -> {
            boolean flips =
                    hypothesis.need() == Need.NEEDED && hypothesis.text().equals("0 < h") && isFirst[0];
            isFirst[0] &= !flips;
            return flips ? new Sharpness.Hypothesis(hypothesis.text(), Need.NOT_NEEDED, Optional.empty()) : hypothesis;
        });
        refused("models.json: obligation:S1: the hypothesis 0 < h is NOT_NEEDED, but no proof does without it", one);
        refused(
                "models.json: ",
                withModels(
                        hypothesis -> new Sharpness.Hypothesis(hypothesis.text(), Need.NOT_NEEDED, Optional.empty())));
        refused(
                "models.json: ",
                withModels(hypothesis ->
                        new Sharpness.Hypothesis(hypothesis.text(), Need.NOT_NEEDED, hypothesis.counterModel())));
        refused(
                "models.json: obligation:S1: the hypothesis m < M is NOT_SHOWN, but a proof does without it",
                withModels(hypothesis -> hypothesis.need() == Need.NEEDED
                        ? hypothesis
                        : new Sharpness.Hypothesis(hypothesis.text(), Need.NOT_SHOWN, Optional.empty())));
    }

    @Test
    void aProofThatDoesWithoutLessShowsLess() {
        refused(
                "models.json: obligation:S1: the hypothesis m < M is NOT_NEEDED, but no proof does without it",
                changed("obligation/S1.proof.json", text -> text.replace("\"without\": [1, 3]", "\"without\": [3]")));
        refused(
                "obligation/S1.json: the kernel rejects the proof",
                changed(
                        "obligation/S1.proof.json",
                        text -> text.replace("\"without\": [1, 3]", "\"without\": [1, 2, 3]")));
        refused(
                "obligation/S1.json: one of the hypotheses [1, 3, 99] is not there, for there are 6",
                changed(
                        "obligation/S1.proof.json",
                        text -> text.replace("\"without\": [1, 3]", "\"without\": [1, 3, 99]")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "witness/F.d1.1.smt2",
                "decoder/AFF1.d1.1.proof.json",
                "measurement/V1.cifar.smt2",
                "obligation/S1.2.proof.json",
                "obligation/S1.JSON",
                "obligation/.hidden",
                "obligation/deep/S1.smt2",
                "Witness/F.d1.1.json",
                "notes.txt",
                "claims.json "
            })
    void aFileThatIsNoPartOfABundleIsRefused(String name) {
        refused(name + " is no part of a bundle", good.with(name, "1 = 2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "witness/f.d1.1.json",
                "witness/F.d1.1 .json",
                "witness/../witness/F.d1.1.json",
                "witness/F.d1.1\u0301.json",
                "witness/\uFF26.d1.1.json",
                "obligation/S1 .json"
            })
    void anotherSpellingOfAnIdIsRefused(String name) {
        Bundle forged = copied(
                        name.startsWith("obligation") ? "obligation/S1.json" : "witness/F.d1.1.json",
                        name,
                        text -> text)
                .with("obligation/S1 .smt2", good.text("obligation/S1.smt2").orElseThrow());
        refused(
                name.startsWith("obligation") ? name : "",
                name.startsWith("obligation") ? forged : forged.without("obligation/S1 .smt2"));
    }

    @Test
    void theManifestNamesEyewitnessAlone() {
        Bundle forged = changed(
                "manifest.json",
                text -> text.replace("\"versions\" : {", "\"versions\" : {\n    \"coq\" : \"8.16.1\","));
        String reason =
                assertThrows(BundleRefused.class, () -> CHECK.check(forged)).getMessage();
        assertEquals("manifest.json: it names the versions of [coq, eyewitness], not of eyewitness alone", reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obligation/S1.json",
                "witness/F.d1.1.json",
                "decoder/AFF1.d1.1.json",
                "measurement/V1.cifar.json"
            })
    void aPieceHasOneForm(String name) {
        refused(name + ": it is not written as eyewitness writes", changed(name, text -> text + " "));
        refused(
                name + ": it is not written as eyewitness writes",
                changed(name, text -> text.replace(" : 1,", " : \"1\",")));
        refused(name + ": ", changed(name, text -> "\uFEFF" + text));
        refused(name + ": ", changed(name, text -> text + "{}"));
        refused(name + ": ", changed(name, text -> text.replace(" : 1,", " : 1,\n  \"note\" : \"1 = 2\",")));
        refused(name + ": ", changed(name, text -> text.replace(" : 1,", " : 1,\n  \"schema\" : 1,")));
    }

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
                record + ": it has 71 theorems, but the ledger 72",
                changed(record, text -> text.replaceFirst("(?s)\\{\\s*\"claim\" : \"claim:F.exact\".*?\\}, ", "")));
        refused(record + ": it is missing, so claim:F.exact does not hold", good.without(record));
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
                "twins.fashion|(\"logit:0#0\",\\s*\"values\" : \\[ )1.0|$10.9995|0.9995 is neither 0 nor 1",
                "twins.fashion|\"seed\" : \"1\"|\"seed\" : \"2\"|its seed is '2', and the protocol's is '1'",
                "twins.fashion|bf122d98|bf122d99|it was measured under another criterion",
                "twins.fashion|\"network\" : \"fashion\"|\"network\" : \"cifar\"|it is about another subject, cifar",
                "Q1.game|[0-9.E-]+ \\]|1e99 ]|1.0E99 is not from"
            })
    void aMeasurementThatIsNotOfTheProtocolIsNamedByItsFile(
            String claim, String found, String replacement, String said) {
        String name = "measurement/" + claim + ".json";
        String written = canonical(name, good.text(name).orElseThrow().replaceFirst(found, replacement), Map.of());
        String reason = reason(good.with(name, written));
        assertTrue(reason.startsWith(name + ": ") && reason.contains(said), reason);
        assertTrue(reason.endsWith(", so claim:" + claim + " does not hold"), reason);
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
        Bundle forged = good.without(name)
                .without(name.replace(".json", ".smt2"))
                .without(name.replace(".json", ".proof.json"));
        String reason = reason(forged);
        String pattern = name.replaceFirst("(witness|decoder)/([A-Z0-9]+).*", "$1/$2.*.json");
        assertTrue(reason.startsWith(name) || reason.startsWith(pattern + ": "), reason);
    }

    private static String reason(Bundle forged) {
        return assertThrows(BundleRefused.class, () -> CHECK.check(forged.rehashed()))
                .getMessage();
    }

    private void write(Bundle bundle) throws IOException {
        for (Map.Entry<String, String> file : bundle.files().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @Test
    void whatIsNoFileOfTheBundleIsRefusedWhereItStands() throws Exception {
        write(good);
        Files.writeString(directory.resolve(".lock"), "");
        Files.copy(produced.resolve("times.json"), directory.resolve("times.json"));
        assertEquals(good, Bundle.read(directory));
        for (String name : List.of("Witness", ".hidden", "bound", "obligation/more", ".run-1", "evidence")) {
            Path odd = Files.createDirectory(directory.resolve(name));
            unreadable(odd);
            Files.delete(odd);
        }
        for (String name : List.of("link.json", "obligation/S1x.json", ".lock")) {
            Path link = directory.resolve(name);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, directory.resolve("witness/F.d1.1.json"));
            unreadable(link);
            Files.delete(link);
        }
        Files.move(directory.resolve("decoder"), directory.resolve("witness/away"));
        Files.createSymbolicLink(directory.resolve("decoder"), directory.resolve("witness/away"));
        unreadable(directory.resolve("decoder"));
    }

    private void unreadable(Path path) {
        String reason =
                assertThrows(IOException.class, () -> Bundle.read(directory)).getMessage();
        assertTrue(reason.startsWith(path + ": it is no part of a bundle"), reason);
    }

    @Test
    void theTimesAreTimesAndTheLockIsEmpty() throws Exception {
        write(good);
        Path times = directory.resolve("times.json");
        Files.writeString(times, "{\"microseconds\": {\"obligation:S1\": \"proven by tea\"}}");
        String reason =
                assertThrows(IOException.class, () -> Bundle.read(directory)).getMessage();
        assertTrue(reason.startsWith(times + ": it does not hold times"), reason);
        for (String entry : List.of(
                "\"obligation:S1\": -1",
                "\"obligation:tea\": 1",
                "\"1 = 2\": 1",
                "\"witness:F.d1.999\": 1",
                "\"claims\": 1",
                "\"obligation:S1\": null",
                "\"witness:F.*\": 1")) {
            Files.writeString(times, "{\"microseconds\": {" + entry + "}}");
            reason = assertThrows(IOException.class, () -> Bundle.read(directory))
                    .getMessage();
            assertTrue(reason.startsWith(times + ": it does not hold times"), entry + ": " + reason);
        }
        Files.delete(times);
        Files.writeString(directory.resolve(".lock"), "1 = 2");
        Bundle locked = Bundle.read(directory);
        refused(".lock is no part of a bundle", locked);
    }
}
