package io.eyewitness.check.explain;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.solver.Answer;
import io.eyewitness.theory.solver.Solver;
import io.eyewitness.theory.solver.SolverPool;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final WitnessPair PAIR =
            new PairChoice(FunctionClass.CONV, Optional.empty(), Optional.empty(), BigFraction.ONE, Norm.L2, 0).pair();

    private record Says(Answer answer) implements Solver {
        @Override
        public String name() {
            return "oracle";
        }

        @Override
        public Answer check(List<Formula> assertions) {
            return answer;
        }

        @Override
        public void close() {}
    }

    private static Explanation of(WitnessPair pair) {
        return Explanation.of(Ledger.builtIn(), Optional.empty(), pair, 0);
    }

    private static boolean hasCounterexample(Answer answer) {
        try (SolverPool<Says> solvers = new SolverPool<>(1, () -> new Says(answer))) {
            return of(PAIR).obligations(solvers).hasCounterexample();
        }
    }

    @Test
    void onlyAModelIsACounterexample() {
        assertTrue(hasCounterexample(new Answer.Satisfiable(Map.of())));
        assertFalse(hasCounterexample(new Answer.Unsatisfiable()));
        assertFalse(hasCounterexample(new Answer.Unknown("timeout")));
    }

    @Test
    void aPairWithSwappedUnitsDoesNotHold() {
        assertTrue(of(PAIR).pairHolds());
        assertFalse(of(new WitnessPair(
                        PAIR.functionClass(), PAIR.phi(), PAIR.f2(), PAIR.f1(), PAIR.x(), PAIR.h(), PAIR.recipe()))
                .pairHolds());
    }
}
