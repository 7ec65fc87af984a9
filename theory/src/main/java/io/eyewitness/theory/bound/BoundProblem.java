package io.eyewitness.theory.bound;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The assumptions about a unit f on X = [0,1]^d and the observations of it. The visualization Phi(f) is always observed: f(a) = m, f(b) = M
 * and {@code m <= f <= M}.
 *
 * @param assumptions the assumptions
 * @param norm of the Lipschitz constant
 * @param phi the visualization
 * @param observations further observations, at points in X
 */
public record BoundProblem(Assumptions assumptions, Norm norm, Visualization phi, List<Observation> observations) {
    /** A cube has 2^d vertices, each of which bounds a convex unit. */
    public static final int MOST_CURVED_DIMENSION = 10;

    public BoundProblem {
        Objects.requireNonNull(assumptions, "the key 'assumptions' is missing");
        Objects.requireNonNull(norm, "the key 'norm' is missing");
        Objects.requireNonNull(phi, "the key 'phi' is missing");
        observations = List.copyOf(Objects.requireNonNull(observations, "the key 'observations' is missing"));
        if (assumptions.isCurved() && phi.dimension() > MOST_CURVED_DIMENSION) {
            throw new IllegalArgumentException("dimension " + phi.dimension()
                    + " is too large for convex and affine units; it can be at most " + MOST_CURVED_DIMENSION);
        }
        for (Observation observation : observations) {
            if (observation.at().dimension() != phi.dimension()) {
                throw new IllegalArgumentException("the observed point " + observation.at()
                        + " does not have dimension " + phi.dimension() + " as the visualization does");
            }
            if (!observation.at().isInUnitCube()) {
                throw new IllegalArgumentException(
                        "the observed point " + observation.at() + " lies outside of [0,1]^" + phi.dimension());
            }
        }
    }

    /** The dimension d. */
    public int dimension() {
        return phi.dimension();
    }

    /** The same problem with one more observation. */
    public BoundProblem with(Observation observation) {
        return new BoundProblem(
                assumptions,
                norm,
                phi,
                Stream.concat(observations.stream(), Stream.of(observation)).toList());
    }

    /** The known values, those of the visualization first, each once. */
    public List<Observation.Value> values() {
        Effort.spend(observations.size());
        return Stream.concat(
                        Stream.of(new Observation.Value(phi.a(), phi.min()), new Observation.Value(phi.b(), phi.max())),
                        observations.stream()
                                .filter(Observation.Value.class::isInstance)
                                .map(Observation.Value.class::cast))
                .distinct()
                .toList();
    }

    /**
     * The least of the hypotheses that bound f from above at one point: a known value, an observed largest one, or M at a vertex where the
     * unit is convex. Points where only m {@literal <=} f {@literal <=} M is known are left out.
     */
    public Map<Point, Hypothesis> caps() {
        List<Hypothesis> all = new ArrayList<>();
        values().forEach(value -> all.add(new Hypothesis.Observed(value.at(), value.value())));
        for (Observation observation : observations) {
            if (observation instanceof Observation.AtMost) {
                all.add(new Hypothesis.Capped(observation.at(), observation.value()));
            }
        }
        if (assumptions.isCurved()) {
            vertices().forEach(vertex -> all.add(new Hypothesis.Ceiling(vertex)));
        }
        Map<Point, Hypothesis> least = new LinkedHashMap<>();
        for (Hypothesis cap : all) {
            least.merge(cap.at(), cap, (p, q) -> cap(q).compareTo(cap(p)) < 0 ? q : p);
        }
        return least;
    }

    /** The number by which a hypothesis from {@link #caps} bounds f. */
    public BigFraction cap(Hypothesis hypothesis) {
        return hypothesis instanceof Hypothesis.Ceiling
                ? phi.max()
                : hypothesis instanceof Hypothesis.Observed observed
                        ? observed.value()
                        : ((Hypothesis.Capped) hypothesis).value();
    }

    /** The vertices of X. */
    public List<Point> vertices() {
        Effort.spend((long) dimension() << dimension());
        return IntStream.range(0, 1 << dimension())
                .mapToObj(bits -> new Point(IntStream.range(0, dimension())
                        .mapToObj(i -> BigFraction.of(bits >> i & 1))
                        .toList()))
                .toList();
    }

    /**
     * The most by which f(to) can exceed f(from) for two points alone; none if there is no such number. It is L|to - from|; where f is
     * monotone, L|(to - from)+|, since f is no smaller at the larger of the coordinates of both; without L, 0 where the points are
     * equal, or ordered. The distance counts as rounded up where it is irrational.
     */
    public Optional<BigFraction> rise(Point from, Point to) {
        return rise(from, to, this::distance);
    }

    /**
     * The same with distances rounded down to a number of binary places: a unit that rises by no more than this is a member.
     *
     * @param bits at least 1
     */
    public Optional<BigFraction> riseOfMembers(Point from, Point to, int bits) {
        return rise(from, to, (p, q) -> RoundedDistance.down(norm, p, q, bits));
    }

    /** Whether f(to) can exceed f(from) by so much, the distance taken exactly. */
    boolean canRise(Point from, Point to, BigFraction by) {
        Effort.spend(dimension());
        Point top = top(from, to);
        if (by.signum() <= 0 || top.equals(from)) {
            return by.signum() <= 0;
        }
        return assumptions
                .lipschitz()
                .map(constant -> norm.isAtLeast(from, top, Effort.divide(by, constant)))
                .orElse(true);
    }

    private Optional<BigFraction> rise(Point from, Point to, BiFunction<Point, Point, BigFraction> distance) {
        Point top = top(from, to);
        if (top.equals(from)) {
            return Optional.of(BigFraction.ZERO);
        }
        return assumptions.lipschitz().map(constant -> constant.multiply(distance.apply(from, top)));
    }

    /** The hypotheses whose sum is that f(to) exceeds f(from) by {@link #rise} at most, if that is a number. */
    public List<Hypothesis> riseBy(Point from, Point to) {
        Point top = top(from, to);
        List<Hypothesis> hypotheses = new ArrayList<>();
        if (!top.equals(to)) {
            hypotheses.add(new Hypothesis.Monotone(to, top));
        }
        if (!top.equals(from)) {
            hypotheses.add(new Hypothesis.Lipschitz(top, from));
        }
        return hypotheses;
    }

    private Point top(Point from, Point to) {
        return assumptions.monotone()
                ? new Point(IntStream.range(0, dimension())
                        .mapToObj(i -> Rationals.max(from.get(i), to.get(i)))
                        .toList())
                : to;
    }

    /** The distance of two points where it is rational, else rounded up, by less than 2^-31. */
    BigFraction distance(Point p, Point q) {
        return RoundedDistance.up(norm, p, q);
    }

    /** A description for people. */
    @Override
    public String toString() {
        return assumptions.text() + " in " + norm.text() + ", " + phi
                + (observations.isEmpty()
                        ? ""
                        : ", and " + observations.size() + " more observation" + (observations.size() == 1 ? "" : "s"));
    }
}
