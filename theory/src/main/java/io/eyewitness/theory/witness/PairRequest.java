package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Bounds;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.function.ReluNetwork;
import io.eyewitness.theory.function.ReluNetwork.Neuron;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.TrainingTask.Dataset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A request for a witness pair. A family reads the components that matter to its class.
 *
 * @param phi the visualization that both units shall have
 * @param h with 0 {@literal <} h {@literal <} R/2
 * @param lipschitz L, for {@link FunctionClass#LIP}
 * @param norm the norm, for {@link FunctionClass#LIP}
 * @param x the input at which the units shall differ; if empty, the family chooses one
 * @param task the training task, for {@link FunctionClass#ERM}
 * @param seed of the choices that the other components leave open
 */
public record PairRequest(
        Visualization phi,
        BigFraction h,
        BigFraction lipschitz,
        Norm norm,
        Optional<Point> x,
        Optional<TrainingTask> task,
        long seed) {

    /** A request for a given visualization and h, with L = 1 in l2, seed 0 and the rest left to the family. */
    public static PairRequest of(Visualization phi, BigFraction h) {
        return new PairRequest(phi, h, BigFraction.ONE, Norm.L2, Optional.empty(), Optional.empty(), 0);
    }

    public PairRequest withH(BigFraction value) {
        return new PairRequest(phi, value, lipschitz, norm, x, task, seed);
    }

    public PairRequest withLipschitz(BigFraction constant, Norm in) {
        return new PairRequest(phi, h, constant, in, x, task, seed);
    }

    public PairRequest withX(Point point) {
        return new PairRequest(phi, h, lipschitz, norm, Optional.of(point), task, seed);
    }

    public PairRequest withTask(TrainingTask training) {
        return new PairRequest(phi, h, lipschitz, norm, x, Optional.of(training), seed);
    }

    public PairRequest withSeed(long value) {
        return new PairRequest(phi, h, lipschitz, norm, x, task, value);
    }

    /**
     * A random request whose pair shows the "No" of a row for this h. Its extremisers are unique, and its range exceeds 2h.
     *
     * @param functionClass a class with witness pairs
     * @param dimension d, at least 1, for AFF at least 2
     * @param h positive
     * @param seed the same seed gives the same request
     * @throws IllegalArgumentException if the class has no witness pairs or a number is out of bounds
     */
    public static PairRequest sample(FunctionClass functionClass, int dimension, BigFraction h, long seed) {
        WitnessFamily.of(functionClass);
        Violations.refuseUnless(dimension >= 1, "dimension must be at least 1");
        Violations.refuseUnless(
                dimension >= functionClass.leastDimension(),
                functionClass + " needs d >= " + functionClass.leastDimension());
        Violations.refuseUnless(h.signum() > 0, "h must be above 0, not " + Rationals.text(h));
        return new Sampler(dimension, h, seed).request(functionClass);
    }

    /** Samples class-level requests: unique extremisers, and a, b, m, M, x, data and networks whose numbers are exact as doubles. */
    private static final class Sampler {
        private static final int GRID = 16;
        private static final int EIGHTHS = 8;
        private static final int MOST_INPUTS = 8;
        private static final int WIDTH = 3;

        private final int dimension;
        private final BigFraction h;
        private final long seed;
        private final SplittableRandom random;
        private final BigFraction min;
        private final BigFraction range;

        private Sampler(int dimension, BigFraction h, long seed) {
            this.dimension = dimension;
            this.h = h;
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.min = BigFraction.of(random.nextInt(-2 * EIGHTHS, 2 * EIGHTHS + 1), EIGHTHS);
            this.range = Rationals.powerOfTwoBelow(h).multiply(EIGHTHS).multiply(eighths());
        }

        private PairRequest request(FunctionClass functionClass) {
            return switch (functionClass) {
                case MONO -> request(Point.zero(dimension), Point.one(dimension));
                case LIP -> {
                    PairRequest opposite = oppositeVertices();
                    BigFraction lipschitz = range.multiply(Rationals.TWO).multiply(eighths());
                    yield opposite.withLipschitz(lipschitz, Norm.values()[random.nextInt(Norm.values().length)]);
                }
                case CONV, AFF -> oppositeVertices();
                case ERM -> {
                    TrainingTask task = task();
                    yield off(task.data().meanLabels().keySet()).withTask(task);
                }
                default -> off(Set.of());
            };
        }

        private PairRequest request(Point a, Point b) {
            return PairRequest.of(new Visualization(a, b, min, min.add(range)), h)
                    .withSeed(seed);
        }

        private PairRequest oppositeVertices() {
            Point b = Point.random(dimension, 1, random);
            return request(b.opposite(), b);
        }

        /** Distinct extremisers off the points that are taken. */
        private PairRequest off(Set<Point> points) {
            Set<Point> taken = new HashSet<>(points);
            Point a = pointOff(taken);
            taken.add(a);
            return request(a, pointOff(taken));
        }

        private Point pointOff(Set<Point> taken) {
            Point point = Point.random(dimension, GRID, random);
            while (taken.contains(point)) {
                point = Point.random(dimension, GRID, random);
            }
            return point;
        }

        private BigFraction eighths() {
            return BigFraction.of(EIGHTHS + random.nextInt(EIGHTHS), EIGHTHS);
        }

        /** A small task: inputs may repeat, and labels and network lie strictly within the range. */
        private TrainingTask task() {
            List<Point> inputs = new ArrayList<>();
            List<BigFraction> labels = new ArrayList<>();
            int count = 1 + random.nextInt(MOST_INPUTS);
            for (int i = 0; i < count; i++) {
                boolean repeat = i > 0 && random.nextInt(4) == 0;
                inputs.add(repeat ? inputs.get(random.nextInt(i)) : Point.random(dimension, GRID, random));
                labels.add(min.add(range.multiply(BigFraction.of(1 + random.nextInt(GRID - 1), GRID))));
            }
            ReluNetwork network = new ReluNetwork(dimension, List.of(layer(dimension), layer(WIDTH)), neuron(WIDTH));
            return TrainingTask.of(withinTheMiddleHalf(network), new Dataset(inputs, labels));
        }

        private List<Neuron> layer(int inputs) {
            return Stream.generate(() -> neuron(inputs)).limit(WIDTH).toList();
        }

        private Neuron neuron(int inputs) {
            List<BigFraction> weights =
                    Stream.generate(this::weight).limit(inputs).toList();
            return Neuron.dense(weights, weight());
        }

        private BigFraction weight() {
            return BigFraction.of(random.nextInt(-GRID, GRID + 1), GRID);
        }

        /** The network scaled and shifted so that interval arithmetic keeps it within the middle half of the range. */
        private ReluNetwork withinTheMiddleHalf(ReluNetwork network) {
            Interval proven =
                    Bounds.of(network.term().orElseThrow(), network.dimension()).value();
            BigFraction width = proven.high().subtract(proven.low());
            BigFraction half = range.multiply(Rationals.HALF);
            BigFraction factor = width.signum() == 0 ? BigFraction.ONE : Rationals.powerOfTwoBelow(half.divide(width));
            BigFraction shift = min.add(half).subtract(factor.multiply(Rationals.mid(proven.low(), proven.high())));
            Neuron output = network.output();
            SortedMap<Integer, BigFraction> weights = new TreeMap<>();
            output.weights().forEach((index, weight) -> weights.put(index, weight.multiply(factor)));
            Neuron scaled = new Neuron(weights, output.bias().multiply(factor).add(shift));
            return new ReluNetwork(network.dimension(), network.hidden(), scaled);
        }
    }
}
