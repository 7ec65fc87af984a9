package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Finds points of X away from finitely many others. Source: theory.md section 2, surgery (such a point always exists). */
final class FreePoint {
    private static final int CANDIDATES = 24;
    private static final int GRID = 256;

    private FreePoint() {}

    /**
     * A point off all the given ones, far from them if possible. Among the candidates are the midpoints of neighbours,
     * one of which is free in d = 1, and random dyadic points.
     */
    static Point awayFrom(Collection<Point> taken, long seed) {
        List<Point> sorted = taken.stream().sorted().distinct().toList();
        int dimension = sorted.get(0).dimension();
        List<Point> candidates = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(random(dimension, GRID, random));
        }
        for (int i = 1; i < sorted.size() && (dimension == 1 || i < CANDIDATES); i++) {
            candidates.add(sorted.get(i - 1).mid(sorted.get(i)));
        }
        return candidates.stream()
                .max(Comparator.comparing(candidate -> clearance(candidate, sorted)))
                .orElseThrow();
    }

    /** The l1 distance to the nearest of the others, the object itself left out; 1 if there are none. */
    static BigFraction clearance(Point point, Collection<Point> others) {
        return others.stream()
                .filter(other -> other != point)
                .map(other -> Norm.l1(point, other))
                .reduce(Rationals::min)
                .orElse(BigFraction.ONE);
    }

    /** A random point whose coordinates are multiples of 1/grid. */
    static Point random(int dimension, int grid, SplittableRandom random) {
        return new Point(Stream.generate(() -> BigFraction.of(random.nextInt(grid + 1), grid))
                .limit(dimension)
                .toList());
    }
}
