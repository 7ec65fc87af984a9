package io.eyewitness.check.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.formula.Evaluation;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.SmtLib;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.obligation.Obligation;
import io.eyewitness.theory.obligation.Obligations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Z3SolverTest {
    static Stream<Obligation> all() {
        return Obligations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void z3RefutesItsNegation(Obligation obligation) {
        try (Z3Solver solver = new Z3Solver(Duration.ofSeconds(30))) {
            assertEquals(new Answer.Unsatisfiable(), solver.check(obligation.negation()), obligation.id());
        }
    }

    @Test
    void aFalseObligationIsNotRefuted() {
        Obligation shifted = falseObligation();
        try (Z3Solver solver = new Z3Solver(Duration.ofSeconds(30))) {
            Answer answer = solver.check(shifted.negation());
            Answer.Satisfiable model = assertInstanceOf(Answer.Satisfiable.class, answer);
            Evaluation evaluation = new Evaluation(model.model());
            assertEquals(true, evaluation.holds(Formula.and(shifted.negation())), model.toString());
        }
    }

    @Test
    void aTimeOutIsUnknown() {
        int size = 9;
        List<Formula> cyclicNine = new ArrayList<>();
        for (int length = 1; length < size; length++) {
            List<Term> products = new ArrayList<>();
            for (int first = 0; first < size; first++) {
                products.add(cyclicProduct(first, length, size));
            }
            cyclicNine.add(Term.sum(products).equalTo(Term.constant(0)));
        }
        cyclicNine.add(cyclicProduct(0, size, size).equalTo(Term.ONE));
        try (Z3Solver solver = new Z3Solver(Duration.ofMillis(200))) {
            assertInstanceOf(Answer.Unknown.class, solver.check(cyclicNine));
        }
    }

    private static Term cyclicProduct(int first, int length, int size) {
        Term product = Term.ONE;
        for (int i = first; i < first + length; i++) {
            product = product.times(Term.variable("x" + i % size));
        }
        return product;
    }

    @Test
    void solversSeeTheSameNumber() {
        var same = Term.constant(BigFraction.of(5, -7)).equalTo(Term.variable("v"));
        var negative = Term.variable("v").lessThan(Term.ZERO);
        assertTrue(
                SmtLib.script("a number", List.of(same)).contains("(- (/ 5 7))"),
                SmtLib.script("a number", List.of(same)));
        try (Z3Solver solver = new Z3Solver(Duration.ofSeconds(10))) {
            assertEquals(new Answer.Unsatisfiable(), solver.check(List.of(same, Formula.not(negative))));
        }
    }

    @Test
    void anOptimiserThatFailsProposesNothing() {
        Z3Solver solver = new Z3Solver(Duration.ofSeconds(10));
        solver.close();
        assertEquals(Optional.empty(), solver.maximise(Term.ONE, List.of()));
    }

    private static Obligation falseObligation() {
        Term v = Term.variable("v");
        return new Obligation(
                "X1",
                "S1 with a ball that is too small.",
                Obligations.byId("S1").hypotheses().subList(0, 3),
                Term.max(v, Term.variable("M").minus(Term.variable("h")).minus(Term.variable("s")))
                        .equalTo(v));
    }
}
