package io.eyewitness.check.examine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.PiecewiseAffine;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.WitnessFamily;
import io.eyewitness.theory.witness.WitnessPair;
import java.time.Duration;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The solver's own look at the units, without the construction's help. */
class DirectCheckTest {
    private static final Z3Solver SOLVER = new Z3Solver(Duration.ofSeconds(60));
    private static final Visualization PHI =
            new Visualization(Point.zero(2), Point.one(2), BigFraction.ZERO, BigFraction.ONE);
    private static final Term X1 = Term.variable("x1");
    private static final Term X2 = Term.variable("x2");
    private static final Term MEAN = X1.plus(X2).times(BigFraction.of(1, 2));

    @AfterAll
    static void close() {
        SOLVER.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"AFF1", "CONST", "ERM"})
    void goodPairsPass(FunctionClass row) {
        assertEquals(List.of(), DirectCheck.failures(pair(row), SOLVER));
    }

    @Test
    void otherExtremesAreFound() {
        assertFound(FunctionClass.F, "f1 has other extremes", MEAN.times(BigFraction.of(11, 10)));
        assertFound(FunctionClass.F, "f1 has other extremes", MEAN.times(BigFraction.of(9, 10)));
        assertFound(FunctionClass.F, "f1 has other extremes", MEAN.minus(Term.constant(1, 100)));
    }

    @Test
    void tiesAreFound() {
        assertFound(FunctionClass.F, "f1 has other extremes", X1);
        assertFound(
                FunctionClass.F,
                "f1 has other extremes",
                Term.max(Term.ZERO, MEAN.plus(MEAN).minus(Term.ONE)));
    }

    @Test
    void whatIsNotMonotoneIsFound() {
        Term hill = Term.relu(Term.constant(1, 4).minus(Term.abs(X1.minus(Term.constant(1, 2)))));
        Term dented = MEAN.minus(hill);
        assertFound(FunctionClass.MONO, "f1 is not in F_Mono", dented);
    }

    @Test
    void whatIsNotConvexIsFound() {
        assertFound(FunctionClass.CONV, "f1 is not in F_Conv", Term.min(Term.ONE, MEAN.times(BigFraction.of(2))));
    }

    @Test
    void whatIsNotAffineIsFound() {
        Term kinked = Term.max(MEAN.times(BigFraction.of(1, 2)), MEAN.plus(MEAN).minus(Term.ONE));
        assertFound(FunctionClass.AFF, "f1 is not in F_Aff", kinked);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"L2"})
    void whatIsTooSteepIsFound(Norm norm) {
        WitnessPair good = WitnessFamily.of(FunctionClass.LIP)
                .pair(PairRequest.of(PHI, BigFraction.of(1, 8))
                        .withLipschitz(BigFraction.of(3), norm)
                        .withX(Point.of("1/2", "1/2")));
        assertEquals(List.of(), DirectCheck.failures(good, SOLVER));
        Term step = Term.min(Term.ONE, Term.relu(X1.minus(Term.constant(1, 2)).times(BigFraction.of(13, 4))));
        assertFound(good, "f1 is not in F_Lip", new PiecewiseAffine(2, step));
    }

    private static void assertFound(FunctionClass row, String part, Term f1) {
        assertFound(pair(row), part, new PiecewiseAffine(2, f1));
    }

    private static void assertFound(WitnessPair good, String part, Unit f1) {
        WitnessPair pair = new WitnessPair(
                good.functionClass(), good.phi(), f1, good.f2(), good.x(), good.h(), good.construction());
        List<String> failures = DirectCheck.failures(pair, SOLVER);
        assertTrue(failures.stream().anyMatch(failure -> failure.startsWith(part)), failures.toString());
    }

    private static WitnessPair pair(FunctionClass row) {
        PairRequest request = PairRequest.of(PHI, BigFraction.of(1, 8));
        return WitnessFamily.of(row)
                .pair(row == FunctionClass.LIP ? request.withLipschitz(BigFraction.of(4), Norm.LINF) : request);
    }
}
