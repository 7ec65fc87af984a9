package io.eyewitness.check.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.proof.KeptProofs;
import io.eyewitness.check.proof.ProofFile;
import io.eyewitness.check.rules.ProvenObligation;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProverTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S1",
                "N2",
                "E2.k3",
                "E2.step",
                "I1",
                "L2b",
                "L4n.l2",
                "L9",
                "C1",
                "A1.above.d1",
                "A1.above.d8",
                "Y1"
            })
    void findsTheKeptProofAgain(String id) {
        ProofFile proof = ProofSearch.find(Obligations.byId(id), LIMIT).orElseThrow();
        assertEquals(KeptProofs.of(id).orElseThrow(), proof.write());
    }

    @Test
    void theSearchDoesNotDependOnThreads() {
        List<Obligation> obligations = Obligations.family("L4");
        Map<String, ProofFile> found = ProofSearch.find(obligations, LIMIT);
        assertEquals(obligations.size(), found.size());
        obligations.forEach(obligation ->
                assertEquals(ProofSearch.find(obligation, LIMIT).orElseThrow(), found.get(obligation.id())));
    }

    @Test
    void findsNothingForWhatIsFalse() {
        Term x = Term.variable("x");
        Term y = Term.variable("y");
        List<Formula> satisfiable =
                List.of(x.lessThan(Term.max(y, Term.ZERO)), y.times(y).atMost(x.times(x)));
        assertEquals(Optional.empty(), Prover.prove(satisfiable, List.of(), LIMIT));
        assertEquals(Optional.empty(), Prover.prove(List.of(), List.of(), LIMIT));
    }

    @Test
    void givesUpInTime() {
        assertEquals(Optional.empty(), Prover.prove(Obligations.byId("L4n.linf").negation(), List.of(), Duration.ZERO));
    }

    /** Run with {@code -Deyewitness.proofs=DIR} to search all proofs and write those that the kernel accepts. */
    @Test
    @EnabledIfSystemProperty(named = "eyewitness.proofs", matches = ".+")
    void writesAllProofs() throws IOException {
        Path directory = Files.createDirectories(Path.of(System.getProperty("eyewitness.proofs")));
        Map<String, ProofFile> found = ProofSearch.find(Obligations.all(), LIMIT);
        for (Obligation obligation : Obligations.all()) {
            ProofFile proof = found.get(obligation.id());
            assertTrue(proof != null, obligation.id());
            for (ProofFile.Proof one : proof.proofs()) {
                ProvenObligation proven = ProvenObligation.check(obligation, one.without(), one.steps());
                assertEquals(one.without(), proven.unneeded(), obligation.id());
            }
            Files.writeString(directory.resolve(obligation.id() + ".json"), proof.write());
        }
    }
}
