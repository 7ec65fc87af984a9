package io.eyewitness.check.formal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.FormalEvidence.Theorem;
import io.eyewitness.theory.text.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FormalRecordTest {
    private final Development development = SmallDevelopment.development();
    private final LedgerFile ledger = LedgerFile.of(SmallDevelopment.ledger());
    private final FormalEvidence good = record(development, ledger);

    /** What a run would leave that found no assumptions. */
    static FormalEvidence record(Development development, LedgerFile ledger) {
        return new FormalEvidence(
                FormalEvidence.ID,
                "8.16.1",
                development.hashes(ledger),
                ledger.statements().stream()
                        .map(theorem -> new Theorem(
                                theorem.claim(),
                                theorem.name(),
                                theorem.statement(),
                                List.of("Classical_Prop.classic")))
                        .toList());
    }

    @Test
    void aRecordOfTheseSourcesAndClaimsIsBelieved() {
        assertEquals(List.of(), FormalRecord.problems(good, development, ledger));
        assertEquals(good, FormalRecord.read(name -> Optional.of(FormalRecord.text(good))));
    }

    @Test
    void aRecordOfOtherSourcesIsNot() {
        Development other = SmallDevelopment.with(Map.of("Theorems.v", SmallDevelopment.THEOREMS + " "));
        assertEquals(List.of("it is of another Theorems.v"), FormalRecord.problems(good, other, ledger));
        Development more = SmallDevelopment.with(Map.of("More.v", ""));
        assertEquals(List.of("it is of another More.v"), FormalRecord.problems(good, more, ledger));
        assertEquals(
                List.of("it is of another More.v"), FormalRecord.problems(record(more, ledger), development, ledger));
    }

    @Test
    void aRecordOfOtherClaimsIsNot() {
        LedgerFile flipped = LedgerFile.of(SmallDevelopment.ledger("claim:CONV.side"));
        assertEquals(
                List.of(
                        "it is of another Ledger.v",
                        "it states claim:CONV.side as holds Convex CloserToMinOrMax No, not as"
                                + " holds Convex CloserToMinOrMax Yes"),
                FormalRecord.problems(good, development, flipped));
        List<Theorem> theorems = new ArrayList<>(good.theorems());
        int ledgerTheorems = theorems.size();
        theorems.add(theorems.get(0));
        assertRefused(
                "has " + (ledgerTheorems + 1) + " theorems, but the ledger " + ledgerTheorems,
                with(good.sources(), theorems));
        theorems.subList(0, 2).clear();
        assertRefused("has " + (ledgerTheorems - 1) + " theorems", with(good.sources(), theorems));
        theorems.add(theorems.get(0));
        assertRefused("has claim:F.side where claim:F.exact should stand", with(good.sources(), theorems));
    }

    @Test
    void aStatementAnAssumptionOrAHashThatIsForgedIsRefused() {
        Theorem first = good.theorems().get(0);
        assertRefused(
                "states claim:F.exact as True",
                replaced(new Theorem(first.claim(), first.name(), "True", first.assumptions())));
        assertRefused(
                "claim:F.exact rests on cheat, which is not one of the axioms allowed",
                replaced(new Theorem(first.claim(), first.name(), first.statement(), List.of("cheat"))));
        SortedMap<String, String> sources = new TreeMap<>(good.sources());
        sources.put("Statements.v", Sha256.hex(""));
        assertRefused("is of another Statements.v", with(sources, good.theorems()));
        assertRefused(
                "stands in formal/table.json",
                new FormalEvidence("formal:other", good.coq(), good.sources(), good.theorems()));
    }

    /** Another Coq may need fewer axioms: the user's own run says so, but of one that came with other evidence it is not known. */
    @Test
    void aRecordWithOtherAxiomsIsBelievedOfTheUserAlone() {
        FormalEvidence known = FormalRecord.builtIn();
        List<Theorem> theorems = new ArrayList<>(known.theorems());
        theorems.replaceAll(theorem -> new Theorem(theorem.claim(), theorem.name(), theorem.statement(), List.of()));
        FormalEvidence other = new FormalEvidence(known.id(), known.coq(), known.sources(), theorems);
        LedgerFile builtIn = LedgerFile.of(Ledger.builtIn());
        assertEquals(List.of(), FormalRecord.problems(other, Development.builtIn(), builtIn));
        assertEquals(List.of(), FormalRecord.problems(known));
        List<String> problems = FormalRecord.problems(other);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("rests on no axiom, but by the record that comes with"), problems.get(0));
    }

    @Test
    void otherEvidenceIsNoRecord() {
        String text = FormalRecord.text(good);
        assertThrows(
                IllegalArgumentException.class,
                () -> FormalRecord.read(name -> Optional.of(text.replace("\"statement\"", "\"sentence\""))));
        assertThrows(
                IllegalArgumentException.class,
                () -> FormalRecord.read(name -> Optional.of(text.replace("formal:table", "formal:tables"))));
        assertThrows(IllegalArgumentException.class, () -> FormalRecord.read(name -> Optional.empty()));
    }

    private FormalEvidence replaced(Theorem first) {
        List<Theorem> theorems = new ArrayList<>(good.theorems());
        theorems.set(0, first);
        return with(good.sources(), theorems);
    }

    private FormalEvidence with(SortedMap<String, String> sources, List<Theorem> theorems) {
        return new FormalEvidence(good.id(), good.coq(), sources, theorems);
    }

    private void assertRefused(String reason, FormalEvidence record) {
        List<String> problems = FormalRecord.problems(record, development, ledger);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains(reason), problems.get(0));
    }
}
