package io.eyewitness.theory.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.exact.Norm;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultTest {
    private enum Colour {
        RED
    }

    private record Thing(int size, String name, List<Integer> parts, Colour colour, Verdict verdict, Norm norm) {}

    @Test
    void limitsOfTheLibraryAreNumbersAndNotItsMethods() {
        for (String json : List.of("[".repeat(201), "{\"" + "n".repeat(60_000) + "\":1}", "9".repeat(2_000))) {
            String message = assertThrows(IllegalArgumentException.class, () -> EvidenceJson.read(json, JsonNode.class))
                    .getMessage();
            assertFalse(message.contains("Stream") || message.contains("`"), message);
            assertTrue(message.contains("exceeds the maximum allowed (") && message.contains(")"), message);
        }
    }

    @Test
    void aNumberIsNamedAsItIsWritten() {
        assertEquals(
                "[0]: '1/0' is not a rational number such as 3, -7/3 or 0.125",
                assertThrows(IllegalArgumentException.class, () -> EvidenceJson.read("[\"1/0\"]", BigFraction[].class))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|expected an object, found an array (line 1, column 1)",
                "{\"size\":\"big\"}|size: 'big' is not a whole number (line 1, column 9)",
                "{\"size\":1.5}|size: '1.5' is not a whole number (line 1, column 9)",
                "{\"size\":null}|size: expected a whole number, found nothing or null (line 1, column 9)",
                "{\"name\":[]}|name: expected text, found an array (line 1, column 9)",
                "{\"parts\":{}}|parts: expected an array, found an object (line 1, column 10)",
                "{\"colour\":\"blue\"}|colour: 'blue' is not one of [RED] (line 1, column 11)",
                "{\"verdict\":\"YES\"}|verdict: 'YES' is not one of [Yes, No, OnlySmallL, Reproduced, NotReproduced] (line 1, column 12)",
                "{\"norm\":\"l1\"}|norm: 'l1' is not one of [L1, L2, LINF] (line 1, column 9)",
                "{\"size\":1,\"weight\":1}|weight: the key 'weight' is not known (line 1, column 22)",
                "{\"size\":1} {}|more text follows after the end (line 1, column 12)",
                "{\"size\":1|the text ends too early (line 1, column 10)",
                "{\"size\":1,\"size\":1}|the key 'size' stands twice (line 1, column 17)",
                "{\"size\":x}|unrecognized token 'x' (line 1, column 9)",
            })
    void speaksOfTheTextAndNotOfTheLibrary(String json, String sentence) {
        assertEquals(
                sentence,
                assertThrows(IllegalArgumentException.class, () -> EvidenceJson.read(json, Thing.class))
                        .getMessage());
    }
}
