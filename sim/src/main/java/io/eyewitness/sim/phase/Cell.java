package io.eyewitness.sim.phase;

import io.eyewitness.sim.run.Streams;
import io.eyewitness.sim.sample.Vectors;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.function.DecidableShare;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A norm and a pair of extremisers, or a new random pair for each point. A point of X is decidable at L|a-b|/R = s if it is
 * within |a-b|/(2s) of a or of b.
 *
 * <p>Source: theory.md section 4, L5 to L7.
 *
 * @param norm the norm
 * @param dimension d
 * @param extremisers the name of the pair: {@value #OPPOSITE} vertices, {@value #RANDOM}, or one such as {@code pair1}
 * @param a the minimiser; empty if it is drawn anew for each point
 * @param b the maximiser, likewise
 */
public record Cell(Norm norm, int dimension, String extremisers, Optional<Point> a, Optional<Point> b) {
    /** Opposite vertices of the cube. */
    public static final String OPPOSITE = "opposite";

    /** Two points of the cube, drawn again for each sampled point. */
    public static final String RANDOM = "random";

    private static final int GRID = 64;

    /** The cell of two opposite vertices; by symmetry it is the same for all of them. */
    static Cell opposite(Norm norm, int dimension) {
        return fixed(norm, OPPOSITE, Point.zero(dimension), Point.one(dimension));
    }

    /** The cell with a new random pair for each point. */
    static Cell random(Norm norm, int dimension) {
        return new Cell(norm, dimension, RANDOM, Optional.empty(), Optional.empty());
    }

    /** The cell of one random pair, whose coordinates are multiples of 1/64; the pair is the same for every norm. */
    static Cell pair(Norm norm, int dimension, int number, long seed) {
        UniformRandomProvider random = new Streams(seed, "pair" + number + ".d" + dimension).next();
        Point a = point(dimension, random);
        Point b = point(dimension, random);
        while (b.equals(a)) {
            b = point(dimension, random);
        }
        return fixed(norm, "pair" + number, a, b);
    }

    /** The cell of two given points. */
    static Cell fixed(Norm norm, String name, Point a, Point b) {
        return new Cell(norm, a.dimension(), name, Optional.of(a), Optional.of(b));
    }

    private static Point point(int dimension, UniformRandomProvider random) {
        return new Point(Stream.generate(() -> BigFraction.of(random.nextInt(GRID + 1), GRID))
                .limit(dimension)
                .toList());
    }

    /** The name, such as {@code l2.d8.opposite}. */
    public String name() {
        return norm.text() + ".d" + dimension + "." + extremisers;
    }

    /** The decidable share of X, where theory gives it in closed form. */
    public Optional<Double> exact(BigFraction steepness) {
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        if (norm == Norm.LINF || dimension == 1) {
            return Optional.of(
                    DecidableShare.ofBoxes(a.get(), b.get(), steepness).doubleValue());
        }
        boolean areOpposite = a.get().isVertex() && b.get().equals(a.get().opposite());
        boolean fitsInside =
                norm != Norm.L2 || steepness.multiply(steepness).multiply(4).compareTo(BigFraction.of(dimension)) >= 0;
        return areOpposite && fitsInside
                ? Optional.of(DecidableShare.of(norm, dimension, steepness))
                : Optional.empty();
    }

    /**
     * Draws points and counts the steepnesses at which each is decidable.
     *
     * @param steepnesses ascending
     */
    void sample(UniformRandomProvider random, int samples, List<BigFraction> steepnesses, HitCounts hits) {
        double[] minimiser = new double[dimension];
        double[] maximiser = new double[dimension];
        double[] x = new double[dimension];
        double[] steps =
                steepnesses.stream().mapToDouble(BigFraction::doubleValue).toArray();
        a.ifPresent(point -> fill(point, minimiser));
        b.ifPresent(point -> fill(point, maximiser));
        for (int sample = 0; sample < samples; sample++) {
            if (a.isEmpty()) {
                Vectors.uniform(random, minimiser);
                Vectors.uniform(random, maximiser);
            }
            Vectors.uniform(random, x);
            double nearer = Math.min(Vectors.distance(norm, x, minimiser), Vectors.distance(norm, x, maximiser));
            hits.count(decidable(nearer, Vectors.distance(norm, minimiser, maximiser), steps));
        }
    }

    /** The number of steepnesses, counted from the least, at which a point is decidable. */
    static int decidable(double nearer, double apart, double... steps) {
        int count = steps.length;
        while (count > 0 && 2 * steps[count - 1] * nearer > apart) {
            count--;
        }
        return count;
    }

    private static void fill(Point from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from.get(i).doubleValue();
        }
    }
}
