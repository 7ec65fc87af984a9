package io.eyewitness.check.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.bundle.Bundle;
import io.eyewitness.check.formal.FormalCache;
import io.eyewitness.check.report.Report;
import io.eyewitness.check.solver.SolverPool;
import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.claim.Ledger;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.witness.WitnessFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableRunTest {
    private static final ObligationSource KEPT = new ObligationSource(true, Duration.ofSeconds(60), Map.of());

    @TempDir
    Path directory;

    private Report run(int threads, UnaryOperator<WitnessFamily> change) throws Exception {
        List<WitnessFamily> families = FunctionClass.withWitnesses().stream()
                .map(WitnessFamily::of)
                .map(change)
                .toList();
        try (SolverPool<Z3Solver> solvers = new SolverPool<>(threads, () -> new Z3Solver(Duration.ofSeconds(60)))) {
            return new TableRun(
                            Ledger.builtIn(),
                            families,
                            1,
                            KEPT,
                            Measurements.builtIn(),
                            new FormalCache(directory.resolve("no-cache")))
                    .run(directory.resolve("evidence"), solvers, count -> () -> {});
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ERM", "CONV"})
    void aFamilyThatCannotBuildItsPairsFailsItsOwnCells(FunctionClass row) throws Exception {
        Report report = run(
                2,
                family -> family.functionClass() != row
                        ? family
                        : new WitnessFamily(row, request -> {
                            throw new IllegalArgumentException("the share t = 0 must lie strictly between 0 and 1");
                        }));
        Set<String> failing = new TreeSet<>();
        report.failures().forEach(result -> failing.add(result.claim().id()));
        Set<String> resting = new TreeSet<>();
        Ledger.builtIn().claims().stream()
                .filter(claim -> claim.evidence().contains("witness:" + row))
                .forEach(claim -> resting.add(claim.id()));
        assertEquals(resting, failing);
        assertTrue(report.failures().get(0).problems().toString().contains("t = 0"));
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        run(1, family -> family);
        Bundle one = Bundle.read(directory.resolve("evidence"));
        run(4, family -> family);
        assertEquals(one, Bundle.read(directory.resolve("evidence")));
    }
}
