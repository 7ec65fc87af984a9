package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.Certificate;
import io.eyewitness.theory.bound.Certificate.Weighted;
import io.eyewitness.theory.bound.Hypothesis;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.bound.Share;
import io.eyewitness.theory.bound.Witness;
import io.eyewitness.theory.bound.Witness.Plane;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Convex units, which may be Lipschitz and monotone too. Where f is known to be at most c_q at points q (observed values, and M at the
 * vertices of X), the largest f(x) is the largest t for which a plane through (x, t), of a slope that the assumptions allow, lies below
 * all (q, c_q). The smallest f(x) is the largest, over the observed values v_k at x_k, of the smallest value at x of such a plane
 * through (x_k, v_k), or m. Members of the class that attain both are largest of planes (see {@link Witness}). Convex combinations of
 * points, Lipschitz and monotone pairs prove both: the multipliers of a linear program are the weights of the combination.
 */
final class ConvexBounder implements Bounder {
    private static final int MOST_CUTS = 200;
    private static final int DIGITS = 9;

    /** Rounding leaves six digits of a weight that is divided by, or it is not rounded. */
    private static final BigFraction LEAST_ROUNDED = BigFraction.of(1, 1000);

    private final BoundProblem problem;
    private final Map<Point, Hypothesis> caps;
    private final List<Point> capped;
    private final BigFraction lipschitz;
    private final Optional<List<Plane>> supports;

    ConvexBounder(BoundProblem problem) {
        this.problem = problem;
        this.caps = problem.caps();
        this.capped = List.copyOf(caps.keySet());
        this.lipschitz = problem.assumptions().lipschitz().orElse(BigFraction.ZERO);
        this.supports = planes(problem.values().stream()
                .map(value -> highest(value.at(), true)
                        .map(extreme -> Plane.through(
                                value.at(), value.value(), extreme.plane().gradient())))
                .toList());
    }

    /** An extreme plane through a point, with the weights of the capped points that hold it. */
    private record Extreme(Plane plane, List<BigFraction> weights, boolean isAboveFloor) {}

    @Override
    public Optional<Certificate> contradiction() {
        for (Observation.Value value : problem.values()) {
            Certificate certificate =
                    above(value.at(), highest(value.at(), false).orElseThrow());
            BigFraction most = certificate.upper(problem, value.at()).orElseThrow();
            if (most.compareTo(value.value()) < 0) {
                return Optional.of(plus(certificate, observed(value, BigFraction.ONE.negate())));
            }
        }
        for (Observation cap : observations()) {
            if (cap.value().compareTo(problem.phi().min()) < 0) {
                Hypothesis hypothesis = cap instanceof Observation.Value
                        ? new Hypothesis.Observed(cap.at(), cap.value())
                        : new Hypothesis.Capped(cap.at(), cap.value());
                return Optional.of(new Certificate(List.of(
                        new Weighted(hypothesis, BigFraction.ONE),
                        new Weighted(new Hypothesis.Floor(cap.at()), BigFraction.ONE))));
            }
        }
        return Optional.empty();
    }

    private List<Observation> observations() {
        List<Observation> all = new ArrayList<>(problem.values());
        all.addAll(problem.observations());
        return all;
    }

    @Override
    public PointBound at(Point x) {
        PointBound bound = new PointBound(x, lower(x), upper(x));
        if (bound.lower().value().compareTo(bound.upper().value()) > 0) {
            List<Weighted> both = new ArrayList<>(bound.lower().certificate().by());
            both.addAll(bound.upper().certificate().by());
            throw new Bounder.Contradictory(merged(both));
        }
        return bound;
    }

    private PointBound.End upper(Point x) {
        Certificate certificate = above(x, highest(x, false).orElseThrow());
        Optional<Witness> witness = supports.flatMap(planes -> highest(x, true).map(extreme -> {
            List<Plane> all = new ArrayList<>(planes);
            all.add(extreme.plane());
            return new Witness.Planes(all);
        }));
        return end(x, certificate.upper(problem, x).orElseThrow(), certificate, witness);
    }

    private PointBound.End lower(Point x) {
        Certificate best = new Certificate(List.of(new Weighted(new Hypothesis.Floor(x), BigFraction.ONE)));
        BigFraction least = problem.phi().min();
        List<Optional<Plane>> planes = new ArrayList<>();
        for (Observation.Value value : problem.values()) {
            Optional<Extreme> extreme = lowest(value, x, false);
            planes.add(lowest(value, x, true).map(Extreme::plane));
            if (extreme.filter(Extreme::isAboveFloor).isPresent()) {
                Certificate certificate = below(value, x, extreme.get());
                BigFraction bound = certificate.lower(problem, x).orElseThrow();
                if (bound.compareTo(least) > 0) {
                    least = bound;
                    best = certificate;
                }
            }
        }
        return end(x, least, best, planes(planes).map(Witness.Planes::new));
    }

