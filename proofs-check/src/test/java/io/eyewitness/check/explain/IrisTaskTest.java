package io.eyewitness.check.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.iris.BaseNetwork;
import io.eyewitness.theory.iris.Iris;
import io.eyewitness.theory.iris.IrisNetwork;
import io.eyewitness.theory.iris.IrisTask;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import io.eyewitness.theory.witness.ExactCheck;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.RiskSurgery;
import io.eyewitness.theory.witness.TrainingTask;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import io.eyewitness.theory.witness.WitnessFamily;
import io.eyewitness.theory.witness.WitnessPair;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IrisTaskTest {
    private static Z3Solver solver;
    private static TrainingTask task;

    @BeforeAll
    static void train() {
        solver = new Z3Solver(Duration.ofSeconds(30));
        task = PairChoice.irisTask(solver);
    }

    @AfterAll
    static void close() {
        solver.close();
    }

    @Test
    void theUnitIsTheTrainedNetwork() {
        BaseNetwork network = IrisNetwork.committed().network();
        assertEquals(8, task.base().hiddenUnits());
        for (Iris.Sample sample : Iris.samples()) {
            assertEquals(
                    network.value(sample.input()),
                    task.base().at(new Point(sample.input())).toRational());
        }
    }

    @Test
    void itsExtremesAreTakenAndNeverExceeded() {
        PhiSet extremes = Extremes.of(task.base(), solver);
        assertEquals(new Interval(extremes.min(), extremes.max()), task.range());
        for (TieSet ties : List.of(extremes.argmin(), extremes.argmax())) {
            BigFraction expected = ties == extremes.argmin() ? extremes.min() : extremes.max();
            for (Point member : ties.members()) {
                assertEquals(expected, task.base().at(member).toRational());
            }
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            Point x = new Point(Stream.generate(() -> BigFraction.of(random.nextInt(5), 4))
                    .limit(4)
                    .toList());
            assertTrue(task.range().contains(task.base().at(x).toRational()), x.toString());
        }
    }

    @Test
    void surgeryOffTheInputsLeavesTheLeastRiskExactly() {
        Dataset data = task.data();
        assertEquals(150, data.inputs().size());
        PairRequest request = IrisTask.request(task, BigFraction.of(1, 8), 4);
        WitnessPair pair = WitnessFamily.of(FunctionClass.ERM).pair(request);
        assertEquals(List.of(), ExactCheck.violations(pair));
        ReluNetwork f0 = (ReluNetwork) ((RiskSurgery) pair.construction()).f0();
        BigFraction before = data.empiricalRisk(f0);
        assertTrue(data.empiricalRisk(task.base()).compareTo(before) > 0);
        assertEquals(data.leastRisk(), before);
        assertEquals(before, data.empiricalRisk(pair.f1()));
        assertEquals(before, data.empiricalRisk(pair.f2()));
        assertTrue(pair.unavoidableError()
                        .compareTo(pair.phi().range().multiply(Rationals.HALF).subtract(pair.h()))
                >= 0);
    }

    @Test
    void aConstantUnitTiesEverywhere() {
        ReluNetwork constant = new ReluNetwork(
                2, List.of(), ReluNetwork.Neuron.dense(List.of(BigFraction.ZERO, BigFraction.ZERO), BigFraction.ONE));
        PhiSet extremes = Extremes.of(constant, solver);
        assertEquals(extremes.min(), extremes.max());
        assertTrue(extremes.argmin().contains(Point.of("1/3", "1/5")));
        assertTrue(extremes.argmin().only().isEmpty());
    }
}
