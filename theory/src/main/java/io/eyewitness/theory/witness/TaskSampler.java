package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;

/** Samples small training tasks with dyadic numbers: repeated inputs occur, labels and network lie strictly within a range. */
final class TaskSampler {
    private static final int MOST_INPUTS = 8;
    private static final int GRID = 16;
    private static final int WIDTH = 3;

    private TaskSampler() {}

    static TrainingTask sample(int dimension, BigFraction min, BigFraction range, SplittableRandom random) {
        List<Point> inputs = new ArrayList<>();
        List<BigFraction> labels = new ArrayList<>();
        int count = 1 + random.nextInt(MOST_INPUTS);
        for (int i = 0; i < count; i++) {
            boolean repeat = i > 0 && random.nextInt(4) == 0;
            inputs.add(repeat ? inputs.get(random.nextInt(i)) : FreePoint.random(dimension, GRID, random));
            labels.add(min.add(range.multiply(BigFraction.of(1 + random.nextInt(GRID - 1), GRID))));
        }
        return TrainingTask.of(within(network(dimension, random), min, range), new Dataset(inputs, labels));
    }

    private static ReluNetwork network(int dimension, SplittableRandom random) {
        return new ReluNetwork(
                dimension,
                List.of(layer(WIDTH, dimension, random), layer(WIDTH, WIDTH, random)),
                neuron(WIDTH, random));
    }

    private static List<Neuron> layer(int width, int inputs, SplittableRandom random) {
        List<Neuron> layer = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            layer.add(neuron(inputs, random));
        }
        return layer;
    }

    private static Neuron neuron(int inputs, SplittableRandom random) {
        List<BigFraction> weights = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            weights.add(weight(random));
        }
        return Neuron.dense(weights, weight(random));
    }

    private static BigFraction weight(SplittableRandom random) {
        return BigFraction.of(random.nextInt(-GRID, GRID + 1), GRID);
    }

    /** The network scaled and shifted so that interval arithmetic keeps it within the middle half of the range. */
    private static ReluNetwork within(ReluNetwork network, BigFraction min, BigFraction range) {
        Interval proven =
                Bounds.of(network.term().orElseThrow(), network.dimension()).value();
        BigFraction width = proven.high().subtract(proven.low());
        BigFraction half = range.multiply(Rationals.HALF);
        BigFraction factor = width.signum() == 0 ? BigFraction.ONE : SurgeryPlan.powerOfTwoBelow(half.divide(width));
        BigFraction shift = min.add(half).subtract(factor.multiply(Rationals.mid(proven.low(), proven.high())));
        Neuron output = network.output();
        SortedMap<Integer, BigFraction> weights = new TreeMap<>();
        output.weights().forEach((index, weight) -> weights.put(index, weight.multiply(factor)));
        Neuron scaled = new Neuron(weights, output.bias().multiply(factor).add(shift));
        return new ReluNetwork(network.dimension(), network.hidden(), scaled);
    }
}
