package io.eyewitness.check.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SolverComparisonTest {
    /** libpoly does not finish on this one; see the note of issue 3. */
    private static final Set<String> TOO_HARD_FOR_CVC5 = Set.of("L4n.l2");

    @Test
    void bothSolversRefuteEveryObligationThatIsNotTooHard() {
        List<SolverComparison.Pair> pairs = new SolverComparison(
                        () -> new Z3ScriptSolver(Duration.ofSeconds(60)), () -> new Cvc5Solver(Duration.ofSeconds(20)))
                .of(
                        Obligations.all().stream()
                                .filter(obligation -> !TOO_HARD_FOR_CVC5.contains(obligation.id()))
                                .toList(),
                        2);
        Set<String> notByBoth = new TreeSet<>();
        pairs.stream().filter(pair -> pair.refutations() < 2).forEach(pair -> notByBoth.add(pair.toString()));
        assertEquals(Set.of(), notByBoth);
    }

    @Test
    void aDisagreementIsLoudAndNamesTheObligation() {
        SolverComparison comparison =
                new SolverComparison(() -> new Z3ScriptSolver(Duration.ofSeconds(20)), () -> saying(ScriptAnswer.SAT));
        SolverDisagreement problem =
                assertThrows(SolverDisagreement.class, () -> comparison.of(List.of(Obligations.byId("E1")), 1));
        assertTrue(problem.getMessage().contains("obligation:E1"), problem.getMessage());
        assertTrue(problem.getMessage().contains("fake says sat"), problem.getMessage());
    }

    @Test
    void unknownIsNoDisagreementAndCountsForNothing() {
        List<Obligation> obligations = List.of(Obligations.byId("N1"), Obligations.byId("E1"));
        List<SolverComparison.Pair> pairs = new SolverComparison(
                        () -> saying(ScriptAnswer.UNSAT), () -> saying(ScriptAnswer.unknown("timeout")))
                .of(obligations, 2);
        assertEquals(
                List.of("N1", "E1"),
                pairs.stream().map(SolverComparison.Pair::id).toList());
        pairs.forEach(pair -> assertEquals(1, pair.refutations()));
    }

    private static ScriptSolver saying(ScriptAnswer answer) {
        return new Saying("fake", answer);
    }
}
