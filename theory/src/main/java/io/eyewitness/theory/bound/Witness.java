package io.eyewitness.theory.bound;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.ExactSum;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A member of a problem's class that agrees with all observations. It shows that a bound is attained.
 *
 * <p>{@link Values} stand for {@code F(y) = min(M, min over the points p of F(p) + rise(p, y))}, rise(p, y) being the most by which a
 * member rises from p to y, irrational as it may be. If F(p) {@literal <=} F(q) + rise(q, p) for all of them, F has those values (McShane
 * 1934), and it is L-Lipschitz and monotone as far as that is assumed: rise is, in its second argument, and obeys the triangle inequality,
 * as the positive part of a vector is no longer than the vector in the norms used here. {@link Planes} stand for
 * {@code F(y) = max(m, max over the planes)}, which is convex; it is at most M since it is so at the vertices of X, and L-Lipschitz and
 * monotone if the gradients are at most L in the dual norm, and not below 0. One plane alone is affine.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Witness.Values.class, name = "values"),
    @JsonSubTypes.Type(value = Witness.Planes.class, name = "planes")
})
public sealed interface Witness {
    /** Its value at a point; empty if it has none there. */
    Optional<BigFraction> at(Point x, BoundProblem problem);

    /** The reason for which it is no member of the class or contradicts an observation; empty if it is a member. */
    Optional<String> fault(Members members);

    /** The reason for which it is no member of the class or contradicts an observation; empty if it is a member. */
    default Optional<String> fault(BoundProblem problem) {
        return fault(new Members(problem));
    }

    /** Values at the observed points and at the one that is asked for. */
    record Values(List<Observation.Value> values) implements Witness {
        public Values {
            values = List.copyOf(values);
        }

        @Override
        public Optional<BigFraction> at(Point x, BoundProblem problem) {
            Effort.spend(values.size());
            return values.stream()
                    .filter(value -> value.at().equals(x))
                    .map(Observation.Value::value)
                    .findFirst();
        }

        @Override
        public Optional<String> fault(Members members) {
            BoundProblem problem = members.problem();
            if (problem.assumptions().isCurved()) {
                return Optional.of("values at points do not define a convex unit");
            }
            Map<Point, BigFraction> known = new LinkedHashMap<>();
            for (Observation.Value value : values) {
                if (known.put(value.at(), value.value()) != null) {
                    return Optional.of("it has two values at " + value.at());
                }
            }
            for (Observation.Value p : values) {
                if (p.value().compareTo(problem.phi().min()) < 0
                        || p.value().compareTo(problem.phi().max()) > 0) {
                    return Optional.of("its value at " + p.at() + " is out of range");
                }
            }
            return unlikeObserved(members, x -> Optional.ofNullable(known.get(x)))
                    .or(() -> members.riseFault(values.stream()
                            .filter(value -> !members.isObserved(value.at()))
                            .toList()));
        }
    }

    /** The largest of some affine functions and m. */
    record Planes(List<Plane> planes) implements Witness {
        public Planes {
            planes = List.copyOf(planes);
        }

        @Override
        public Optional<BigFraction> at(Point x, BoundProblem problem) {
            BigFraction largest = problem.phi().min();
            for (Plane plane : planes) {
                largest = Rationals.max(largest, plane.at(x));
            }
            return Optional.of(largest);
        }

        @Override
        public Optional<String> fault(Members members) {
            BoundProblem problem = members.problem();
            List<Point> vertices = problem.assumptions().isCurved() ? problem.vertices() : List.of();
            if (vertices.isEmpty()) {
                return Optional.of("planes define only a convex unit");
            }
            for (Plane plane : planes) {
                if (!plane.fits(problem)) {
                    return Optional.of("a plane is too steep, or falls");
                }
            }
            for (Point vertex : vertices) {
                if (at(vertex, problem).orElseThrow().compareTo(problem.phi().max()) > 0) {
                    return Optional.of(
                            "it exceeds " + Rationals.text(problem.phi().max()) + " at " + vertex);
                }
            }
            boolean isAffine = planes.size() == 1
                    && vertices.stream()
                            .allMatch(v ->
                                    planes.get(0).at(v).compareTo(problem.phi().min()) >= 0);
            if (problem.assumptions().affine() && !isAffine) {
                return Optional.of("it is not affine");
            }
            return unlikeObserved(members, x -> at(x, problem));
        }
    }

    /**
     * {@code offset + gradient . x}.
     *
     * @param gradient a number a coordinate
     * @param offset the value at 0
     */
    record Plane(List<BigFraction> gradient, BigFraction offset) {
        public Plane {
            gradient = List.copyOf(gradient);
        }

        /** The plane through a point. */
        public static Plane through(Point point, BigFraction value, List<BigFraction> gradient) {
            return new Plane(gradient, value.subtract(new Plane(gradient, BigFraction.ZERO).at(point)));
        }

        /** The value at a point. */
        public BigFraction at(Point x) {
            Effort.spend(gradient.size());
            ExactSum sum = new ExactSum(offset);
            for (int i = 0; i < gradient.size(); i++) {
                sum.addProduct(gradient.get(i), x.get(i));
            }
            return sum.value();
        }

        /** Whether it is as steep as the assumptions allow, and falls nowhere if they forbid that. */
        boolean fits(BoundProblem problem) {
            boolean falls = gradient.stream().anyMatch(slope -> slope.signum() < 0);
            return gradient.size() == problem.dimension()
                    && !(falls && problem.assumptions().monotone())
                    && problem.assumptions()
                            .lipschitz()
                            .filter(constant -> isSteeper(constant, problem.norm()))
                            .isEmpty();
        }

        /** Whether the norm that is dual to the given one exceeds a constant. */
        private boolean isSteeper(BigFraction constant, Norm norm) {
            List<BigFraction> sizes = gradient.stream().map(BigFraction::abs).toList();
            return switch (norm) {
                case L1 -> sizes.stream().anyMatch(size -> size.compareTo(constant) > 0);
                case LINF -> Rationals.sum(sizes).compareTo(constant) > 0;
                case L2 ->
                    Rationals.sum(sizes.stream()
                                            .map(size -> Effort.multiply(size, size))
                                            .toList())
                                    .compareTo(constant.multiply(constant))
                            > 0;
            };
        }
    }

    private static Optional<String> unlikeObserved(Members members, Function<Point, Optional<BigFraction>> unit) {
        List<Observation> observed = new ArrayList<>(members.observed());
        observed.addAll(members.problem().observations());
        return observed.stream()
                .filter(observation -> unit.apply(observation.at())
                        .filter(value -> observation instanceof Observation.AtMost
                                ? value.compareTo(observation.value()) <= 0
                                : value.equals(observation.value()))
                        .isEmpty())
                .map(observation -> "its value at " + observation.at() + " is not as observed")
                .findFirst();
    }
}
