package io.eyewitness.sim.bound;

import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A unit that satisfies the assumptions and observations and is determined lazily: each time it is evaluated, it draws a rational value
 * from the interval that its earlier values leave, or an adversary says which value leaves much open. So the class has a member with all of
 * these values. Mutable.
 */
public final class HiddenUnit {
    private static final int PARTS = 8;
    private static final int FINENESS = 32;
    private static final int MOST_CANDIDATES = 200;

    private final UniformRandomProvider random;
    private final Function<Point, BigFraction> answers;
    private BoundProblem problem;

    /**
     * A unit.
     *
     * @param problem without contradiction
     * @param random draws its answers
     */
    public HiddenUnit(BoundProblem problem, UniformRandomProvider random) {
        this.problem = problem;
        this.random = random;
        this.answers = x -> drawn(Bounder.of(this.problem).at(x));
    }

    /**
     * The unit of an adversary.
     *
     * @param problem without further observations
     * @param random draws points to ask at
     * @param adversary says the value at a point; it plays for a class and with a visualization that are those of the problem
     */
    public HiddenUnit(BoundProblem problem, UniformRandomProvider random, Function<Point, BigFraction> adversary) {
        this.problem = problem;
        this.random = random;
        this.answers = adversary;
    }

    /** The assumptions, the observations and all values that were drawn. */
    public BoundProblem problem() {
        return problem;
    }

    /** Draws its values at distinct points of a lattice with at least twice as many points: multiples of 1/{@value #FINENESS} if these suffice. */
    public void examples(int count) {
        int fineness = FINENESS;
        while (Math.pow(fineness + 1, problem.dimension()) < 2.0 * count) {
            fineness *= 2;
        }
        int steps = fineness;
        Set<Point> points = new LinkedHashSet<>();
        while (points.size() < count) {
            points.add(new Point(IntStream.range(0, problem.dimension())
                    .mapToObj(i -> BigFraction.of(random.nextInt(steps + 1), steps))
                    .toList()));
        }
        points.forEach(this::ask);
    }

    /** Draws its finite differences at the minimiser and the maximiser: its values one step of a grid away along each axis. */
    public void gradients(Grid grid) {
        Stream.of(problem.phi().a(), problem.phi().b())
                .flatMap(extremiser -> grid.neighbours(extremiser).stream())
                .distinct()
                .forEach(this::ask);
    }

    /**
     * Draws local maxima on a grid, far apart: their values, and upper bounds on those of their neighbours.
     *
     * @throws IllegalArgumentException if fewer are found
     */
    public void localMaxima(Grid grid, int count) {
        List<Point> found =
                new ArrayList<>(List.of(problem.phi().a(), problem.phi().b()));
        List<Point> candidates = new ArrayList<>(grid.all());
        candidates.removeAll(found);
        int left = count;
        for (int tried = 0; left > 0 && tried < MOST_CANDIDATES && !candidates.isEmpty(); tried++) {
            Point farthest = farthest(candidates, found);
            candidates.remove(farthest);
            if (peak(farthest, grid)) {
                found.add(farthest);
                left--;
            }
        }
        if (left > 0) {
            throw new IllegalArgumentException("of " + count + " local maxima only " + (count - left)
                    + " were found: with these assumptions hardly any point is one");
        }
    }

    /** The candidate that is farthest from the points found; the search starts at a random candidate, and the first of equals wins. */
    private Point farthest(List<Point> candidates, List<Point> found) {
        int start = random.nextInt(candidates.size());
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> candidates.get((start + i) % candidates.size()))
                .max(Comparator.comparing(p -> found.stream()
                        .map(q -> Norm.l1(p, q))
                        .min(Comparator.naturalOrder())
                        .orElseThrow()))
                .orElseThrow();
    }

    private boolean peak(Point x, Grid grid) {
        if (problem.observations().stream().anyMatch(known -> known.at().equals(x))) {
            return false;
        }
        PointBound bound = Bounder.of(problem).at(x);
        BigFraction low = bound.lower().value();
        for (int part = PARTS; part > 0; part--) {
            BigFraction value = low.add(bound.width().multiply(BigFraction.of(part, PARTS)));
            BoundProblem wanted = problem.with(new Observation.Value(x, value));
            for (Point neighbour : grid.neighbours(x)) {
                wanted = wanted.with(new Observation.AtMost(neighbour, value));
            }
            if (Bounder.of(wanted).contradiction().isEmpty()) {
                problem = wanted;
                return true;
            }
        }
        return false;
    }

    /** Its value at a point. */
    public BigFraction ask(Point x) {
        Optional<Observation.Value> known =
                problem.values().stream().filter(value -> value.at().equals(x)).findFirst();
        if (known.isPresent()) {
            return known.get().value();
        }
        BigFraction value = answers.apply(x);
        problem = problem.with(new Observation.Value(x, value));
        return value;
    }

    /** The simplest rational in a random part of the interval of the members' values. */
    private BigFraction drawn(PointBound bound) {
        BigFraction low = reached(bound.lower(), bound)
                .orElseGet(
                        () -> Rationals.mid(bound.lower().value(), bound.upper().value()));
        BigFraction high = Rationals.max(low, reached(bound.upper(), bound).orElse(low));
        BigFraction width = high.subtract(low);
        int part = random.nextInt(PARTS);
        return simplest(
                low.add(width.multiply(BigFraction.of(part, PARTS))),
                low.add(width.multiply(BigFraction.of(part + 1, PARTS))));
    }

    private Optional<BigFraction> reached(PointBound.End end, PointBound bound) {
        return end.witness().flatMap(witness -> witness.at(bound.x(), problem));
    }

    /** The rational with the least denominator in a closed interval, by the continued fractions of its ends; of several the one closest to 0. */
    static BigFraction simplest(BigFraction low, BigFraction high) {
        if (low.signum() <= 0 && high.signum() >= 0) {
            return BigFraction.ZERO;
        }
        return low.signum() > 0
                ? positive(low, high)
                : positive(high.negate(), low.negate()).negate();
    }

    private static BigFraction positive(BigFraction low, BigFraction high) {
        BigInteger[] parts = Rationals.numerator(low).divideAndRemainder(Rationals.denominator(low));
        BigFraction whole = BigFraction.of(parts[0]);
        if (parts[1].signum() == 0) {
            return whole;
        }
        BigFraction next = whole.add(BigFraction.ONE);
        if (next.compareTo(high) <= 0) {
            return next;
        }
        BigFraction rest =
                positive(high.subtract(whole).reciprocal(), low.subtract(whole).reciprocal());
        return whole.add(rest.reciprocal());
    }
}
