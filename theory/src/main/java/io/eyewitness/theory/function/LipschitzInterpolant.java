package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The blend {@code (1-t) l + t U} of the least and the greatest L-Lipschitz unit with a visualization and known values: {@code U(x) =
 * min(M, min_i v_i + L|x - q_i|)} and {@code l(x) = max(m, max_i v_i - L|x - q_i|)}, where (a, m) and (b, M) are known too.
 *
 * <p>Source: theory.md section 4, L1 to L3, with further data. As a blend of minima and maxima of L-Lipschitz units it is L-Lipschitz.
 *
 * @param phi the visualization, with m {@literal <} M
 * @param lipschitz L, positive
 * @param norm the norm
 * @param known the values at other points
 * @param t strictly between 0 and 1
 */
public record LipschitzInterpolant(
        Visualization phi, BigFraction lipschitz, Norm norm, List<Known> known, BigFraction t) implements Unit {
    /** A value at a point. */
    public record Known(Point x, BigFraction value) {}

    public LipschitzInterpolant {
        known = List.copyOf(known);
        if (phi.range().signum() <= 0 || lipschitz.signum() <= 0) {
            throw new IllegalArgumentException("m must be below M, and L above 0");
        }
        if (t.signum() <= 0 || t.compareTo(BigFraction.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "the share t = " + Rationals.text(t) + " must lie strictly between 0 and 1");
        }
    }

    @Override
    public int dimension() {
        return phi.dimension();
    }

    @Override
    public Surd at(Point x) {
        requireDimensionOf(x);
        return lower(x).times(BigFraction.ONE.subtract(t)).plus(upper(x).times(t));
    }

    /** U(x). */
    public Surd upper(Point x) {
        Surd upper = Surd.min(Surd.of(phi.max()), cone(x, phi.a()).plus(phi.min()));
        for (Known datum : known) {
            if (upper.compareTo(datum.value()) > 0) {
                upper = Surd.min(upper, cone(x, datum.x()).plus(datum.value()));
            }
        }
        return upper;
    }

    /** l(x). */
    public Surd lower(Point x) {
        Surd lower = Surd.max(Surd.of(phi.min()), cone(x, phi.b()).negate().plus(phi.max()));
        for (Known datum : known) {
            if (lower.compareTo(datum.value()) < 0) {
                lower = Surd.max(lower, cone(x, datum.x()).negate().plus(datum.value()));
            }
        }
        return lower;
    }

    private Surd cone(Point x, Point centre) {
        Effort.spend(dimension());
        return norm.distance(x, centre).times(lipschitz);
    }

    /** Whether some L-Lipschitz unit could have a value at a point: then U and l there are on either side of it. */
    public boolean admits(Point x, BigFraction value) {
        return isNear(x, value, phi.a(), phi.min())
                && isNear(x, value, phi.b(), phi.max())
                && known.stream().allMatch(datum -> isNear(x, value, datum.x(), datum.value()));
    }

    private boolean isNear(Point x, BigFraction value, Point other, BigFraction otherValue) {
        Effort.spend(1);
        return value.equals(otherValue)
                || norm.isAtLeast(x, other, value.subtract(otherValue).abs().divide(lipschitz));
    }

    /**
     * Whether the known values are those of some L-Lipschitz unit, so that the blend takes them, and lie strictly between m and M but at a
     * and b, so that those are its only extremisers.
     */
    public boolean isConsistent() {
        if (!isNear(phi.a(), phi.min(), phi.b(), phi.max())) {
            return false;
        }
        Map<BigFraction, List<Known>> byValue =
                known.stream().collect(Collectors.groupingBy(Known::value, LinkedHashMap::new, Collectors.toList()));
        return known.stream().allMatch(datum -> {
            boolean isInside =
                    datum.value().compareTo(phi.min()) > 0 && datum.value().compareTo(phi.max()) < 0;
            boolean isExtremiser = datum.x().equals(phi.a()) && datum.value().equals(phi.min())
                    || datum.x().equals(phi.b()) && datum.value().equals(phi.max());
            return isExtremiser
                    || isInside
                            && isNear(datum.x(), datum.value(), phi.a(), phi.min())
                            && isNear(datum.x(), datum.value(), phi.b(), phi.max())
                            && byValue.entrySet().stream()
                                    .filter(group -> !group.getKey().equals(datum.value()))
                                    .flatMap(group -> group.getValue().stream())
                                    .allMatch(other -> isNear(datum.x(), datum.value(), other.x(), other.value()));
        });
    }

    @Override
    public Optional<Term> term() {
        return Optional.empty();
    }

    @Override
    public boolean isLipschitz(BigFraction constant, Norm in) {
        return norm == in && lipschitz.compareTo(constant) <= 0;
    }

    /** The points a and b, if the data are consistent: U exceeds m, and l falls short of M, at each other point. */
    @Override
    public Optional<PhiSet> phiSet() {
        return isConsistent()
                ? Optional.of(new PhiSet(TieSet.point(phi.a()), TieSet.point(phi.b()), phi.min(), phi.max()))
                : Optional.empty();
    }

    /** The range [l(x), U(x)] of the values that L-Lipschitz units with these data have at x, from outside to within 2^-precision. */
    public Interval possible(Point x, int precision) {
        return new Interval(
                lower(x).bounds(precision).low(), upper(x).bounds(precision).high());
    }
}
