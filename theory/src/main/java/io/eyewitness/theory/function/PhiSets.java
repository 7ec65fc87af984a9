package io.eyewitness.theory.function;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.formula.Formula;
import io.eyewitness.theory.formula.Term;
import io.eyewitness.theory.visualization.PhiSet;
import io.eyewitness.theory.visualization.TieSet;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** The exact tie sets of units whose structure gives them away, in any dimension, without a solver. */
public final class PhiSets {
    private PhiSets() {}

    /**
     * The tie sets of a unit.
     *
     * @return none for {@link PiecewiseAffine} and {@link ReluNetwork}, and for a blend with t = 0 or t = 1
     */
    public static Optional<PhiSet> of(Unit unit) {
        if (unit instanceof Affine affine) {
            return Optional.of(of(affine));
        }
        if (unit instanceof Profile profile) {
            return Optional.of(of(profile));
        }
        if (unit instanceof LipschitzBlend blend) {
            return of(blend);
        }
        return Optional.empty();
    }

    /** The tie sets of an affine unit: two opposite faces, or the whole cube twice. */
    public static PhiSet of(Affine unit) {
        Interval range = unit.range();
        return new PhiSet(unit.argmin(), unit.argmax(), range.low(), range.high());
    }

    /** The tie sets of a profile: unions of slabs {@code c <= inner(x) <= e}. */
    public static PhiSet of(Profile unit) {
        List<Profile.Knot> knots = reached(unit);
        BigFraction min =
                knots.stream().map(Profile.Knot::value).reduce(Rationals::min).orElseThrow();
        BigFraction max =
                knots.stream().map(Profile.Knot::value).reduce(Rationals::max).orElseThrow();
        return new PhiSet(slabs(unit, knots, min), slabs(unit, knots, max), min, max);
    }

    /** The tie sets of a blend with 0 < t < 1: the points a and b (L2b). */
    public static Optional<PhiSet> of(LipschitzBlend unit) {
        if (unit.t().signum() == 0 || unit.t().equals(BigFraction.ONE)) {
            return Optional.empty();
        }
        Visualization phi = unit.envelope().phi();
        return Optional.of(new PhiSet(TieSet.point(phi.a()), TieSet.point(phi.b()), phi.min(), phi.max()));
    }

    /** The knots within the range of the inner function, and those at its ends. */
    private static List<Profile.Knot> reached(Profile unit) {
        Interval range = unit.inner().range();
        List<Profile.Knot> knots = new ArrayList<>();
        knots.add(new Profile.Knot(range.low(), unit.outer(range.low())));
        for (Profile.Knot knot : unit.knots()) {
            if (knot.argument().compareTo(range.low()) > 0 && knot.argument().compareTo(range.high()) < 0) {
                knots.add(knot);
            }
        }
        if (!range.low().equals(range.high())) {
            knots.add(new Profile.Knot(range.high(), unit.outer(range.high())));
        }
        return knots;
    }

    private static TieSet slabs(Profile unit, List<Profile.Knot> knots, BigFraction value) {
        List<Interval> slabs = new ArrayList<>();
        for (int i = 0; i < knots.size(); i++) {
            if (knots.get(i).value().equals(value)) {
                int first = i;
                while (i + 1 < knots.size() && knots.get(i + 1).value().equals(value)) {
                    i++;
                }
                slabs.add(new Interval(knots.get(first).argument(), knots.get(i).argument()));
            }
        }
        Interval range = unit.inner().range();
        if (slabs.equals(List.of(range))) {
            return TieSet.cube(unit.dimension());
        }
        if (slabs.equals(List.of(Interval.of(range.low())))) {
            return unit.inner().argmin();
        }
        if (slabs.equals(List.of(Interval.of(range.high())))) {
            return unit.inner().argmax();
        }
        return region(unit.inner(), slabs);
    }

    private static TieSet region(Affine inner, List<Interval> slabs) {
        Term argument = inner.body();
        List<Formula> formulas = new ArrayList<>();
        List<Point> members = new ArrayList<>();
        Interval range = inner.range();
        Point low = inner.argmin().members().get(0);
        Point high = inner.argmax().members().get(0);
        for (Interval slab : slabs) {
            formulas.add(Formula.and(
                    Term.constant(slab.low()).atMost(argument), argument.atMost(Term.constant(slab.high()))));
            for (BigFraction level : List.of(slab.low(), slab.high())) {
                BigFraction share =
                        level.subtract(range.low()).divide(range.high().subtract(range.low()));
                members.add(low.towards(high, share));
            }
        }
        return new TieSet.Region(inner.dimension(), Formula.or(formulas), members);
    }
}
