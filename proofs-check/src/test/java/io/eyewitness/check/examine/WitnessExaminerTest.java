package io.eyewitness.check.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.gate.GoodEvidence;
import io.eyewitness.theory.evidence.DecoderEvidence;
import io.eyewitness.theory.evidence.Evidence;
import io.eyewitness.theory.evidence.WitnessEvidence;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.iris.IrisTask;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.AffinePair;
import io.eyewitness.theory.witness.ConeSurgery;
import io.eyewitness.theory.witness.ConeSurgery.ConeField;
import io.eyewitness.theory.witness.LipschitzPair;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.TrainingTask;
import io.eyewitness.theory.witness.WitnessFamily;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** One negative test for each check of witness pairs, decoders and coverage. */
class WitnessExaminerTest {
    private static final BigFraction H = BigFraction.of(1, 8);

    private static WitnessEvidence good(String id) {
        return (WitnessEvidence) GoodEvidence.evidence().stream()
                .filter(piece -> piece.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFails(Evidence evidence, String part) {
        for (Finding finding : List.of(GoodEvidence.examine(evidence), Examiner.examine(evidence, Optional.empty()))) {
            assertTrue(
                    finding.failures().stream().anyMatch(failure -> failure.contains(part)),
                    finding.failures().toString());
        }
    }

    @Test
    void anIdThatSaysAnotherClassOrDimension() {
        WitnessPair pair = good("witness:F.d2.1").pair();
        for (String id : List.of("witness:PAFF.d2.1", "witness:F.d8.1", "witness:F", "witness:F.d2.1.json")) {
            assertFails(new WitnessEvidence(id, pair), "its id does not match its content");
        }
    }

    @Test
    void aPairThatDoesNotSpanTheRange() {
        Visualization phi = new Visualization(Point.zero(1), Point.one(1), BigFraction.ZERO, BigFraction.ONE);
        WitnessPair narrow = WitnessFamily.of(FunctionClass.LIP)
                .pair(PairRequest.of(phi, H)
                        .withLipschitz(BigFraction.of(5, 4), Norm.L1)
                        .withX(Point.of("1/8")));
        assertFails(new WitnessEvidence("witness:LIP.d1.1", narrow), "not within h of both extremes");
    }

    @Test
    void aRangeOfTheBaseThatIsNotItsRange() {
        WitnessPair pair = WitnessFamily.of(FunctionClass.ERM)
                .pair(IrisTask.request(
                        new TrainingTask(
                                IrisTask.committed().base(),
                                new Interval(BigFraction.of(-1, 4), BigFraction.of(5, 4)),
                                IrisTask.data()),
                        H,
                        1));
        WitnessEvidence evidence = new WitnessEvidence("witness:ERM.iris", pair);
        assertTrue(GoodEvidence.examine(evidence).failures().stream()
                .anyMatch(failure -> failure.contains("an assumption of the construction is not established")));
        assertTrue(Examiner.examine(evidence, Optional.empty()).failures().stream()
                .anyMatch(failure -> failure.contains("only a solver can decide")));
    }

    @Test
    void aConeThatIsNotSteepEnough() {
        RiskSurgery construction = (RiskSurgery) good("witness:ERM.d1.1").pair().construction();
        ConeField field = construction.surgery().field();
        ConeField shallow =
                new ConeField(field.base(), field.range(), field.slope().add(BigFraction.of(1_000_000)), field.cones());
        ConeSurgery surgery = new ConeSurgery(
                true,
                shallow,
                construction.surgery().surgery(),
                construction.surgery().protectedInputs());
        WitnessPair pair = good("witness:ERM.d1.1").pair();
        assertFails(
                new WitnessEvidence(
                        "witness:ERM.d1.1",
                        new WitnessPair(
                                pair.functionClass(),
                                pair.phi(),
                                pair.f1(),
                                pair.f2(),
                                pair.x(),
                                pair.h(),
                                new RiskSurgery(surgery, construction.data()))),
                "is not as steep as the base");
    }

    @Test
    void whatCannotBeExaminedFailsAndThrowsNothing() {
        WitnessPair lip = good("witness:LIP.d2.1").pair();
        WitnessPair aff = good("witness:AFF.d2.1").pair();
        WitnessPair odd =
                new WitnessPair(FunctionClass.LIP, aff.phi(), aff.f1(), aff.f2(), aff.x(), aff.h(), aff.construction());
        assertFails(new WitnessEvidence("witness:LIP.d2.1", odd), "");
        WitnessPair line = good("witness:MONO.d1.1").pair();
        WitnessPair flat = new WitnessPair(
                FunctionClass.AFF,
                line.phi(),
                line.f1(),
                line.f2(),
                line.x(),
                line.h(),
                new AffinePair(line.phi(), H, line.h()));
        assertFails(new WitnessEvidence("witness:AFF.d1.1", flat), "");
        LipschitzEnvelope envelope = ((LipschitzPair) lip.construction()).envelope();
        assertFails(
                new WitnessEvidence(
                        "witness:LIP.d2.1",
                        new WitnessPair(
                                FunctionClass.LIP,
                                lip.phi(),
                                lip.f1(),
                                lip.f2(),
                                lip.x(),
                                BigFraction.ZERO,
                                new LipschitzPair(envelope, lip.x(), BigFraction.ZERO))),
                "");
    }

    @Test
    void aDecoderOtherThanThatOfTheRow() {
        DecoderEvidence good = decoder("decoder:AFF1.d1.2");
        assertFails(
                new DecoderEvidence(good.id(), good.functionClass(), "nearest", good.unit(), good.phi(), good.points()),
                "the decoder of AFF1 is affine1, not nearest");
        assertFails(
                new DecoderEvidence(
                        "decoder:CONST.d1.2", good.functionClass(), "affine1", good.unit(), good.phi(), List.of()),
                "its id is not that of a decoder for AFF1");
        DecoderEvidence other = decoder("decoder:AFF1.d1.3");
        assertFails(
                new DecoderEvidence(good.id(), good.functionClass(), "affine1", good.unit(), other.phi(), List.of()),
                "the unit has another visualization");
        assertFails(
                new DecoderEvidence(good.id(), good.functionClass(), "affine1", good.unit(), other.phi(), List.of()),
                "the decoder affine1 errs at");
    }

    private static DecoderEvidence decoder(String id) {
        return (DecoderEvidence) GoodEvidence.evidence().stream()
                .filter(piece -> piece.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyGapInTheCoverageIsNamed() {
        assertUncovered("F", id -> id.startsWith("witness:F.d8"), "in dimension 8");
        assertUncovered("AFF", id -> id.startsWith("witness:AFF.d2"), "in dimension 2");
        assertUncovered("LIP", id -> id.matches("witness:LIP\\.d3\\.[14]"), "in dimension 3 and l1");
        assertUncovered("CONV", id -> id.matches("witness:CONV\\.d.\\.2"), "a small h");
        assertUncovered("CONV", id -> id.matches("witness:CONV\\.d.\\.1"), "a large h");
        assertUncovered("ERM", id -> id.equals("witness:ERM.iris"), "Fisher's iris");
        assertUncovered("AFF1", id -> id.startsWith("decoder:AFF1"), "no constant unit");
        assertUncovered("CONST", id -> id.startsWith("decoder:CONST"), "units only");
    }

    private static void assertUncovered(String row, Predicate<String> missing, String part) {
        List<Evidence> rest = GoodEvidence.evidence().stream()
                .filter(piece -> !missing.test(piece.id()))
                .toList();
        Findings findings = Findings.of(rest, List.of());
        Set<String> failing = findings.all().stream()
                .filter(finding -> !finding.failures().isEmpty())
                .map(Finding::id)
                .collect(Collectors.toSet());
        String kind = row.equals("AFF1") || row.equals("CONST") ? "decoder:" : "witness:";
        assertEquals(Set.of(kind + row + ".*"), failing);
        assertTrue(findings.all().toString().contains(part), findings.all().toString());
    }
}
