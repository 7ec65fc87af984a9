package io.eyewitness.check.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Findings;
import io.eyewitness.check.examine.Level;
import io.eyewitness.check.formal.FormalRecord;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.claim.Proposition;
import io.eyewitness.theory.claim.Verdict;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.FormalEvidence;
import io.eyewitness.theory.evidence.FormalEvidence.Theorem;
import io.eyewitness.theory.evidence.ObligationEvidence;
import io.eyewitness.theory.evidence.ObligationEvidence.SolverAnswer;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {
    /** What obligations say in one or two dimensions only, or not at all. */
    private static final Pattern BY_COQ_ALONE = Pattern.compile(
            "claim:(lipschitz\\.L(3|4|7|7p)|epsstar\\.[A-Z]+1?|.*\\.help(\\..*)?|help\\..*|LIP\\.side\\.range|extremes|ERM\\.loss|strong\\..*|[A-Z]+\\.(vertices|extremisers|extremes)|(QUANT|GRAD)\\..*)");

    @Test
    void withGoodEvidenceEveryClaimHolds() {
        assertEquals(Set.of(), GoodEvidence.failures(List.of()));
        assertEquals(
                Optional.of(Verdict.ONLY_SMALL_L),
                result(GoodEvidence.results(), "claim:LIP.side").derivation().verdict());
        for (ClaimResult result : GoodEvidence.results()) {
            Level theorem = BY_COQ_ALONE.matcher(result.claim().id()).matches() ? Level.RECORDED : Level.RULES;
            assertEquals(
                    result.claim().criterion().isPresent() ? Level.MEASURED : theorem,
                    result.derivation().level(),
                    result.claim().id());
        }
    }

    @Test
    void withoutTheRecordOfCoqEachTheoremFails() {
        Set<String> theorems = Ledger.builtIn().claims().stream()
                .filter(claim -> claim.proposition().isPresent())
                .map(Claim::id)
                .collect(Collectors.toSet());
        assertEquals(theorems, GoodEvidence.failuresWithout("formal:table"));
    }

    @Test
    void aRecordThatIsForgedFailsAndIsNamed() {
        FormalEvidence good = FormalRecord.builtIn();
        TreeMap<String, String> sources = new TreeMap<>(good.sources());
        sources.replaceAll((name, hash) -> name.equals("Statements.v") ? "0".repeat(64) : hash);
        Finding finding = GoodEvidence.examine(new FormalEvidence(good.id(), good.coq(), sources, good.theorems()));
        assertEquals(List.of("it is of another Statements.v"), finding.failures());
        assertEquals(GoodEvidence.restingOn("formal:table"), GoodEvidence.failures(List.of(finding)));
    }

    @Test
    void whereRulesAndCoqDisagreeTheClaimFails() {
        FormalEvidence good = FormalRecord.builtIn();
        List<Theorem> theorems = good.theorems().stream()
                .map(theorem -> theorem.claim().equals("claim:CONV.side")
                        ? new Theorem(
                                theorem.claim(),
                                theorem.name(),
                                "holds Convex CloserToMinOrMax Yes",
                                theorem.assumptions())
                        : theorem)
                .toList();
        Finding believed = Finding.of(new FormalEvidence(good.id(), good.coq(), good.sources(), theorems), List.of());
        assertEquals(Set.of("claim:CONV.side"), GoodEvidence.failures(List.of(believed)));
    }

    @Test
    void whatCoqHasProvenHereIsKnownAsFormalIfItIsTheVeryStatement() {
        FormalEvidence good = FormalRecord.builtIn();
        for (ClaimResult result : GoodEvidence.results()) {
            boolean isTheorem = result.claim().proposition().isPresent();
            assertEquals(
                    isTheorem ? Level.FORMAL : Level.MEASURED,
                    result.with(good).derivation().level(),
                    result.claim().id());
            FormalEvidence other = new FormalEvidence(
                    good.id(),
                    good.coq(),
                    good.sources(),
                    good.theorems().stream()
                            .map(theorem -> new Theorem(
                                    theorem.claim(), theorem.name(), theorem.statement() + " ", theorem.assumptions()))
                            .toList());
            assertEquals(result, result.with(other));
            FormalEvidence opposite = new FormalEvidence(
                    good.id(),
                    good.coq(),
                    good.sources(),
                    good.theorems().stream()
                            .map(theorem -> new Theorem(
                                    theorem.claim(),
                                    theorem.name(),
                                    theorem.statement().replaceFirst(" No$", " Yes"),
                                    theorem.assumptions()))
                            .toList());
            if (result.claim().expected() == Verdict.NO) {
                assertEquals(result, result.with(opposite));
            }
        }
    }

    static Stream<Obligation> obligations() {
        return Obligations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("obligations")
    void anObligationThatIsNotRefutedFailsTheClaimsThatRestOnIt(Obligation obligation) {
        Set<String> resting = GoodEvidence.restingOn("obligation:" + obligation.family());
        for (String answer : List.of("unknown", "sat", "UNSAT", "")) {
            Finding finding = GoodEvidence.examine(evidence(obligation, answer, obligation.script()));
            assertEquals(resting, GoodEvidence.failures(List.of(finding)), obligation.id() + " " + answer);
        }
        assertEquals(resting, GoodEvidence.failuresWithout("obligation:" + obligation.id()), obligation.id());
    }

    @Test
    void aScriptThatStatesSomethingElseIsRefused() {
        Obligation s1 = Obligations.byId("S1");
        for (String script : List.of(
                Obligations.byId("S3").script(),
                s1.script().replace("(assert (< m M))", "(assert (< m m))"),
                s1.script() + "\n",
                "")) {
            Finding finding = GoodEvidence.examine(evidence(s1, "unsat", script));
            assertEquals(List.of("the script that was refuted does not state the obligation"), finding.failures());
        }
    }

    @Test
    void someClaimRestsOnEveryObligation() {
        Set<String> unused = new TreeSet<>();
        Obligations.all().stream()
                .filter(obligation -> GoodEvidence.restingOn("obligation:" + obligation.family())
                        .isEmpty())
                .forEach(obligation -> unused.add(obligation.id()));
        assertEquals(Set.of(), unused);
    }

    @Test
    void aDecoderThatErrsFailsItsRow() {
        List<Finding> broken = decoders("AFF1")
                .map(good -> new DecoderEvidence(
                        good.id(), good.functionClass(), "mid", good.unit(), good.phi(), good.points()))
                .map(GoodEvidence::examine)
                .toList();
        assertEquals(cellsOf("AFF1"), GoodEvidence.failures(broken));
    }

    @Test
    void aUnitThatIsNotConstantFailsTheRowOfConstants() {
        List<Finding> broken = decoders("CONST")
                .map(good -> {
                    Affine tilted =
                            new Affine(Point.one(good.unit().dimension()).coordinates(), BigFraction.ZERO);
                    Visualization phi = tilted.ties().lowest();
                    return new DecoderEvidence(
                            good.id(), good.functionClass(), good.decoder(), tilted, phi, good.points());
                })
                .map(GoodEvidence::examine)
                .toList();
        assertEquals(cellsOf("CONST"), GoodEvidence.failures(broken));
    }

    private static Stream<DecoderEvidence> decoders(String row) {
        return GoodEvidence.evidence().stream()
                .filter(DecoderEvidence.class::isInstance)
                .map(DecoderEvidence.class::cast)
                .filter(evidence -> evidence.functionClass().name().equals(row));
    }

    @Test
    void anExpectedVerdictThatIsNotDerivedFails() {
        Ledger ledger = Ledger.builtIn();
        for (Claim claim : ledger.claims().stream()
                .filter(one -> one.criterion().isEmpty())
                .toList()) {
            for (Verdict verdict : Proposition.ANSWERS) {
                if (!claim.proposition().orElseThrow().canBe(verdict)) {
                    continue;
                }
                List<ClaimResult> results = Gate.decide(
                        replaced(ledger, claim, verdict, claim.evidence()),
                        new Findings(GoodEvidence.evidence().stream()
                                .map(piece -> piece instanceof FormalEvidence record
                                        ? Finding.of(record, List.of())
                                        : Finding.of(piece.id(), Level.ONE_SOLVER, List.of()))
                                .toList()));
                assertEquals(
                        verdict == claim.expected(), result(results, claim.id()).holds(), claim.id() + " " + verdict);
            }
        }
    }

    @Test
    void aLedgerThatNamesOtherEvidenceThanDecidesFails() {
        Ledger ledger = Ledger.builtIn();
        Claim claim = ledger.claims().get(0);
        List<ClaimResult> results = Gate.decide(
                replaced(ledger, claim, claim.expected(), List.of("obligation:Y2")), new Findings(List.of()));
        assertTrue(result(results, claim.id()).problems().stream()
                .anyMatch(problem -> problem.contains("not needed [obligation:Y2]")));
    }

    @Test
    void twoPiecesOfEvidenceWithOneIdAreRefused() {
        Finding finding = Finding.of("witness:F.d1.1", Level.ONE_SOLVER, List.of());
        assertThrows(IllegalArgumentException.class, () -> new Findings(List.of(finding, finding)));
    }

    private static Ledger replaced(Ledger ledger, Claim claim, Verdict verdict, List<String> evidence) {
        Claim other = new Claim(
                claim.id(),
                claim.proposition(),
                claim.wording(),
                claim.source(),
                claim.criterion(),
                claim.protocol(),
                claim.split(),
                verdict,
                evidence);
        return ledger.with(
                ledger.claims().stream().map(c -> c == claim ? other : c).toList());
    }

    private static ClaimResult result(List<ClaimResult> results, String id) {
        return results.stream()
                .filter(result -> result.claim().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> cellsOf(String row) {
        return Set.of("claim:" + row + ".exact", "claim:" + row + ".approx", "claim:" + row + ".side");
    }

    private static ObligationEvidence evidence(Obligation obligation, String answer, String script) {
        return new ObligationEvidence(
                "obligation:" + obligation.id(), List.of(new SolverAnswer("z3 4", answer)), script, Optional.empty());
    }
}
