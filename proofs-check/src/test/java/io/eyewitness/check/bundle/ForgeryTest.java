package io.eyewitness.check.bundle;

import static io.eyewitness.check.bundle.Forged.GOOD;
import static io.eyewitness.check.bundle.Forged.canonical;
import static io.eyewitness.check.bundle.Forged.changed;
import static io.eyewitness.check.bundle.Forged.copied;
import static io.eyewitness.check.bundle.Forged.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.obligation.vacuity.Vacuity;
import io.eyewitness.theory.obligation.vacuity.Vacuity.Need;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that claim more than they show, each hashed as a forger would; each is refused with a sentence that names the file. */
class ForgeryTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"tea 1,leaves 2", "z3 4.14.1,cvc5 1.3.2"})
    void aBundleWithoutProofsIsRefusedWhateverSolversAreSaidToHaveAnswered(String one, String other) {
        Map<String, String> files = new TreeMap<>(GOOD.files());
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

    @Test
    void oneProofThatIsMissingIsNamed() {
        refused(
                "obligation/S1.json: it has no proof, and answers of solvers that a file names are not believed",
                GOOD.without("obligation/S1.proof.json"));
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
        refused("witness/ERM.iris.json: its id does not match its content", forged);
    }

    @Test
    void oneUnitDecodedEightTimesIsOneUnit() {
        DecoderEvidence one = (DecoderEvidence) EvidenceFiles.read("decoder/AFF1.d1.2.json", GOOD::text);
        Bundle forged = GOOD;
        for (int i = 3; i <= 8; i++) {
            DecoderEvidence again = new DecoderEvidence(
                    "decoder:AFF1.d1." + i, one.functionClass(), one.decoder(), one.unit(), one.phi(), one.points());
            forged = forged.with(
                    "decoder/AFF1.d1." + i + ".json", EvidenceFiles.write(again).get("decoder/AFF1.d1." + i + ".json"));
        }
        refused("decoder/AFF1.*.json: the decoder is tried on 2 units only, so claim:AFF1.exact does not hold", forged);
    }

    private static Bundle withModels(UnaryOperator<Vacuity.Hypothesis> change) {
        VacuityReport models = VacuityReport.parse(GOOD.text("models.json").orElseThrow());
        List<Vacuity> entries = models.obligations().stream()
                .map(entry -> new Vacuity(
                        entry.id(),
                        entry.model(),
                        entry.hypotheses().stream().map(change).toList(),
                        entry.mutation()))
                .toList();
        return GOOD.with("models.json", EvidenceJson.write(new VacuityReport(VacuityReport.SCHEMA, entries)));
    }

    @Test
    void aNeededHypothesisIsNotUnneededBecauseAFileSaysSo() {
        boolean[] isFirst = {true};
        Bundle one = withModels(hypothesis -> {
            boolean flips =
                    hypothesis.need() == Need.NEEDED && hypothesis.text().equals("0 < h") && isFirst[0];
            isFirst[0] &= !flips;
            return flips ? new Vacuity.Hypothesis(hypothesis.text(), Need.NOT_NEEDED, Optional.empty()) : hypothesis;
        });
        refused("models.json: obligation:S1: the hypothesis 0 < h is NOT_NEEDED, but no proof does without it", one);
        refused(
                "models.json: ",
                withModels(hypothesis -> new Vacuity.Hypothesis(hypothesis.text(), Need.NOT_NEEDED, Optional.empty())));
        refused(
                "models.json: ",
                withModels(hypothesis ->
                        new Vacuity.Hypothesis(hypothesis.text(), Need.NOT_NEEDED, hypothesis.counterModel())));
        refused(
                "models.json: obligation:S1: the hypothesis m < M is NOT_SHOWN, but a proof does without it",
                withModels(hypothesis -> hypothesis.need() == Need.NEEDED
                        ? hypothesis
                        : new Vacuity.Hypothesis(hypothesis.text(), Need.NOT_SHOWN, Optional.empty())));
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
                "obligation/S1.json: one of the hypotheses [1, 3, 99] does not exist, for there are 6",
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
        refused(name + " is no part of a bundle", GOOD.with(name, "1 = 2"));
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
                .with("obligation/S1 .smt2", GOOD.text("obligation/S1.smt2").orElseThrow());
        refused(
                name.startsWith("obligation") ? name : "",
                name.startsWith("obligation") ? forged : forged.without("obligation/S1 .smt2"));
    }

    @Test
    void theManifestNamesEyewitnessAlone() {
        Bundle forged = changed(
                "manifest.json",
                text -> text.replace("\"versions\" : {", "\"versions\" : {\n    \"coq\" : \"8.16.1\","));
        String reason = assertThrows(BundleRefused.class, () -> Forged.CHECK.check(forged))
                .getMessage();
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
        refused(name + ": its form is not the one that eyewitness writes", changed(name, text -> text + " "));
        refused(
                name + ": its form is not the one that eyewitness writes",
                changed(name, text -> text.replace(" : 1,", " : \"1\",")));
        refused(name + ": ", changed(name, text -> "\uFEFF" + text));
        refused(name + ": ", changed(name, text -> text + "{}"));
        refused(name + ": ", changed(name, text -> text.replace(" : 1,", " : 1,\n  \"note\" : \"1 = 2\",")));
        refused(name + ": ", changed(name, text -> text.replace(" : 1,", " : 1,\n  \"schema\" : 1,")));
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
        write(GOOD);
        Files.writeString(directory.resolve(".lock"), "");
        Files.copy(Forged.produced().resolve("times.json"), directory.resolve("times.json"));
        assertEquals(GOOD, Bundle.read(directory));
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
        write(GOOD);
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
        for (String entry : List.of("witness:F.coverag", "witness:G.coverage", "tea:F.coverage", "1 = 2:F.coverage")) {
            Files.writeString(times, "{\"microseconds\": {\"" + entry + "\": 1}}");
            assertThrows(IOException.class, () -> Bundle.read(directory), entry);
        }
        Files.writeString(times, "{\"microseconds\": {\"witness:F.coverage\": 12, \"decoder:AFF1.coverage\": 3}}");
        assertEquals(GOOD, Bundle.read(directory), "as table once wrote times");
        Files.delete(times);
        Files.writeString(directory.resolve(".lock"), "1 = 2");
        Bundle locked = Bundle.read(directory);
        refused(".lock is no part of a bundle", locked);
    }
}
