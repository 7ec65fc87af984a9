package io.eyewitness.check.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class Cvc5SolverTest {
    private static final Cvc5Solver CVC5 = new Cvc5Solver(Duration.ofSeconds(20));
    private static final Z3ScriptSolver Z3 = new Z3ScriptSolver(Duration.ofSeconds(20));

    @AfterAll
    static void close() {
        CVC5.close();
        Z3.close();
    }

    @Test
    void itsNameHasItsVersion() {
        assertEquals("cvc5 1.3.2", CVC5.name());
    }

    @Test
    void anObligationIsRefuted() {
        assertEquals(ScriptAnswer.UNSAT, CVC5.check(Obligations.byId("S1").script()));
        assertEquals(ScriptAnswer.UNSAT, Z3.check(Obligations.byId("S1").script()));
    }

    @Test
    void aWrongObligationIsSatisfiedInBoth() {
        Obligation right = Obligations.byId("C3");
        Obligation wrong = new Obligation("X1", "C3, reversed.", right.hypotheses(), Formula.not(right.conclusion()));
        assertEquals(ScriptAnswer.SAT, CVC5.check(wrong.script()));
        assertEquals(ScriptAnswer.SAT, Z3.check(wrong.script()));
    }

    @Test
    void outOfTimeIsUnknownEvenWhereCvc5OverrunsItsLimitAndTheNextScriptIsAnswered() {
        try (Cvc5Solver hasty = new Cvc5Solver(Duration.ofMillis(200))) {
            ScriptAnswer answer = hasty.check(Obligations.byId("L4n.l2").script());
            assertEquals(ScriptAnswer.Verdict.UNKNOWN, answer.verdict());
            assertEquals("timeout", answer.reason());
            assertEquals(ScriptAnswer.UNSAT, hasty.check(Obligations.byId("E1").script()));
        }
    }

    @Test
    void whatItPrintsIsUnderstoodOrRefused() {
        assertEquals(ScriptAnswer.unknown("timeout"), Cvc5Script.printed("unknown (TIMEOUT)"));
        assertEquals(ScriptAnswer.unknown(""), Cvc5Script.printed("unknown"));
        assertThrows(IllegalArgumentException.class, () -> Cvc5Script.printed("(error \"unsat\")"));
    }

    @Test
    void whatIsNotAScriptIsRefused() {
        for (String text : new String[] {"", "(assert", "(set-logic QF_LRA)\n(assert (< x 0))\n(check-sat)\n"}) {
            assertThrows(IllegalArgumentException.class, () -> CVC5.check(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> Z3.check("(assert"));
        assertThrows(IllegalArgumentException.class, () -> CVC5.check("(set-logic QF_LRA)(check-sat)(check-sat)"));
        assertThrows(
                IllegalArgumentException.class,
                () -> CVC5.check("(set-logic QF_LRA)(echo \"unsat\")(check-sat)"),
                "an answer comes from check-sat alone");
    }

    @Test
    void aPlatformWithoutItsLibraryIsNamed() {
        SolverMissing problem = assertThrows(SolverMissing.class, () -> Cvc5Solver.Library.copy("Mac OS X", "aarch64"));
        assertTrue(problem.getMessage().contains("Mac OS X on aarch64"), problem.getMessage());
    }
}
