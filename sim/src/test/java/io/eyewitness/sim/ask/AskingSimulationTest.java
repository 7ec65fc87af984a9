package io.eyewitness.sim.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.run.SimulationRun;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingSimulationTest {
    private static final AskingSimulation PLAN = plan(FunctionClass.withWitnesses(), List.of(32, 0, 1, 2, 8));

    @TempDir
    private static Path directory;

    private static AskingSimulation.Result result;

    private static List<Asked> asked;

    private static AskingSimulation plan(List<FunctionClass> classes, List<Integer> examples) {
        return new AskingSimulation(classes, List.of(1, 2, 3), examples, 150, BigFraction.of(2), Norm.L2, 3);
    }

    @BeforeAll
    static void play() throws IOException {
        try (SimulationRun run =
                SimulationRun.open(directory.resolve("state"), PLAN.settings(), PLAN.seed(), 2, done -> {})) {
            result = PLAN.result(run);
            asked = result.asked();
        }
    }

    private static List<Asked> of(FunctionClass functionClass, int dimension, AskingDecoder rule) {
        return asked.stream()
                .filter(one -> one.functionClass() == functionClass
                        && one.dimension() == dimension
                        && one.decoder().equals(rule.text()))
                .toList();
    }

    private static double error(FunctionClass functionClass, int dimension, AskingDecoder rule, int examples) {
        return of(functionClass, dimension, rule).stream()
                .filter(one -> one.examples() == examples)
                .mapToDouble(one -> one.error().value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allClassesPlayWhereTheyAreDefined() {
        int ofDimension2 = 5 * (4 * 2 + 4 * 3);
        assertEquals(2 * ofDimension2 + 5 * (4 * 2 + 3 * 3), asked.size());
        assertTrue(asked.stream().allMatch(one -> one.games() == 150));
    }

    /** No game has midpoint err by more than is left, or more left than the theorems say. */
    @Test
    void eachGameIsAsProven() {
        assertTrue(asked.stream().allMatch(Asked::holds), asked.toString());
        for (Asked one : asked) {
            assertTrue(one.left().value() <= one.proven().value() + 1e-6, one.toString());
            if (one.decoder().equals("midpoint")) {
                assertTrue(one.error().value() <= one.left().value() + 1e-6, one.toString());
            }
        }
    }

    /** All numbers of examples are tried on the same functions, and the fewer examples are among the more. */
    @Test
    void moreExamplesLeaveLess() {
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            List<Asked> row = of(functionClass, 2, AskingDecoder.NEAREST);
            assertEquals(
                    List.of(0, 1, 2, 8, 32), row.stream().map(Asked::examples).toList());
            for (int k = 1; k < row.size(); k++) {
                assertTrue(row.get(k).left().value() <= row.get(k - 1).left().value() + 1e-6);
                assertTrue(
                        row.get(k).proven().value() <= row.get(k - 1).proven().value() + 1e-2);
            }
            double gain = row.get(0).error().value() - row.get(4).error().value();
            assertTrue(gain > 0.1, functionClass + " gains " + gain);
            assertEquals(
                    ClassKnowledge.limits(functionClass),
                    row.get(4).left().value() < row.get(0).left().value());
        }
    }

    /** d - 1 examples beside the visualization decide, one fewer does not. */
    @Test
    void affineFunctionsNeedOneExampleLessThanInputs() {
        for (int dimension : List.of(2, 3)) {
            assertTrue(error(FunctionClass.AFF, dimension, AskingDecoder.MIDPOINT, dimension - 2) > 0.02);
            assertEquals(0, error(FunctionClass.AFF, dimension, AskingDecoder.MIDPOINT, dimension - 1), 1e-9);
            assertTrue(error(FunctionClass.AFF, dimension, AskingDecoder.NEAREST, dimension - 1) > 0.05);
            for (Asked one : of(FunctionClass.AFF, dimension, AskingDecoder.MIDPOINT)) {
                double proven = one.examples() < dimension - 1 ? 0.5 : 0;
                assertEquals(proven, one.proven().value(), one.toString());
            }
        }
    }

    /** In one dimension 33 cells are so small that L times the covering radius is less than half of the range, if not of all functions. */
    @Test
    void theTheoremOnLipschitzFunctionsIsAboutTheCoveringRadius() {
        List<Asked> row = of(FunctionClass.LIP, 1, AskingDecoder.MIDPOINT);
        double proven = row.get(4).proven().value();
        assertEquals(0.5, row.get(0).proven().value(), 0.05);
        assertTrue(proven > 0.1 && proven < 0.45, "" + proven);
        assertTrue(row.get(4).left().value() < proven / 2);
    }

    @Test
    void anErrorBeyondWhatIsProvenIsSeen() {
        Estimate none = new Estimate(0, 0, 0);
        assertTrue(new Asked(FunctionClass.AFF, 2, 1, "midpoint", 9, none, none, none, 1e-9).holds());
        assertFalse(new Asked(FunctionClass.AFF, 2, 1, "midpoint", 9, none, none, none, 1e-3).holds());
        AskingStatistics sums = new AskingStatistics(1, 1);
        sums.compare(0, 0.4, 0.5);
        assertEquals(0, sums.excess(0));
        sums.compare(0, 0.5, 0.4);
        AskingStatistics more = new AskingStatistics(1, 1);
        more.add(sums);
        assertEquals(0.1, more.excess(0), 1e-12);
        assertEquals(0.1, more.blocks().get(0).excess(), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> sums.add(0, Double.NaN));
    }

    /** Blocks have the means of which the mean of all games is the mean, and survive an interruption. */
    @Test
    void theMeasurementHasABlockForEachThousandGames() throws IOException {
        AskingSimulation plan = new AskingSimulation(
                List.of(FunctionClass.LIP, FunctionClass.AFF),
                List.of(2),
                List.of(0, 1),
                2_000,
                BigFraction.of(2),
                Norm.L2,
                3);
        Path state = directory.resolve("blocks");
        List<Measurement> measured = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (SimulationRun run = SimulationRun.open(state, plan.settings(), plan.seed(), 2, done -> {})) {
                AskingSimulation.Result played = plan.result(run);
                Measurement measurement = plan.measurement(played);
                measured.add(measurement);
                assertEquals(
                        List.of("LIP.0", "LIP.0.proven", "LIP.1", "LIP.1.proven", "AFF.0", "AFF.1", "holds"),
                        measurement.columns());
                assertEquals(2, measurement.units().size());
                assertEquals(1, measurement.means().get("holds"));
                double proven = played.asked().get(0).proven().value();
                assertEquals(proven, measurement.means().get("LIP.0.proven"), 1e-12);
                for (Asked one : played.asked()) {
                    if (one.decoder()
                            .equals(AskingDecoder.best(one.functionClass()).text())) {
                        assertEquals(
                                one.error().value(),
                                measurement.means().get(one.functionClass() + "." + one.examples()),
                                1e-12);
                    }
                }
            }
        }
        assertEquals(measured.get(0), measured.get(1));
    }

    @Test
    void thereIsNothingToAskOfConstants() {
        assertThrows(IllegalArgumentException.class, () -> plan(List.of(FunctionClass.CONST), List.of(1)));
        assertThrows(IllegalArgumentException.class, () -> plan(List.of(FunctionClass.F), List.of(-1)));
        assertThrows(IllegalArgumentException.class, () -> plan(List.of(FunctionClass.F), List.of(257)));
    }
}
