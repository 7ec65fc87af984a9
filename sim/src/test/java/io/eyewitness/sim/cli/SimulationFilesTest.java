package io.eyewitness.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.bound.Agreement;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.file.StagingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence is of the protocol's seed: the problems of Q3, each said to agree. */
class SimulationFilesTest {
    @TempDir
    private Path directory;

    private List<String> written(String seed) throws IOException {
        Measurement.Table table = new Measurement.Table("agrees", "lowerDifference", "upperDifference");
        for (String kind :
                List.of("lipschitz.l1", "lipschitz.l2", "lipschitz.linf", "monotone.l1", "affine.l1", "convex.l1")) {
            add(table, kind + ".d", 3);
        }
        for (String kind : List.of("lipschitz-values", "lipschitz-monotone")) {
            add(table, kind + ".l1.d", 2);
            add(table, kind + ".linf.d", 2);
        }
        add(table, "convex-values.l1.d", 1);
        try (StagingDirectory staging = StagingDirectory.open(directory.resolve("out"), "done.txt", false)) {
            List<String> lines = SimulationFiles.evidence(
                    staging, Agreement.CLAIM, Agreement.SIMULATION, Map.of("seed", seed), table.measurement());
            staging.write("done.txt", new byte[0]);
            staging.finish();
            return lines;
        }
    }

    private static void add(Measurement.Table table, String kind, int dimensions) {
        for (int dimension = 1; dimension <= dimensions; dimension++) {
            for (int instance = 1; instance <= Agreement.OF_THE_CLAIM; instance++) {
                table.add(kind + dimension + "." + instance, 1, 0, 0);
            }
        }
    }

    @Test
    void theProtocolsSeedGivesEvidence() throws IOException {
        assertEquals(
                "claim:Q3.bounds: reproduced, as in the ledger, 270 units",
                written("1").get(0));
        assertTrue(Files.exists(directory.resolve("out/measurement/Q3.bounds.json")));
    }

    @Test
    void anotherSeedGivesNoneAndThatIsSaid() throws IOException {
        assertEquals(List.of("Q3: no evidence, because its seed is '2', and the protocol's is '1'"), written("2"));
        assertFalse(Files.exists(directory.resolve("out/measurement")));
    }
}
