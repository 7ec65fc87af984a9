package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.numbers.fraction.BigFraction;

/** Samples class-level requests: unique extremisers, and a, b, m, M, x and data that doubles hold exactly. */
public final class RequestSampler {
    private static final int GRID = 16;
    private static final int EIGHTHS = 8;

    private RequestSampler() {}

    /**
     * A request whose pair shows the "No" of a row for this h; its range exceeds 2h.
     *
     * @param functionClass a class with witness pairs
     * @param dimension d, at least 1, for AFF at least 2
     * @param h positive
     * @param seed the same seed gives the same request
     * @throws IllegalArgumentException if the class has no witness pairs or a number is out of bounds
     */
    public static Request sample(FunctionClass functionClass, int dimension, BigFraction h, long seed) {
        WitnessFamilies.of(functionClass);
        Admissible.require(dimension >= 1, "dimension must be at least 1");
        Admissible.require(
                dimension >= functionClass.leastDimension(),
                functionClass + " needs d >= " + functionClass.leastDimension());
        Admissible.require(h.signum() > 0, "h must be above 0, not " + Rationals.text(h));
        SplittableRandom random = new SplittableRandom(seed);
        BigFraction min = BigFraction.of(random.nextInt(-2 * EIGHTHS, 2 * EIGHTHS + 1), EIGHTHS);
        BigFraction range = rangeFor(h).multiply(eighths(random));
        return switch (functionClass) {
            case MONO -> request(Point.zero(dimension), Point.one(dimension), min, range, h, seed);
            case LIP -> {
                Request opposite = oppositeVertices(dimension, min, range, h, seed, random);
                BigFraction lipschitz = range.multiply(Rationals.TWO).multiply(eighths(random));
                yield opposite.withLipschitz(lipschitz, Norm.values()[random.nextInt(Norm.values().length)]);
            }
            case CONV, AFF -> oppositeVertices(dimension, min, range, h, seed, random);
            case ERM -> {
                TrainingTask task = TaskSampler.sample(dimension, min, range, random);
                Set<Point> inputs = task.data().meanLabels().keySet();
                Point a = off(inputs, dimension, random);
                yield request(a, off(union(inputs, a), dimension, random), min, range, h, seed)
                        .withTask(task);
            }
            default -> {
                Point a = off(Set.of(), dimension, random);
                yield request(a, off(Set.of(a), dimension, random), min, range, h, seed);
            }
        };
    }

    private static Request request(Point a, Point b, BigFraction min, BigFraction range, BigFraction h, long seed) {
        Visualization phi = new Visualization(a, b, min, min.add(range));
        return new Request(phi, h, BigFraction.ONE, Norm.L2, Optional.empty(), Optional.empty(), seed);
    }

    private static Request oppositeVertices(
            int dimension, BigFraction min, BigFraction range, BigFraction h, long seed, SplittableRandom random) {
        Point b = FreePoint.random(dimension, 1, random);
        return request(b.opposite(), b, min, range, h, seed);
    }

    /** A power of two above 2h. */
    private static BigFraction rangeFor(BigFraction h) {
        return SurgeryPlan.powerOfTwoBelow(h)
                .multiply(Rationals.TWO)
                .multiply(Rationals.TWO)
                .multiply(Rationals.TWO);
    }

    private static BigFraction eighths(SplittableRandom random) {
        return BigFraction.of(EIGHTHS + random.nextInt(EIGHTHS), EIGHTHS);
    }

    private static Point off(Set<Point> taken, int dimension, SplittableRandom random) {
        Point point = FreePoint.random(dimension, GRID, random);
        while (taken.contains(point)) {
            point = FreePoint.random(dimension, GRID, random);
        }
        return point;
    }

    private static Set<Point> union(Set<Point> points, Point another) {
        Set<Point> all = new HashSet<>(points);
        all.add(another);
        return all;
    }
}
