package io.eyewitness.theory.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Samples;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Row 3 at the size of Fisher's iris: 4 inputs on a grid of 1/80, 150 examples, a network with double weights. */
class TrainedScaleTest {
    private static final int[] LEVELS = {35, 23, 43, 22};

    private static PairRequest request() {
        Samples samples = new Samples(80);
        List<Point> inputs = new ArrayList<>();
        List<BigFraction> labels = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            inputs.add(new Point(IntStream.of(LEVELS)
                    .mapToObj(level -> BigFraction.of(1 + samples.below(level), 80))
                    .toList()));
            labels.add(BigFraction.of(samples.below(3), 2));
        }
        ReluNetwork base = new ReluNetwork(
                4,
                List.of(layer(8, 4, samples), layer(8, 8, samples)),
                layer(1, 8, samples).get(0));
        TrainingTask task = TrainingTask.of(base, new Dataset(inputs, labels));
        BigFraction min = Rationals.min(task.range().low(), BigFraction.ZERO).subtract(BigFraction.ONE);
        BigFraction max = Rationals.max(task.range().high(), BigFraction.ONE).add(BigFraction.ONE);
        Visualization phi = new Visualization(Point.zero(4), Point.one(4), min, max);
        return PairRequest.of(phi, BigFraction.of(1, 100)).withTask(task);
    }

    private static List<Neuron> layer(int width, int inputs, Samples samples) {
        return IntStream.range(0, width)
                .mapToObj(i -> Neuron.dense(
                        IntStream.range(0, inputs)
                                .mapToObj(j -> weight(samples))
                                .toList(),
                        weight(samples)))
                .toList();
    }

    private static BigFraction weight(Samples samples) {
        return Rationals.of(Math.sin(samples.below(1_000_000)) / 2);
    }

    @Test
    void isCheckedAndItsBuildingDoesNotBlowUp() {
        PairRequest request = request();
        WitnessFamily family = WitnessFamily.of(FunctionClass.ERM);
        long start = System.nanoTime();
        WitnessPair pair = family.pair(request);
        Duration building = Duration.ofNanos(System.nanoTime() - start);
        assertEquals(List.of(), ExactCheck.violations(pair));
        assertTrue(building.toSeconds() < 30, "building took " + building);
        ReluNetwork network = (ReluNetwork) pair.f1();
        assertTrue(network.hiddenUnits() < 1000, network.hiddenUnits() + " units");
        assertTrue(network.depth() <= 4);
    }
}
