package io.eyewitness.theory.iris;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.TrainingTask;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Row 3 on real data: the network trained on Fisher's iris, its exact range, and a class-level request for a witness pair.
 *
 * <p>Source: theory.md section 3, row 3.
 */
public final class IrisTask {
    private static final int GRID = 16;

    private IrisTask() {}

    /** The 150 inputs with their labels. */
    public static Dataset data() {
        List<Iris.Sample> samples = Iris.samples();
        return new Dataset(
                samples.stream().map(sample -> new Point(sample.input())).toList(),
                samples.stream().map(Iris.Sample::label).toList());
    }

    /** A trained network as a unit on [0,1]^4. */
    public static ReluNetwork unit(BaseNetwork network) {
        List<Neuron> hidden = IntStream.range(0, network.hidden())
                .mapToObj(j -> Neuron.dense(
                        network.hiddenWeights().get(j), network.hiddenBias().get(j)))
                .toList();
        return new ReluNetwork(
                network.inputs(), List.of(hidden), Neuron.dense(network.outputWeights(), network.outputBias()));
    }

    /** The training task of the committed network, with the range that interval arithmetic proves, which is wide. */
    public static TrainingTask committed() {
        return TrainingTask.of(unit(IrisNetwork.committed().network()), data());
    }

    /**
     * A request with unique, dyadic extremisers off the training inputs, and integer extremes beyond the network's range and
     * all labels.
     *
     * @param task the training task
     * @param share h as a share of the range, below 1/2
     * @param seed for the extremisers
     */
    public static PairRequest request(TrainingTask task, BigFraction share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Point> inputs = Set.copyOf(task.data().inputs());
        List<Point> extremisers = Stream.generate(() -> point(task.base().dimension(), random))
                .filter(candidate -> !inputs.contains(candidate))
                .distinct()
                .limit(2)
                .toList();
        Interval values = task.data().labels().stream().map(Interval::of).reduce(task.range(), Interval::hull);
        BigFraction min = BigFraction.of(floor(values.low()).subtract(BigInteger.ONE));
        BigFraction max = BigFraction.of(floor(values.high()).add(BigInteger.TWO));
        Visualization phi = new Visualization(extremisers.get(0), extremisers.get(1), min, max);
        return PairRequest.of(phi, phi.range().multiply(share)).withTask(task).withSeed(seed);
    }

    private static Point point(int dimension, SplittableRandom random) {
        return new Point(Stream.generate(() -> BigFraction.of(random.nextInt(GRID + 1), GRID))
                .limit(dimension)
                .toList());
    }

    private static BigInteger floor(BigFraction value) {
        BigInteger[] parts = Rationals.numerator(value).divideAndRemainder(Rationals.denominator(value));
        return value.signum() < 0 && parts[1].signum() != 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
