package io.eyewitness.theory.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.solver.Z3Solver;
import io.eyewitness.theory.witness.ExactCheck;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.WitnessFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        List<Evidence> evidence = new ArrayList<>();
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            evidence.addAll(TheoryEvidence.witnesses(WitnessFamilies.of(functionClass), 3));
        }
        evidence.addAll(TheoryEvidence.decoders(3));
        try (Z3Solver solver = new Z3Solver(Duration.ofSeconds(10))) {
            evidence.add(TheoryEvidence.obligation(solver, Obligations.byId("S1")));
        }
        for (Evidence piece : evidence) {
            EvidenceDirectory.write(directory, piece);
        }
        List<Evidence> read = new ArrayList<>(EvidenceDirectory.readAll(directory));
        evidence.sort(Comparator.comparing(Evidence::id));
        read.sort(Comparator.comparing(Evidence::id));
        assertEquals(evidence, read);
    }

    @Test
    void everyWitnessHoldsUpInExactArithmetic() {
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            for (WitnessEvidence witness : TheoryEvidence.witnesses(WitnessFamilies.of(functionClass), 5)) {
                assertEquals(List.of(), ExactCheck.violations(witness.pair()), witness.id());
            }
        }
    }

    @Test
    void whatIsNotEvidenceIsNamed() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("decoder"));
        EvidenceDirectory.write(directory, TheoryEvidence.decoders(1).get(0));
        Path file = folder.resolve("AFF1.d1.1.json");
        String good = Files.readString(file);
        for (String bad : List.of(
                "",
                "null",
                good.replace("\"schema\" : 1", "\"schema\" : 2"),
                good.replace("decoder:AFF1.d1.1", "decoder:AFF1.d1.2"),
                good.replace("\"affine\"", "\"cubic\""),
                good.replace("\"decoder\" : \"affine1\"", "\"decoder\" : \"affine1\", \"decoder\" : \"mid\""),
                good.replace("\"decoder\" : \"affine1\"", "\"extra\" : 1, \"decoder\" : \"affine1\""),
                good + "{}")) {
            Files.writeString(file, bad);
            IllegalArgumentException problem =
                    assertThrows(IllegalArgumentException.class, () -> EvidenceDirectory.readAll(directory), bad);
            assertTrue(problem.getMessage().startsWith(file + ": "), problem.getMessage());
        }
    }
}