    /** In l2 planes that come close need not leave all observed values where they are. */
    private PointBound.End end(Point x, BigFraction value, Certificate certificate, Optional<Witness> witness) {
        return new PointBound.End(
                value,
                certificate,
                witness.filter(member -> !isRound() || member.fault(problem).isEmpty()));
    }

    private static Optional<List<Plane>> planes(List<Optional<Plane>> planes) {
        return planes.stream().allMatch(Optional::isPresent)
                ? Optional.of(planes.stream().map(Optional::get).toList())
                : Optional.empty();
    }

    /** The highest plane at x: variables t, then the gradient; weights are those of a convex combination. */
    private Optional<Extreme> highest(Point x, boolean isMember) {
        List<Constraint> constraints = new ArrayList<>();
        for (Point q : capped) {
            SortedMap<Integer, BigFraction> row = gradient(q.minus(x));
            row.put(0, BigFraction.ONE);
            constraints.add(new Constraint(row, cap(q), false));
        }
        return solved(constraints, new TreeMap<>(Map.of(0, BigFraction.ONE)), isMember)
                .map(optimum -> new Extreme(
                        Plane.through(x, optimum.point().get(0), slope(optimum)),
                        optimum.multipliers().subList(0, capped.size()),
                        true));
    }

    private List<BigFraction> slope(Optimum optimum) {
        return optimum.point().subList(1, problem.dimension() + 1);
    }

    /**
     * The plane through an observed value that is lowest at x, as far as it is above m there: variables t, then the gradient. None in l2
     * where the value is too large by less than rounding.
     */
    private Optional<Extreme> lowest(Observation.Value value, Point x, boolean isMember) {
        List<Constraint> constraints = new ArrayList<>();
        for (Point q : capped) {
            constraints.add(new Constraint(gradient(q.minus(value.at())), cap(q).subtract(value.value()), false));
        }
        SortedMap<Integer, BigFraction> rise = gradient(x.minus(value.at()));
        rise.put(0, BigFraction.ONE.negate());
        constraints.add(new Constraint(rise, value.value().negate(), false));
        SortedMap<Integer, BigFraction> minus = new TreeMap<>(Map.of(0, BigFraction.ONE.negate()));
        constraints.add(new Constraint(minus, problem.phi().min().negate(), false));
        return solved(constraints, minus, isMember)
                .map(optimum -> new Extreme(
                        Plane.through(value.at(), value.value(), slope(optimum)),
                        optimum.multipliers().subList(0, capped.size()),
                        optimum.point().get(0).compareTo(problem.phi().min()) > 0));
    }

    private static SortedMap<Integer, BigFraction> gradient(Point difference) {
        SortedMap<Integer, BigFraction> row = new TreeMap<>();
        IntStream.range(0, difference.dimension()).forEach(i -> row.put(i + 1, difference.get(i)));
        return row;
    }

    private BigFraction cap(Point q) {
        return problem.cap(caps.get(q));
    }

    private boolean isRound() {
        return problem.norm() == Norm.L2 && problem.assumptions().lipschitz().isPresent();
    }

    /**
     * The optimum over gradients that the assumptions allow.
     *
     * @param isMember whether the gradient must be allowed exactly; else it may, in l2, be a little too long
     */
    private Optional<Optimum> solved(
            List<Constraint> constraints, SortedMap<Integer, BigFraction> objective, boolean isMember) {
        BigFraction steepest = isMember && isRound() ? lipschitz.multiply(UnitDirections.INNER) : lipschitz;
        BigFraction tolerated = isMember ? lipschitz : lipschitz.multiply(UnitDirections.OUTER);
        int variables = problem.dimension() + 1;
        List<Constraint> all = new ArrayList<>(constraints);
        UnitDirections.directions(problem)
                .forEach(direction -> all.add(new Constraint(gradient(new Point(direction)), steepest, false)));
        if (problem.assumptions().monotone()) {
            for (int i = 1; i < variables; i++) {
                all.add(new Constraint(new TreeMap<>(Map.of(i, BigFraction.ONE.negate())), BigFraction.ZERO, false));
            }
        }
        for (int cuts = 0; ; cuts++) {
            Optional<Optimum> optimum = ExactSimplex.solve(new LinearProgram(variables, objective, all));
            if (optimum.isEmpty() || !isRound()) {
                return optimum;
            }
            List<BigFraction> gradient = slope(optimum.get());
            boolean isShort = UnitDirections.square(gradient).compareTo(tolerated.multiply(tolerated)) <= 0;
            if (isShort || cuts == MOST_CUTS) {
                return isShort || !isMember ? optimum : Optional.empty();
            }
            all.add(new Constraint(gradient(new Point(UnitDirections.unit(gradient))), steepest, false));
        }
    }

