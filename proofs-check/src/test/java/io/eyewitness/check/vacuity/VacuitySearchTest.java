package io.eyewitness.check.vacuity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.solver.Answer;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import io.eyewitness.theory.obligation.vacuity.VacuityReport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VacuitySearchTest {
    private static final VacuityReport REPORT = VacuityReport.builtIn();
    private static final Term X = Term.variable("x");

    @Test
    void theSearchFindsTheSameAgain() {
        for (String id : List.of("S1", "S3", "C3", "A1.above.d2", "L4n.l2")) {
            assertEquals(REPORT.entry(id), new VacuitySearch(Duration.ofSeconds(20)).of(Obligations.byId(id)));
        }
    }

    @Test
    void theSearchDoesNotDependOnWhenGarbageIsCollected() throws InterruptedException {
        Thread collector = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                System.gc();
            }
        });
        collector.start();
        try {
            for (int i = 0; i < 10; i++) {
                assertEquals(REPORT.entry("S1"), new VacuitySearch(Duration.ofSeconds(20)).of(Obligations.byId("S1")));
            }
        } finally {
            collector.interrupt();
            collector.join();
        }
    }

    @Test
    void aVacuousObligationIsRefused() {
        Obligation vacuous = new Obligation(
                "X1", "Nothing.", List.of(X.lessThan(Term.ZERO), X.greaterThan(Term.ZERO)), X.equalTo(Term.ONE));
        VacuitySearch search = new VacuitySearch(Duration.ofSeconds(5));
        assertThrows(IllegalStateException.class, () -> search.of(vacuous));
        assertThrows(IllegalStateException.class, () -> search.report(List.of(vacuous), 1));
    }

    @Test
    void anIrrationalModelIsReplacedByARationalOne() {
        Term y = Term.variable("y");
        try (Z3Solver solver = new Z3Solver(Duration.ofSeconds(5))) {
            List<Formula> circle =
                    List.of(X.times(X).plus(y.times(y)).equalTo(Term.ONE), X.lessThan(y), Term.ZERO.lessThan(X));
            assertFalse(solver.check(circle).isUnsatisfiable());
            assertTrue(new ModelSearch(solver, solver).find(circle) instanceof Answer.Satisfiable);
            List<Formula> root = List.of(X.times(X).equalTo(Term.constant(2)));
            assertTrue(new ModelSearch(solver, solver).find(root) instanceof Answer.Unknown);
        }
    }
}
