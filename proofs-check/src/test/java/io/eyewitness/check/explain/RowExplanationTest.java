package io.eyewitness.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.examine.Finding;
import io.eyewitness.check.examine.Level;
import io.eyewitness.check.gate.ClaimResult;
import io.eyewitness.check.gate.Derivation;
import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.theory.claim.Claim;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class RowExplanationTest {
    private static final WitnessPair PAIR =
            new PairChoice(FunctionClass.CONV, Optional.empty(), Optional.empty(), BigFraction.ONE, Norm.L2, 0).pair();

    private static Explanation decision(Answer answer) {
        try (SolverPool<Says> solvers = new SolverPool<>(1, () -> new Says(answer))) {
            return new RowExplanation(Ledger.builtIn(), FunctionClass.AFF1, Optional.empty()).decision(0, solvers);
        }
    }

    @Test
    void whatTheKernelHasProvenStandsUnlessASolverContradictsIt() {
        assertTrue(decision(new Answer.Unsatisfiable()).holds());
        Explanation unknown = decision(new Answer.Unknown("timeout"));
        assertTrue(unknown.holds());
        assertTrue(unknown.lines().contains(" ".repeat(13) + "kernel; z3 0 answers unknown"));
        assertTrue(unknown.lines().contains("  claim:AFF1.exact: Yes, known by: rules"));
        Explanation contradicted = decision(new Answer.Satisfiable(Map.of()));
        assertFalse(contradicted.holds());
        assertTrue(contradicted.lines().contains("  claim:AFF1.exact: not established"));
        assertTrue(contradicted
                .lines()
                .contains(
                        "    DOES NOT HOLD: obligation/Y1.json: z3 0 answered sat, but the kernel has accepted a proof:"
                                + " one of them is wrong"));
    }

    @Test
    void aPairWithSwappedUnitsDoesNotHold() {
        assertTrue(new PairExample(PAIR, 0).holds());
        WitnessPair swapped = new WitnessPair(
                PAIR.functionClass(), PAIR.phi(), PAIR.f2(), PAIR.f1(), PAIR.x(), PAIR.h(), PAIR.construction());
        assertFalse(new PairExample(swapped, 0).holds());
    }

    @Test
    void theLevelIsWhatTheGateFound() {
        Finding finding = new Finding("obligation:Y1", Level.ONE_SOLVER, List.of(), List.of(), Optional.empty(), 0);
        assertEquals("1 solver", new ExaminedObligation(Obligations.byId("Y1"), List.of(), finding).knownBy());
        Claim claim = Ledger.builtIn().claims().get(0);
        Derivation derivation = new Derivation(
                Optional.of(claim.expected()), Level.TWO_SOLVERS, claim.evidence(), List.of(), Optional.empty(), 0);
        assertEquals(
                List.of("  " + claim.id() + ": " + claim.expected().text() + ", known by: 2 solvers"),
                RowExplanation.lines(new ClaimResult(claim, derivation)));
    }
}