    /** f(x) <= f(z) + rise <= mean of the caps + rise, z being the mean of the capped points that hold the plane. */
    private Certificate above(Point x, Extreme extreme) {
        Map<Point, BigFraction> weights = new LinkedHashMap<>();
        IntStream.range(0, capped.size())
                .forEach(i -> weights.put(capped.get(i), extreme.weights().get(i)));
        List<Share> shares = shares(weights);
        Point mean = Share.mean(shares);
        List<Weighted> by = new ArrayList<>(rise(mean, x, BigFraction.ONE));
        by.addAll(jensen(mean, shares, BigFraction.ONE));
        shares.forEach(share -> by.add(new Weighted(caps.get(share.at()), share.weight())));
        return merged(by);
    }

    /** v_k = f(x_k) <= f(z) + rise, where x has a share in the mean z: solved for f(x). */
    private Certificate below(Observation.Value value, Point x, Extreme extreme) {
        Map<Point, BigFraction> weights = new LinkedHashMap<>(Map.of(x, BigFraction.ONE));
        IntStream.range(0, capped.size())
                .forEach(i -> weights.merge(capped.get(i), extreme.weights().get(i), BigFraction::add));
        BigFraction total = Rationals.sum(weights.values());
        weights.replaceAll((point, weight) -> weight.divide(total));
        BigFraction own = total.reciprocal();
        List<Share> shares = own.compareTo(LEAST_ROUNDED) < 0 ? exact(weights) : shares(weights);
        Point mean = Share.mean(shares);
        List<Weighted> by = new ArrayList<>();
        by.add(observed(value, BigFraction.ONE.negate()));
        by.addAll(rise(mean, value.at(), BigFraction.ONE));
        by.addAll(jensen(mean, shares, BigFraction.ONE));
        BigFraction left = shares.stream()
                .filter(share -> share.at().equals(x))
                .map(Share::weight)
                .findFirst()
                .orElseThrow();
        BigFraction spent = caps.containsKey(x) && !isRound() ? left.subtract(own) : BigFraction.ZERO;
        for (Share share : shares) {
            BigFraction weight = share.at().equals(x) ? spent : share.weight();
            if (weight.signum() > 0) {
                by.add(new Weighted(caps.get(share.at()), weight));
            }
        }
        BigFraction scale = left.subtract(spent).reciprocal();
        return merged(by.stream()
                .map(weighted ->
                        new Weighted(weighted.hypothesis(), weighted.weight().multiply(scale)))
                .toList());
    }

    private List<Weighted> rise(Point from, Point to, BigFraction weight) {
        return problem.riseBy(from, to).stream()
                .map(hypothesis -> new Weighted(hypothesis, weight))
                .toList();
    }

    private static List<Weighted> jensen(Point mean, List<Share> shares, BigFraction weight) {
        return shares.size() == 1 ? List.of() : List.of(new Weighted(new Hypothesis.Convex(mean, shares), weight));
    }

    private static Weighted observed(Observation.Value value, BigFraction weight) {
        return new Weighted(new Hypothesis.Observed(value.at(), value.value()), weight);
    }

    /**
     * The points with positive weights. In l2, where any weights prove a bound and the best are not rational, they are rounded, the
     * largest so that the sum is 1.
     */
    private List<Share> shares(Map<Point, BigFraction> weights) {
        Map<Point, BigFraction> kept = new LinkedHashMap<>(weights);
        kept.values().removeIf(weight -> weight.signum() == 0);
        boolean isLong = kept.values().stream()
                .anyMatch(weight -> Rationals.denominator(weight).bitLength() > 64);
        if (isRound() && isLong) {
            Point largest = kept.keySet().stream()
                    .reduce((p, q) -> kept.get(q).compareTo(kept.get(p)) > 0 ? q : p)
                    .orElseThrow();
            kept.replaceAll((point, weight) -> Rationals.of(rounded(weight)));
            BigFraction rest = BigFraction.ONE.subtract(Rationals.sum(kept.values()));
            kept.merge(largest, rest, BigFraction::add);
            kept.values().removeIf(weight -> weight.signum() == 0);
        }
        return exact(kept);
    }

    private static List<Share> exact(Map<Point, BigFraction> weights) {
        return weights.entrySet().stream()
                .filter(entry -> entry.getValue().signum() != 0)
                .map(entry -> new Share(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static BigDecimal rounded(BigFraction weight) {
        return weight.bigDecimalValue(DIGITS, RoundingMode.DOWN);
    }

    private static Certificate merged(List<Weighted> by) {
        Map<Hypothesis, BigFraction> weights = new LinkedHashMap<>();
        by.forEach(weighted -> weights.merge(weighted.hypothesis(), weighted.weight(), BigFraction::add));
        weights.values().removeIf(weight -> weight.signum() == 0);
        List<Weighted> all = new ArrayList<>();
        weights.forEach((hypothesis, weight) -> all.add(new Weighted(hypothesis, weight)));
        return new Certificate(all);
    }

    private static Certificate plus(Certificate certificate, Weighted further) {
        List<Weighted> by = new ArrayList<>(certificate.by());
        by.add(further);
        return merged(by);
    }
}
