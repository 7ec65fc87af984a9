package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.iris.Iris;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.FunctionClass;
import io.eyewitness.theory.witness.PairRequest;
import io.eyewitness.theory.witness.PairRequestSampler;
import io.eyewitness.theory.witness.WitnessFamilies;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Which witness pair of a class is shown. Its visualization and its point hold numbers that doubles hold exactly; m = 0 and
 * M = 1 where they are free.
 *
 * @param functionClass a class with witness pairs
 * @param dimension d; if empty 4 for ERM, with Fisher's iris as the data, and 2 for all others
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
    /** The largest dimension that is shown. */
    public static final int MOST_DIMENSIONS = 256;

    private static final BigFraction DEFAULT_SHARE = BigFraction.of(1, 16);
    private static final BigFraction LEAST_SHARE = BigFraction.of(1, 1L << 40);
    private static final int GRID = 16;

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
                    + ", so that doubles hold what a decoder sees exactly");
        }
        WitnessPair pair = WitnessFamilies.of(functionClass)
                .pair(new PairRequest(request.phi(), h, lipschitz, norm, request.x(), request.task(), request.seed()));
        requireExactDoubles(pair);
        return pair;
    }

    private int chosenDimension() {
        return dimension.orElse(functionClass == FunctionClass.ERM ? Iris.DIMENSION : 2);
    }

    private PairRequest request() {
        int d = chosenDimension();
        return switch (functionClass) {
            case ERM ->
                d == Iris.DIMENSION
                        ? IrisPair.request(seed)
                        : PairRequestSampler.sample(functionClass, d, BigFraction.of(1, 4), seed);
            case MONO -> request(Point.zero(d), Point.one(d), BigFraction.ONE);
            case CONV, AFF -> request(vertex(d).opposite(), vertex(d), BigFraction.ONE);
            case LIP -> request(vertex(d).opposite(), vertex(d), lipschitzRange(d));
            default -> {
                Point[] points = distinctPoints(d);
                yield request(points[0], points[1], BigFraction.ONE);
            }
        };
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

    private Point[] distinctPoints(int d) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> new Point(IntStream.range(0, d)
                        .mapToObj(i -> BigFraction.of(random.nextInt(GRID + 1), GRID))
                        .toList()))
                .distinct()
                .limit(2)
                .toArray(Point[]::new);
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
