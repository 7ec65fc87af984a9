package io.eyewitness.theory.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.ExactCheck;
import io.eyewitness.theory.witness.WitnessFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceFilesTest {
    @Test
    void whatIsWrittenIsReadBack() {
        List<Evidence> evidence = new ArrayList<>();
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            evidence.addAll(TheoryEvidence.witnesses(WitnessFamily.of(functionClass), 3));
        }
        evidence.addAll(TheoryEvidence.decoders(3));
        ObligationEvidence asked = ObligationEvidence.of(
                Obligations.byId("S1"), List.of(new SolverAnswer("z3 4.14.1", "unsat")), Optional.empty());
        evidence.add(asked);
        evidence.add(asked.with(asked.script(), Optional.of("a proof")));
        for (Evidence piece : evidence) {
            Map<String, String> files = EvidenceFiles.write(piece);
            String name = files.keySet().iterator().next();
            assertTrue(EvidenceFiles.isEvidence(name), name);
            files.keySet().stream().skip(1).forEach(beside -> assertFalse(EvidenceFiles.isEvidence(beside), beside));
            assertEquals(piece, EvidenceFiles.read(name, file -> Optional.ofNullable(files.get(file))));
        }
    }

    @Test
    void everyWitnessHoldsUpInExactArithmetic() {
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            for (WitnessEvidence witness : TheoryEvidence.witnesses(WitnessFamily.of(functionClass), 5)) {
                assertEquals(List.of(), ExactCheck.violations(witness.pair()), witness.id());
            }
        }
    }

    @Test
    void whatIsNotEvidenceIsNamed() {
        Map<String, String> files =
                new HashMap<>(EvidenceFiles.write(TheoryEvidence.decoders(1).get(0)));
        String name = files.keySet().iterator().next();
        String good = files.get(name);
        for (String bad : List.of(
                "",
                "null",
                good.replace("\"schema\" : 1", "\"schema\" : 2"),
                good.replace("decoder:AFF1.d1.1", "decoder:AFF1.d1.2"),
                good.replace("\"affine\"", "\"cubic\""),
                good.replace("\"decoder\" : \"affine1\"", "\"decoder\" : \"affine1\", \"decoder\" : \"mid\""),
                good.replace("\"decoder\" : \"affine1\"", "\"extra\" : 1, \"decoder\" : \"affine1\""),
                good + "{}")) {
            files.put(name, bad);
            IllegalArgumentException problem = assertThrows(
                    IllegalArgumentException.class,
                    () -> EvidenceFiles.read(name, file -> Optional.ofNullable(files.get(file))),
                    bad);
            assertTrue(problem.getMessage().startsWith(name + ": "), problem.getMessage());
        }
    }
}
