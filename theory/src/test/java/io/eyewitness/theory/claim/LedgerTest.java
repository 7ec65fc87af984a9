package io.eyewitness.theory.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.evidence.EvidenceJson;
import io.eyewitness.theory.obligation.Obligations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LedgerTest {
    private final Ledger ledger = Ledger.builtIn();

    @Test
    void theBuiltInLedgerHasTheTableAndItsObligationsExist() {
        assertEquals(30, ledger.claims().stream().filter(Claim::isCell).count());
        for (Claim claim : ledger.claims()) {
            for (String reference : claim.evidence()) {
                if (reference.startsWith("obligation:")) {
                    assertTrue(!Obligations.family(reference.substring("obligation:".length()))
                            .isEmpty());
                }
            }
        }
    }

    @Test
    void itIsReadBackAsWritten() {
        assertEquals(ledger, Ledger.parse(EvidenceJson.write(ledger)));
    }

    @Test
    void aClaimMadeTwiceIsAContradiction() {
        List<Claim> twice = new ArrayList<>(ledger.claims());
        twice.add(ledger.claims().get(0));
        assertRefused("claim:F.exact stands there twice", () -> ledger.with(twice));
        Claim first = ledger.claims().get(0);
        Claim renamed = new Claim(
                "claim:other",
                first.sentence(),
                first.source(),
                first.functionClass(),
                first.notion(),
                first.criterion(),
                first.protocol(),
                Verdict.YES,
                first.evidence());
        List<Claim> two = new ArrayList<>(ledger.claims());
        two.add(renamed);
        assertRefused("about the same cell", () -> ledger.with(two));
    }

    @Test
    void aMissingCellIsNamed() {
        assertRefused(
                "claim:F.exact is missing",
                () -> ledger.with(ledger.claims().subList(1, ledger.claims().size())));
    }

    @Test
    void malformedTextIsRefusedWithItsPlace() {
        String good = EvidenceJson.write(ledger);
        assertRefused("line 1", () -> Ledger.parse("{"));
        assertRefused("schema", () -> Ledger.parse(good.replace("\"schema\" : 1", "\"schema\" : 7")));
        assertRefused("Maybe", () -> Ledger.parse(good.replaceFirst("\"No\"", "\"Maybe\"")));
        assertRefused("functionClass", () -> Ledger.parse(good.replaceFirst("\"F\"", "\"G\"")));
        assertRefused("null", () -> Ledger.parse("null"));
        assertRefused("claims", () -> Ledger.parse("{\"schema\": 1}"));
        assertRefused("networks", () -> Ledger.parse("{\"schema\": 1, \"claims\": []}"));
        assertRefused("lacks", () -> Ledger.parse(good.replaceFirst("\"sentence\" : \"[^\"]*\",", "")));
    }

    @Test
    void anExperimentRestsOnTheOneMeasurementOfItsNameByAProtocolThatFits() {
        String good = EvidenceJson.write(ledger);
        assertRefused(
                "rests on the measurement of its own name alone",
                () -> Ledger.parse(good.replace(
                        "[ \"measurement:V1.cifar\" ]", "[ \"measurement:V1.cifar\", \"measurement:V2.cifar\" ]")));
        assertRefused(
                "rests on the measurement of its own name alone",
                () -> Ledger.parse(good.replace("[ \"measurement:V1.cifar\" ]", "[ \"measurement:v1.cifar\" ]")));
        assertRefused(
                "'logitGain' is not measured", () -> Ledger.parse(good.replace("\"logitGain\" : ", "\"gain\" : ")));
        assertRefused("fewer than the 20", () -> Ledger.parse(good.replaceFirst("\"count\" : 20", "\"count\" : 19")));
        assertRefused("is no kind of column", () -> Ledger.parse(good.replaceFirst("\"share\"", "\"shares\"")));
        assertRefused("is no pattern", () -> Ledger.parse(good.replaceFirst("\"names\" : \"", "\"names\" : \"(")));
        assertRefused(
                "criterion without a protocol",
                () -> Ledger.parse(good.replaceFirst("\"protocol\" : \\{[^}]*\\}[^}]*\\}[^}]*\\}\\s*\\},", "")));
    }

    private static void assertRefused(String part, Executable action) {
        IllegalArgumentException problem = assertThrows(IllegalArgumentException.class, action);
        assertTrue(problem.getMessage().contains(part), problem.getMessage());
    }
}
