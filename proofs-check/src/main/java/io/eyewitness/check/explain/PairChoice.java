package io.eyewitness.check.explain;

import io.eyewitness.check.solver.Z3Solver;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.iris.Iris;
import io.eyewitness.theory.iris.IrisTask;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.TrainingTask;
import io.eyewitness.theory.witness.WitnessFamily;
import io.eyewitness.theory.witness.WitnessPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A user's choice of a witness pair. Doubles hold all numbers of its visualization and its point exactly, so that a program can
 * read them; where the extremes are free, m = 0 and M = 1.
 *
 * @param functionClass a class with witness pairs
 * @param dimension d; if empty, 4 for ERM, with Fisher's iris as the data, and 2 for the other classes
 * @param gap h, below R/2; if empty R/16
 * @param lipschitz L, for LIP
 * @param norm the norm, for LIP
 * @param seed for extremisers, sampled data and the point
 */
public record PairChoice(
        FunctionClass functionClass,
        Optional<Integer> dimension,
        Optional<BigFraction> gap,
        BigFraction lipschitz,
        Norm norm,
        long seed) {
    /** The largest dimension of a pair. */
    public static final int MOST_DIMENSIONS = 256;

    private static final BigFraction DEFAULT_SHARE = BigFraction.of(1, 16);
    private static final BigFraction LEAST_SHARE = BigFraction.of(1, 1L << 40);
    private static final int GRID = 16;
    private static final int IRIS_GRID = 256;
    private static final int IRIS_CANDIDATES = 32;
    private static final Duration IRIS_TIMEOUT = Duration.ofMinutes(1);

    public PairChoice {
        if (lipschitz.signum() <= 0) {
            throw new IllegalArgumentException("L must be above 0, not " + Rationals.text(lipschitz));
        }
        int least = functionClass.leastDimension();
        dimension.filter(d -> d < least || d > MOST_DIMENSIONS).ifPresent(d -> {
            throw new IllegalArgumentException("the dimension of " + functionClass + " must be from " + least + " to "
                    + MOST_DIMENSIONS + ", not " + d);
        });
    }

    /**
     * The pair.
     *
     * @throws IllegalArgumentException if h or L is out of bounds, or so small that no double holds a number exactly
     */
    public WitnessPair pair() {
        PairRequest request = request();
        BigFraction range = request.phi().range();
        BigFraction h = gap.orElse(range.multiply(DEFAULT_SHARE));
        if (h.signum() > 0 && h.compareTo(range.multiply(LEAST_SHARE)) < 0) {
            throw new IllegalArgumentException("h must be at least 2^-40 of the range " + Rationals.text(range)
                    + ", so that doubles represent the input of a decoder exactly");
        }
        WitnessPair pair = WitnessFamily.of(functionClass)
                .pair(new PairRequest(request.phi(), h, lipschitz, norm, request.x(), request.task(), request.seed()));
        requireExactDoubles(pair);
        return pair;
    }

    private PairRequest request() {
        int d = dimension.orElse(functionClass == FunctionClass.ERM ? Iris.DIMENSION : 2);
        return switch (functionClass) {
            case ERM ->
                d == Iris.DIMENSION ? irisRequest() : PairRequest.sample(functionClass, d, BigFraction.of(1, 4), seed);
            case MONO -> request(Point.zero(d), Point.one(d), BigFraction.ONE);
            case CONV, AFF -> request(vertex(d).opposite(), vertex(d), BigFraction.ONE);
            case LIP -> request(vertex(d).opposite(), vertex(d), lipschitzRange(d));
            default -> {
                List<Point> points = gridPoints(d, GRID).distinct().limit(2).toList();
                yield request(points.get(0), points.get(1), BigFraction.ONE);
            }
        };
    }

    /** Row 3 on Fisher's iris and the committed network, at the candidate that is farthest from the data and the extremisers. */
    private PairRequest irisRequest() {
        try (Z3Solver solver = new Z3Solver(IRIS_TIMEOUT)) {
            TrainingTask task = irisTask(solver);
            PairRequest request = IrisTask.request(task, DEFAULT_SHARE, seed);
            List<Point> taken = new ArrayList<>(task.data().distinctInputs());
            taken.add(request.phi().a());
            taken.add(request.phi().b());
            return request.withX(gridPoints(Iris.DIMENSION, IRIS_GRID)
                    .limit(IRIS_CANDIDATES)
                    .max(Comparator.comparing(candidate -> clearance(candidate, taken)))
                    .orElseThrow());
        }
    }

    /** The training task of the committed network, with the exact range of its values on the cube. */
    static TrainingTask irisTask(Z3Solver solver) {
        TrainingTask task = IrisTask.committed();
        PhiSet extremes = Extremes.of(task.base(), solver);
        return new TrainingTask(task.base(), new Interval(extremes.min(), extremes.max()), task.data());
    }

    private static BigFraction clearance(Point point, List<Point> taken) {
        return taken.stream()
                .map(other -> Norm.l1(point, other))
                .reduce(Rationals::min)
                .orElseThrow();
    }

    /** Random points whose coordinates are multiples of 1/grid. */
    private Stream<Point> gridPoints(int d, int grid) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> new Point(IntStream.range(0, d)
                .mapToObj(i -> BigFraction.of(random.nextInt(grid + 1), grid))
                .toList()));
    }

    private PairRequest request(Point a, Point b, BigFraction range) {
        return PairRequest.of(new Visualization(a, b, BigFraction.ZERO, range), range.multiply(DEFAULT_SHARE))
                .withSeed(seed);
    }

    /** The vertex whose coordinates are the flipped bits of the seed: all ones for seed 0. */
    private Point vertex(int d) {
        return new Point(IntStream.range(0, d)
                .mapToObj(i -> (seed >>> i & 1) == 0 ? BigFraction.ONE : BigFraction.ZERO)
                .toList());
    }

    /** The greatest power of two that is at most 1 and at most L|a-b|/2 (L9). */
    private BigFraction lipschitzRange(int d) {
        Surd most = norm.distance(Point.zero(d), Point.one(d)).times(lipschitz.multiply(Rationals.HALF));
        BigFraction range = BigFraction.ONE;
        while (most.compareTo(range) < 0) {
            range = range.multiply(Rationals.HALF);
            if (!Rationals.isExactDouble(range)) {
                throw new IllegalArgumentException(
                        "L is so small that no double holds the range of a unit; choose a larger L");
            }
        }
        return range;
    }

    private static void requireExactDoubles(WitnessPair pair) {
        Visualization phi = pair.phi();
        boolean exact = Stream.of(
                        phi.a().coordinates().stream(),
                        phi.b().coordinates().stream(),
                        pair.x().coordinates().stream(),
                        Stream.of(phi.min(), phi.max()))
                .flatMap(numbers -> numbers)
                .allMatch(Rationals::isExactDouble);
        if (!exact) {
            throw new IllegalArgumentException("doubles do not hold the visualization " + phi + " and the point "
                    + pair.x() + " exactly; choose another h, L or seed");
        }
    }
}
