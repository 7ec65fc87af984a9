package io.eyewitness.check.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.eyewitness.check.kernel.Polynomial;
import io.eyewitness.check.kernel.Step;
import io.eyewitness.check.proof.ProofFile.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofFileTest {
    @ParameterizedTest
    @CsvSource({
        "x, x",
        "-x + 1, -x + 1",
        "1 - x, -x + 1",
        "x*x*2, 2*x^2",
        "y*x^2 - 1/2*t, x^2*y - 1/2*t",
        "x - x, 0",
        "0, 0",
        "4/6, 2/3",
        "a_1*B2 + 3, B2*a_1 + 3"
    })
    void polynomialsAreReadAndWritten(String text, String canonical) {
        Polynomial polynomial = PolynomialText.parse(text);
        assertEquals(canonical, PolynomialText.of(polynomial));
        assertEquals(polynomial, PolynomialText.parse(canonical));
    }

    @Test
    void signsOfFractionsAreWrittenOnce() {
        assertEquals("1/2", PolynomialText.of(Polynomial.constant(BigFraction.of(-1, -2))));
        assertEquals("-1/2", PolynomialText.of(Polynomial.constant(BigFraction.of(1, -2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "x y", "2x", "x +", "x ++ y", "(x)", "x^0", "x^100", "x^99", "1/0", "x/2", "1.5", "x*", "*x",
                "é"
            })
    void otherPolynomialsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PolynomialText.parse(text));
    }

    @Test
    void aLongPolynomialIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PolynomialText.parse("x + ".repeat(100_000) + "x"));
    }

    @Test
    void aProofTenThousandDeepIsWrittenAndReadBack() {
        List<Step> steps = new ArrayList<>(Collections.nCopies(10_000, new Step.Split(Polynomial.variable("x"))));
        steps.addAll(Collections.nCopies(10_001, new Step.Contradiction()));
        ProofFile proof = new ProofFile("S1", List.of(new Proof(new TreeSet<>(List.of(2)), steps)));
        assertEquals(proof, ProofFile.read(proof.write()));
    }

    @Test
    void itIsOneStepALine() {
        Proof first = new Proof(
                new TreeSet<>(List.of(3, 1)),
                List.of(
                        new Step.Split(PolynomialText.parse("x - 1")),
                        new Step.Contradiction(),
                        new Step.Certificate(
                                List.of(List.of(Polynomial.ONE), List.of(Polynomial.variable("x"), Polynomial.ONE)))));
        Proof second = new Proof(new TreeSet<>(), List.of(new Step.Contradiction()));
        assertEquals("""
                {
                "format": 2,
                "obligation": "S1",
                "proofs": [
                {"without": [1, 3], "steps": [
                {"split": "x - 1"},
                  {"contradiction": true},
                  {"certificate": [["1"], ["x", "1"]]}
                ]},
                {"without": [], "steps": [
                {"contradiction": true}
                ]}
                ]
                }
                """, new ProofFile("S1", List.of(first, second)).write());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{",
                "3",
                "{\"format\": 1, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": []}]}",
                "{\"format\": \"2\", \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": []}]}",
                "{\"format\": 2, \"obligation\": 1, \"proofs\": [{\"without\": [], \"steps\": []}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": {}}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": []}",
                "{\"format\": 2, \"obligation\": \"S1\"}",
                "{\"format\": 2, \"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": []}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": []}]} {}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": []}], \"more\": 1}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [1]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": []}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [], \"more\": 1}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": {}, \"steps\": []}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [\"1\"], \"steps\": []}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [1.5], \"steps\": []}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [1, 1], \"steps\": []}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": {}}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [1]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{}]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{\"split\": 1}]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{\"split\": \"x\", \"contradiction\": true}]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{\"contradiction\": false}]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{\"contradiction\": 1}]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{\"certificate\": 1}]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{\"certificate\": [1]}]}]}",
                "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [], \"steps\": [{\"certificate\": [[1]]}]}]}"
            })
    void otherFilesAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ProofFile.read(text));
    }

    @Test
    void theFormOfTheseIsTheRightOne() {
        String text = "{\"format\": 2, \"obligation\": \"S1\", \"proofs\": [{\"without\": [2, 1], \"steps\": []}]}";
        ProofFile file = new ProofFile("S1", List.of(new Proof(new TreeSet<>(List.of(1, 2)), List.of())));
        assertEquals(file, ProofFile.read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"format\":1,\"format\":1} | the key 'format' stands twice (line 1, column 21)",
                "{\"format\":[1 | the text ends too early (line 1, column 13)",
                "{} {} | more text follows after the end (line 1, column 4)"
            })
    void whatIsNoJsonIsToldInTheWordsOfJson(String text, String fault) {
        assertEquals(
                "not a proof file: " + fault,
                assertThrows(IllegalArgumentException.class, () -> ProofFile.read(text))
                        .getMessage());
    }

    @Test
    void aLimitIsANumberAndNoMethod() {
        String message = assertThrows(IllegalArgumentException.class, () -> ProofFile.read("[".repeat(100_000)))
                .getMessage();
        assertFalse(message.contains("Stream") || message.contains("`"), message);
    }
}
