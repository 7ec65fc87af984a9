package io.eyewitness.theory.witness;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Two blends {@code f_t = m + R((1-t) down + t up)} of profiles of the same inner function, with common minimum 0 and
 * maximum 1.
 *
 * <p>Source: theory.md section 2, blend; rows 6 (M1, M2) and 7 (M3, C1 to C3).
 *
 * @param functionClass MONO or CONV
 * @param up the profile that is high at x
 * @param down the profile that is low at x
 * @param high t of the unit that is high at x
 * @param low t of the unit that is low at x
 * @param phi the visualization
 * @param x the point
 * @param h with 0 < h < R/2
 */
public record ProfileBlend(
        FunctionClass functionClass,
        Profile up,
        Profile down,
        BigFraction high,
        BigFraction low,
        Visualization phi,
        Point x,
        BigFraction h)
        implements Recipe {
    /** The blend f_t. */
    public Profile blend(BigFraction t) {
        Affine inner = up.inner();
        Interval range = inner.range();
        SortedSet<BigFraction> arguments = new TreeSet<>(List.of(range.low(), range.high()));
        up.knots().forEach(knot -> arguments.add(knot.argument()));
        down.knots().forEach(knot -> arguments.add(knot.argument()));
        arguments.removeIf(argument -> !range.contains(argument));
        return new Profile(
                inner,
                arguments.stream()
                        .map(argument -> new Profile.Knot(argument, value(argument, t)))
                        .toList());
    }

    private BigFraction value(BigFraction argument, BigFraction t) {
        BigFraction mixed = down.outer(argument)
                .multiply(BigFraction.ONE.subtract(t))
                .add(up.outer(argument).multiply(t));
        return phi.min().add(phi.range().multiply(mixed));
    }

    @Override
    public UnitPair units() {
        return new UnitPair(blend(high), blend(low));
    }

    @Override
    public List<String> violations() {
        Violations violations = new Violations().addAll(Admissible.violations(phi, h, x));
        violations.require(up.inner().equals(down.inner()), "both profiles must have the same inner function");
        for (BigFraction t : List.of(high, low)) {
            violations.require(
                    t.signum() > 0 && t.compareTo(BigFraction.ONE) < 0,
                    "the share t = " + Rationals.text(t) + " must lie strictly between 0 and 1");
        }
        for (Profile profile : List.of(up, down)) {
            PhiSet ties = profile.ties();
            violations.require(
                    ties.min().equals(BigFraction.ZERO) && ties.max().equals(BigFraction.ONE),
                    "a profile ranges over " + new Interval(ties.min(), ties.max()) + ", not [0, 1]");
            violations.require(
                    ties.argmin().contains(phi.a()) && ties.argmax().contains(phi.b()),
                    "a and b must be extremisers of both profiles");
            violations.require(isMember(profile), "a profile is not in " + functionClass.symbol());
        }
        violations.require(
                blend(high).at(x).compareTo(phi.max().subtract(h)) >= 0, "the upper blend is below M - h at " + x);
        violations.require(blend(low).at(x).compareTo(phi.min().add(h)) <= 0, "the lower blend is above m + h at " + x);
        return violations.list();
    }

    private boolean isMember(Profile profile) {
        return switch (functionClass) {
            case MONO -> Membership.isMonotone(profile);
            case CONV -> Membership.isConvex(profile);
            default -> false;
        };
    }
}
