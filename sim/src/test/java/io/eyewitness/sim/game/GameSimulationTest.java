package io.eyewitness.sim.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.run.SimulationRun;
import io.eyewitness.theory.claim.Preregistration;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.evidence.Measurement;
import io.eyewitness.theory.evidence.MeasurementEvidence;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.function.FunctionClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GameSimulationTest {
    private static final GameSimulation PLAN = new GameSimulation(
            List.of(FunctionClass.values()),
            List.of(GameDecoder.values()),
            GameSimulation.DIMENSIONS,
            200,
            200,
            BigFraction.of(2),
            Norm.L2,
            5);

    @TempDir
    private static Path directory;

    private static GameSimulation.Result result;

    @BeforeAll
    static void play() throws IOException {
        try (SimulationRun run =
                SimulationRun.open(directory.resolve("state"), PLAN.settings(), PLAN.seed(), 2, done -> {})) {
            result = PLAN.result(run);
        }
    }

    /** The best decoder's worst error is eps* to within h, which is at most R/1024 for some pairs. */
    @ParameterizedTest
    @EnumSource(FunctionClass.class)
    void theWorstCaseMeetsTheBound(FunctionClass functionClass) {
        List<WorstCase> worstCases = result.worstCases().stream()
                .filter(worstCase -> worstCase.functionClass() == functionClass)
                .filter(worstCase ->
                        !functionClass.hasWitnesses() || worstCase.decoder().equals(WorstCase.LEAST))
                .toList();
        assertFalse(worstCases.isEmpty());
        assertTrue(worstCases.stream().allMatch(WorstCase::holds), worstCases.toString());
        double worst = worstCases.stream().mapToDouble(WorstCase::worst).max().orElseThrow();
        assertEquals(GameSimulation.epsStar(functionClass), worst, 1.0 / 1024);
    }

    /** On functions that are drawn every decoder but mid does better on average than half the range in the worst case. */
    @Test
    void onAverageTheBestBeatTheWorstCase() {
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            double best = result.outcomes().stream()
                    .filter(outcome -> outcome.functionClass() == functionClass)
                    .mapToDouble(outcome -> outcome.error().high())
                    .min()
                    .orElseThrow();
            assertTrue(best < 0.4, functionClass + ": " + best);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FunctionClass.class,
            names = {"AFF1", "CONST"},
            mode = EnumSource.Mode.EXCLUDE)
    void aDecoderThatIsHandedTheTruthIsReported(FunctionClass functionClass) {
        for (Adversary.Pair pair : Adversary.pairs(functionClass, 2, 1)) {
            WorstCase honest = WorstCase.of(
                    "mid",
                    pair.pair(),
                    "mid",
                    unit -> Decoders.mid().decode(pair.pair().phi(), pair.pair().x()));
            WorstCase cheat = WorstCase.of(
                    "truth", pair.pair(), "truth", unit -> unit.at(pair.pair().x()));
            assertTrue(honest.holds() && honest.misjudges());
            assertEquals(0, cheat.worst());
            assertFalse(cheat.holds() || cheat.misjudges());
            assertEquals(List.of(cheat), new GameSimulation.Result(List.of(), List.of(honest, cheat)).beaten());
        }
    }

    @Test
    void aDecoderOfRow9ThatMissesIsReported() {
        WorstCase miss = new WorstCase("AFF1.d1.1", FunctionClass.AFF1, 1, "affine1", 1e-3, 0, -1e-3, false);
        assertFalse(miss.holds());
    }

    @Test
    void theClaimIsMetByHonestDecodersAlone() {
        Preregistration preregistration = Preregistration.of(GameSimulation.CLAIM, GameSimulation.SIMULATION);
        assertTrue(preregistration.isAsRecorded(evidence(preregistration, result.worstCases())));
        assertTrue(result.worstCases().size() >= preregistration.criterion().units());
        List<WorstCase> withCheat = new ArrayList<>(result.worstCases());
        for (FunctionClass functionClass : FunctionClass.withWitnesses()) {
            Adversary.pairs(functionClass, 2, 1)
                    .forEach(pair -> withCheat.add(WorstCase.of(
                            functionClass + ".truth" + pair.rest(),
                            pair.pair(),
                            "truth",
                            unit -> unit.at(pair.pair().x()))));
        }
        assertFalse(preregistration.isAsRecorded(evidence(preregistration, withCheat)));
        assertFalse(
                preregistration.isAsRecorded(evidence(
                        preregistration,
                        withCheat.subList(0, result.worstCases().size() + 1))),
                "one decoder beats the bound");
    }

    @Test
    void eachDuelIsRecordedWithItsBound() {
        Measurement measurement = result.measurement();
        for (int i = 0; i < result.worstCases().size(); i++) {
            WorstCase worstCase = result.worstCases().get(i);
            List<Double> values = measurement.units().get(i).values();
            double bound = values.get(measurement.columns().indexOf("bound"));
            assertEquals(worstCase.bound(), bound);
            assertTrue(Double.compare(worstCase.excess(), 0) >= 0, worstCase.name() + ": " + worstCase.excess());
            if (!worstCase.decoder().equals(WorstCase.LEAST)) {
                double excess = values.get(measurement.columns().indexOf("excess"));
                double worst = values.get(measurement.columns().indexOf("worst"));
                assertEquals(excess, worstCase.functionClass().hasWitnesses() ? worst - bound : bound - worst, 1e-12);
            }
        }
    }

    @Test
    void theClaimIsAboutAllButTheSeed() {
        assertTrue(ofTheClaim(GameSimulation.SAMPLES, GameSimulation.SAMPLES, 2, Norm.L2)
                .isOfTheClaim());
        assertFalse(ofTheClaim(200, GameSimulation.SAMPLES, 2, Norm.L2).isOfTheClaim());
        assertFalse(ofTheClaim(GameSimulation.SAMPLES, 200, 2, Norm.L2).isOfTheClaim());
        assertFalse(ofTheClaim(GameSimulation.SAMPLES, GameSimulation.SAMPLES, 3, Norm.L2)
                .isOfTheClaim());
        assertFalse(ofTheClaim(GameSimulation.SAMPLES, GameSimulation.SAMPLES, 2, Norm.LINF)
                .isOfTheClaim());
    }

    private static GameSimulation ofTheClaim(long samples, long training, int lipschitz, Norm norm) {
        return new GameSimulation(
                PLAN.classes(), PLAN.rules(), PLAN.dimensions(), samples, training, BigFraction.of(lipschitz), norm, 5);
    }

    private static MeasurementEvidence evidence(Preregistration preregistration, List<WorstCase> worstCases) {
        Measurement measurement = new GameSimulation.Result(List.of(), worstCases).measurement();
        return preregistration.evidence(
                new TreeMap<>(Map.of("simulation", "game", "seed", "5", "versions", "eyewitness 0.1.0")), measurement);
    }

    @Test
    void decodersPlayWhereTheyFit() {
        assertTrue(result.outcomes().stream()
                .filter(outcome -> outcome.decoder().equals("envelope"))
                .allMatch(outcome -> outcome.functionClass() == FunctionClass.LIP));
        assertEquals(3 * 6 * 6 + 3 * 7 + 2 * 6 + 7 + 3 * 7, result.outcomes().size());
    }
}
