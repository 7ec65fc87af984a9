package io.eyewitness.check.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.table.Measurements;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.EvidenceFiles;
import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code table --measurements}: measurements made anew decide the claims; with the table's ledger and one experiment. */
class MeasurementsOptionTest {
    private static final MeasurementEvidence KEPT =
            (MeasurementEvidence) Measurements.builtIn("measurement:permuted.fashion");

    @TempDir
    private Path directory;

    private Path given;
    private Path ledger;

    @BeforeEach
    void makeDirectory() throws IOException {
        given = directory.resolve("given");
        Files.createDirectories(given.resolve("measurement"));
        Ledger all = Ledger.builtIn();
        List<Claim> some = all.claims().stream()
                .filter(claim -> claim.criterion().isEmpty() || claim.evidence().contains(KEPT.id()))
                .toList();
        ledger = Files.writeString(directory.resolve("ledger.json"), EvidenceJson.write(all.with(some)));
    }

    private Path write(MeasurementEvidence evidence) throws IOException {
        Path file = null;
        for (Map.Entry<String, String> entry : EvidenceFiles.write(evidence).entrySet()) {
            file = Files.writeString(given.resolve(entry.getKey()), entry.getValue());
        }
        return file;
    }

    private static MeasurementEvidence on(String device, List<Unit> units) {
        TreeMap<String, String> setting = new TreeMap<>(KEPT.setting());
        setting.put("device", device);
        return new MeasurementEvidence(KEPT.id(), KEPT.criterion(), setting, KEPT.columns(), units);
    }

    private Run table(Path measurements) {
        return Run.of(
                "table",
                "--evidence=" + directory.resolve("evidence"),
                "--claims=" + ledger,
                "--measurements=" + measurements);
    }

    @Test
    void theGivenOneStandsInTheEvidenceAndTheOthersAreKept() throws IOException {
        Path file = write(on("gpu", KEPT.units()));
        table(given).succeeded();
        Path evidence = directory.resolve("evidence");
        assertEquals(Files.readString(file), Files.readString(evidence.resolve("measurement/permuted.fashion.json")));
        assertTrue(Files.exists(evidence.resolve("measurement/V1.squeezenet1_1.json")));
    }

    @Test
    void anotherOutcomeThanTheLedgersFails() throws IOException {
        List<Unit> units = KEPT.units().stream()
                .map(unit -> new Unit(
                        unit.name(), unit.values().stream().map(value -> 0.0).toList()))
                .toList();
        write(on("cpu", units));
        Run run = table(given);
        assertEquals(1, run.exitCode(), run.errors());
        assertTrue(run.output().contains("claim:permuted.fashion does not hold"), run.output());
        assertTrue(
                run.output().contains("the ledger says Reproduced, but the evidence shows NotReproduced"),
                run.output());
    }

    @Test
    void whatIsNoMeasurementIsNamedAndNothingIsWritten() throws IOException {
        table(given).refused(given.resolve("measurement") + ": it contains no measurements");
        table(directory).refused(directory + ": it contains no measurements");
        table(directory.resolve("none")).refused("none: there is no such directory");
        Path file = write(KEPT);
        String good = Files.readString(file);
        Files.writeString(file, good.substring(0, good.length() / 2));
        table(given).refused("measurement/permuted.fashion.json: ");
        Files.writeString(file, good.replace("measurement:permuted.fashion", "measurement:permuted.cifar"));
        table(given).refused("its id is measurement:permuted.cifar");
        Files.writeString(file, "{\"schema\": 1, \"evidence\": {\"kind\": \"measurement\"}}");
        table(given).refused("measurement/permuted.fashion.json: ");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        table(given).refused(file.toString());
        Files.delete(file);
        Path unknown = Files.writeString(
                given.resolve("measurement/permuted.lenet.json"), good.replace("permuted.fashion", "permuted.lenet"));
        table(given).refused(unknown + ": no claim of the ledger rests on measurement:permuted.lenet");
        Files.delete(unknown);
        Path notes = Files.writeString(given.resolve("measurement/notes.txt"), "mine");
        table(given).refused(notes + ": it is no measurement");
        assertFalse(Files.exists(directory.resolve("evidence")));
    }
}
