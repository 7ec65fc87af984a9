package io.eyewitness.theory.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** What is inadmissible is refused in one sentence. */
class RefusalTest {
    private static final BigFraction SMALL = BigFraction.of(1, 8);

    private static Visualization unit(Point a, Point b) {
        return new Visualization(a, b, BigFraction.ZERO, BigFraction.ONE);
    }

    private static void assertRefused(FunctionClass row, PairRequest request, String part) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> WitnessFamily.of(row).pair(request))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void hMustBeBelowHalfTheRange() {
        Visualization phi = unit(Point.zero(2), Point.one(2));
        for (FunctionClass row : FunctionClass.withWitnesses()) {
            PairRequest request = PairRequest.sample(row, 2, SMALL, 1);
            PairRequest wide =
                    new PairRequest(phi, Rationals.HALF, BigFraction.of(9), Norm.L1, request.x(), request.task(), 0);
            if (row != FunctionClass.ERM) {
                assertRefused(row, wide, "h must be below R/2 = 1/2");
                assertRefused(
                        row,
                        new PairRequest(phi, BigFraction.ZERO, wide.lipschitz(), Norm.L1, wide.x(), wide.task(), 0),
                        "h must be above 0");
            }
        }
    }

    @Test
    void extremisersMustBeThoseOfTheRow() {
        Visualization inside = unit(Point.of("0", "1/2"), Point.of("1", "1/2"));
        assertRefused(FunctionClass.CONV, PairRequest.of(inside, SMALL), "CONV needs b at a vertex");
        assertRefused(FunctionClass.MONO, PairRequest.of(inside, SMALL), "MONO needs a = (0, 0) and b = (1, 1)");
        assertRefused(FunctionClass.AFF, PairRequest.of(inside, SMALL), "AFF needs a at a vertex");
        assertRefused(FunctionClass.AFF, PairRequest.of(unit(Point.zero(1), Point.one(1)), SMALL), "AFF needs d >= 2");
        assertRefused(
                FunctionClass.LIP, PairRequest.of(inside, SMALL).withLipschitz(Rationals.HALF, Norm.L1), "-Lipschitz");
        PairRequest tight = PairRequest.of(unit(Point.zero(1), Point.one(1)), SMALL);
        assertRefused(FunctionClass.LIP, tight, "choose another x");
        assertRefused(FunctionClass.ERM, PairRequest.of(inside, SMALL), "ERM needs a training task");
    }

    @Test
    void constantUnitsHaveNoPair() {
        Point zero = Point.zero(2);
        Visualization constant = new Visualization(zero, Point.one(2), BigFraction.ONE, BigFraction.ONE);
        for (FunctionClass row : FunctionClass.withWitnesses()) {
            if (row != FunctionClass.ERM && row != FunctionClass.LIP) {
                assertRefused(row, PairRequest.of(constant, SMALL), "m must be below M");
            }
        }
        assertRefused(FunctionClass.LIP, PairRequest.of(constant, SMALL), "m < M");
    }

    @Test
    void extremisersMustBeOffTheTrainingInputs() {
        PairRequest request = PairRequest.sample(FunctionClass.ERM, 2, SMALL, 3);
        Point input = request.task().orElseThrow().data().inputs().get(0);
        Visualization phi = new Visualization(
                input, request.phi().b(), request.phi().min(), request.phi().max());
        assertRefused(
                FunctionClass.ERM,
                PairRequest.of(phi, SMALL).withTask(request.task().get()),
                "off the training inputs");
    }

    @Test
    void theFixedPointIsNotForTheAsking() {
        for (FunctionClass row : List.of(FunctionClass.MONO, FunctionClass.CONV, FunctionClass.AFF)) {
            PairRequest request = PairRequest.sample(row, 2, SMALL, 1).withX(Point.zero(2));
            assertRefused(row, request, row + " fixes x");
        }
    }

    @Test
    void understoodClassesHaveNoFamily() {
        for (FunctionClass row : List.of(FunctionClass.AFF1, FunctionClass.CONST)) {
            assertThrows(IllegalArgumentException.class, () -> WitnessFamily.of(row));
            assertThrows(IllegalArgumentException.class, () -> PairRequest.sample(row, 1, SMALL, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> PairRequest.sample(FunctionClass.AFF, 1, SMALL, 0));
        assertThrows(IllegalArgumentException.class, () -> PairRequest.sample(FunctionClass.F, 0, SMALL, 0));
        assertThrows(IllegalArgumentException.class, () -> new Dataset(List.of(), List.of()));
    }

    @Test
    void sampledRequestsAreExactDoublesAndRepeat() {
        for (FunctionClass row : FunctionClass.withWitnesses()) {
            for (int seed = 0; seed < 50; seed++) {
                PairRequest request = PairRequest.sample(row, 5, BigFraction.of(1, 10), seed);
                assertEquals(request, PairRequest.sample(row, 5, BigFraction.of(1, 10), seed));
                WitnessPair pair = WitnessFamily.of(row).pair(request);
                assertEquals(pair, WitnessFamily.of(row).pair(request));
                for (Point point : List.of(pair.x(), pair.phi().a(), pair.phi().b())) {
                    assertTrue(point.coordinates().stream().allMatch(Rationals::isExactDouble));
                }
                assertTrue(Rationals.isExactDouble(pair.phi().min()));
                assertTrue(Rationals.isExactDouble(pair.phi().max()));
            }
        }
    }
}
