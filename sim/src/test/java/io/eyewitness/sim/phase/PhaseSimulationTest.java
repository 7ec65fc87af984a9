package io.eyewitness.sim.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.run.Intervals;
import io.eyewitness.sim.run.SimulationRun;
import io.eyewitness.sim.run.Streams;
import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.claim.Criterion;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence.Unit;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.LipschitzEnvelope;
import io.eyewitness.theory.visualization.Visualization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseSimulationTest {
    private static final int GRID = 16;

    @TempDir
    private Path directory;

    private PhaseSimulation.Result draw(PhaseSimulation plan, int threads) throws IOException {
        try (SimulationRun run = SimulationRun.open(
                directory.resolve("state" + threads), plan.settings(), plan.seed(), threads, done -> {})) {
            return plan.result(run);
        }
    }

    private static Point point(int dimension, UniformRandomProvider random) {
        return new Point(Stream.generate(() -> BigFraction.of(random.nextInt(GRID + 1), GRID))
                .limit(dimension)
                .toList());
    }

    private static double[] doubles(Point point) {
        return point.coordinates().stream()
                .mapToDouble(BigFraction::doubleValue)
                .toArray();
    }

    /** In l2 the pair lies along one coordinate, so that |a-b| is rational. Points at the very edge of a ball are left out. */
    @Property(tries = 500)
    void pointsAreDecidableWhereTheoryDecidesTheirSide(
            @ForAll Norm norm,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @IntRange(min = 4, max = 16) int quarters,
            @ForAll long seed) {
        UniformRandomProvider random = new Streams(seed, "test").next();
        Point a = point(d, random);
        Point b = norm == Norm.L2 ? a.with(0, BigFraction.of(random.nextInt(GRID + 1), GRID)) : point(d, random);
        Assume.that(!a.equals(b));
        BigFraction steepness = BigFraction.of(quarters, 4);
        BigFraction length = norm.distance(a, b).toRational();
        Visualization phi = new Visualization(a, b, BigFraction.ZERO, BigFraction.ONE);
        LipschitzEnvelope envelope = new LipschitzEnvelope(phi, steepness.divide(length), norm);
        Point x = point(d, random);
        double nearer = Math.min(
                Vectors.distance(norm, doubles(x), doubles(a)), Vectors.distance(norm, doubles(x), doubles(b)));
        double steep = steepness.doubleValue();
        Assume.that(Math.abs(2 * steep * nearer - length.doubleValue()) > 1e-9);
        assertEquals(envelope.decidesSide(x) ? 1 : 0, Cell.decidable(nearer, length.doubleValue(), steep));
    }

    @Test
    void aPointIsDecidableUpToSomeSteepness() {
        double[] steps = {1, 2, 4};
        assertEquals(3, Cell.decidable(0.125, 1, steps));
        assertEquals(2, Cell.decidable(0.126, 1, steps));
        assertEquals(1, Cell.decidable(0.5, 1, steps));
        assertEquals(0, Cell.decidable(0.51, 1, steps));
    }

    @Test
    void sharesAreExactWhereThereIsAFormula() {
        BigFraction one = BigFraction.ONE;
        assertEquals(Optional.of(1.0), Cell.opposite(Norm.L1, 64).exact(one));
        assertEquals(Optional.empty(), Cell.opposite(Norm.L2, 8).exact(one));
        assertTrue(Cell.opposite(Norm.L2, 64).exact(BigFraction.of(4)).isPresent());
        assertEquals(Optional.empty(), Cell.opposite(Norm.L2, 64).exact(BigFraction.of(399, 100)));
        assertEquals(Optional.empty(), Cell.random(Norm.LINF, 1).exact(one));
        assertEquals(Optional.empty(), Cell.pair(Norm.L1, 2, 1, 1).exact(one));
        assertTrue(Cell.pair(Norm.LINF, 2, 1, 1).exact(one).isPresent());
        assertTrue(Cell.pair(Norm.L2, 1, 1, 1).exact(one).isPresent());
    }

    @Test
    void aWrongShareDisagrees() {
        Cell cell = Cell.opposite(Norm.LINF, 2);
        ShareEstimate share = ShareEstimate.of(cell, BigFraction.ONE, 10_000, 5_010);
        assertTrue(share.agrees(0.99999));
        assertFalse(ShareEstimate.of(cell, BigFraction.ONE, 10_000, 5_400).agrees(0.99999));
        assertFalse(ShareEstimate.of(Cell.opposite(Norm.L1, 2), BigFraction.ONE, 10_000, 9_990)
                .agrees(0.99999));
    }

    @Test
    void theClaimIsMetBySampledPointsAndNotByWrongOnes() throws IOException {
        PhaseSimulation plan = ofTheClaim(4000);
        PhaseSimulation.Result result = draw(plan, 2);
        Criterion criterion = Preregistration.of(PhaseSimulation.CLAIM, PhaseSimulation.SIMULATION)
                .criterion();
        List<Unit> units = result.measurement().units();
        assertTrue(units.size() >= criterion.units(), units.size() + " units");
        assertTrue(isMet(result), "not met");
        for (String kind : List.of("share.", "whole.", "never.")) {
            assertTrue(units.stream().anyMatch(unit -> unit.name().startsWith(kind)), kind);
        }
        List<ShareEstimate> wrong = result.shares().stream()
                .map(share -> new ShareEstimate(
                        share.norm(),
                        share.dimension(),
                        share.extremisers(),
                        share.steepness(),
                        share.samples(),
                        share.samples() - share.hits(),
                        share.estimate(),
                        share.exact()))
                .toList();
        assertFalse(isMet(new PhaseSimulation.Result(result.cells(), wrong, result.covered())));
        int first = IntStream.range(0, wrong.size())
                .filter(i -> wrong.get(i).exact().isPresent())
                .findFirst()
                .orElseThrow();
        List<ShareEstimate> withOneWrong = new ArrayList<>(result.shares());
        withOneWrong.set(first, wrong.get(first));
        assertFalse(isMet(new PhaseSimulation.Result(result.cells(), withOneWrong, result.covered())), "one is wrong");
    }

    /** So few points that a wrong share agrees too are no evidence. */
    @Test
    void theClaimIsAboutSoManyPoints() {
        assertTrue(ofTheClaim(PhaseSimulation.SAMPLES).isOfTheClaim());
        assertFalse(ofTheClaim(30).isOfTheClaim());
    }

    private static PhaseSimulation ofTheClaim(long samples) {
        return new PhaseSimulation(
                List.of(Norm.values()), PhaseSimulation.DIMENSIONS, PhaseSimulation.STEPS, samples, 9);
    }

    /** From its numbers alone, without the functions that gave them. */
    @Test
    void theEvidenceHoldsWhatItsAnswersAreRecomputedFrom() throws IOException {
        Measurement measurement = draw(ofTheClaim(1000), 2).measurement();
        List<String> columns = measurement.columns();
        long shares = measurement.units().stream()
                .filter(unit -> unit.name().startsWith("share."))
                .count();
        for (Unit unit : measurement.units()) {
            double theory = unit.values().get(columns.indexOf("theory"));
            double hits = unit.values().get(columns.indexOf("hits"));
            double points = unit.values().get(columns.indexOf("points"));
            Estimate interval = Intervals.sureShare((long) points, (long) hits, 1 - 0.01 / shares);
            boolean agrees = switch (unit.name().substring(0, unit.name().indexOf('.'))) {
                case "share" -> interval.low() <= theory + 1e-12 && theory - 1e-12 <= interval.high();
                case "whole" -> hits == theory * points;
                default -> hits < theory * points;
            };
            assertEquals(1000, points);
            assertEquals(hits / points, unit.values().get(columns.indexOf("share")));
            assertEquals(agrees ? 1 : 0, unit.values().get(columns.indexOf("agrees")), unit.name());
        }
    }

    private static boolean isMet(PhaseSimulation.Result result) {
        Preregistration preregistration = Preregistration.of(PhaseSimulation.CLAIM, PhaseSimulation.SIMULATION);
        return preregistration.isAsRecorded(preregistration.evidence(
                new TreeMap<>(Map.of("simulation", "phase", "seed", "9", "versions", "eyewitness 0.1.0")),
                result.measurement()));
    }

    @Test
    void threadsChangeNothing() throws IOException {
        PhaseSimulation plan = new PhaseSimulation(List.of(Norm.L2), List.of(2, 8), 5, 5000, 3);
        assertEquals(draw(plan, 1), draw(plan, 3));
    }

    @Test
    void stepsAreEquallySpaced() {
        PhaseSimulation plan = new PhaseSimulation(List.of(Norm.L2), List.of(2), 3, 1, 3);
        assertEquals(List.of(BigFraction.ONE, BigFraction.of(9, 2), BigFraction.of(8)), plan.steepnesses());
    }
}
