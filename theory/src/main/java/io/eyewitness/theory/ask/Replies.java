package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.LipschitzInterpolant;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.function.SteepProfile;
import io.eyewitness.theory.function.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Answers questions about a unit exactly, from the unit alone. */
public final class Replies {
    private Replies() {}

    /**
     * The exact reply; the radius of a germ is the largest that the pieces of the profile show.
     *
     * @throws IllegalArgumentException if the unit's structure does not tell the answer
     */
    public static Reply of(Unit unit, Question question) {
        if (unit instanceof LipschitzInterpolant interpolant && question instanceof Question.OfValue value) {
            return new Reply.Value(interpolant.at(value.x()).toRational());
        }
        if (unit instanceof SteepProfile steep) {
            return of(steep, question);
        }
        if (unit instanceof Affine affine) {
            return of(identity(affine), question);
        }
        if (unit instanceof Profile profile) {
            return of(profile, question);
        }
        throw new IllegalArgumentException("there is no exact answer to this question about such a unit");
    }

    private static Profile identity(Affine affine) {
        Interval range = affine.range();
        return new Profile(affine, List.of(new Knot(range.low(), range.low()), new Knot(range.high(), range.high())));
    }

    private static Reply of(SteepProfile steep, Question question) {
        Affine inner = steep.inner();
        List<BigFraction> arguments = question instanceof Question.OfBox box
                ? List.of(side(inner, box, -1), side(inner, box, 1))
                : List.of(inner.value(question.points().get(0)));
        if (question instanceof Question.OfGerm && arguments.contains(BigFraction.ONE)) {
            Point weights = new Point(inner.weights());
            return new Reply.SteepGerm(steep.max(), weights.scale(steep.slope()), steep.height(), weights);
        }
        BigFraction rest = arguments.stream()
                .filter(argument -> !argument.equals(BigFraction.ONE))
                .reduce(Rationals::max)
                .map(BigFraction.ONE::subtract)
                .orElse(BigFraction.ONE);
        return of(steep.from(rest), question);
    }

    /** The greatest value of an affine function on a box for sign 1, the least for -1. */
    static BigFraction side(Affine inner, Question.OfBox box, int sign) {
        return inner.value(corner(inner, box, sign));
    }

    static Point corner(Affine inner, Question.OfBox box, int sign) {
        return new Point(IntStream.range(0, inner.dimension())
                .mapToObj(i -> (inner.weights().get(i).signum() * sign > 0 ? box.high() : box.low()).get(i))
                .toList());
    }

    private static Reply of(Profile profile, Question question) {
        Effort.spend(profile.knots().size());
        if (question instanceof Question.OfValue value) {
            return new Reply.Value(profile.outer(profile.inner().value(value.x())));
        }
        if (profile.inner().weights().stream().anyMatch(weight -> weight.signum() == 0)) {
            throw new IllegalArgumentException("there is no exact answer about a profile that ignores a coordinate");
        }
        return question instanceof Question.OfGerm germ
                ? germ(profile, germ.x())
                : box(profile, (Question.OfBox) question);
    }

    private static Reply.Germ germ(Profile profile, Point x) {
        BigFraction u = profile.inner().value(x);
        List<Knot> knots = profile.knots();
        int right = 1;
        while (right < knots.size() - 1 && knots.get(right).argument().compareTo(u) <= 0) {
            right++;
        }
        boolean isKnot = right > 1 && knots.get(right - 1).argument().equals(u);
        BigFraction slope = profile.slope(right - 1);
        BigFraction before = isKnot ? profile.slope(right - 2) : slope;
        Point weights = new Point(profile.inner().weights());
        List<Point> gradients = before.equals(slope)
                ? List.of(weights.scale(slope))
                : List.of(weights.scale(before), weights.scale(slope));
        BigFraction steepest = weights.coordinates().stream()
                .map(BigFraction::abs)
                .reduce(Rationals::max)
                .orElseThrow();
        BigFraction room = knots.stream()
                .map(knot -> knot.argument().subtract(u).abs())
                .filter(distance -> distance.signum() > 0)
                .reduce(Rationals::min)
                .orElseThrow();
        return new Reply.Germ(profile.outer(u), gradients, before.compareTo(slope) <= 0, room.divide(steepest));
    }

    private static Reply.OnBox box(Profile profile, Question.OfBox box) {
        Affine inner = profile.inner();
        BigFraction from = side(inner, box, -1);
        BigFraction to = side(inner, box, 1);
        TreeMap<BigFraction, BigFraction> values = new TreeMap<>();
        values.put(from, profile.outer(from));
        values.put(to, profile.outer(to));
        profile.knots().stream()
                .filter(knot ->
                        knot.argument().compareTo(from) > 0 && knot.argument().compareTo(to) < 0)
                .forEach(knot -> values.put(knot.argument(), knot.value()));
        BigFraction min = values.values().stream().reduce(Rationals::min).orElseThrow();
        BigFraction max = values.values().stream().reduce(Rationals::max).orElseThrow();
        return new Reply.OnBox(min, max, ties(inner, box, values, min), ties(inner, box, values, max));
    }

    private static Reply.Ties ties(
            Affine inner, Question.OfBox box, TreeMap<BigFraction, BigFraction> values, BigFraction value) {
        Point low = corner(inner, box, -1);
        Point high = corner(inner, box, 1);
        BigFraction from = values.firstKey();
        BigFraction width = values.lastKey().subtract(from);
        List<Interval> levels = levels(values, value);
        List<Point> points = new ArrayList<>();
        for (Interval level : levels) {
            for (BigFraction end :
                    level.low().equals(level.high()) ? List.of(level.low()) : List.of(level.low(), level.high())) {
                points.add(
                        width.signum() == 0
                                ? low
                                : low.towards(high, end.subtract(from).divide(width)));
            }
        }
        boolean isCorners = levels.stream()
                .allMatch(level -> level.low().equals(level.high())
                        && (level.low().equals(from) || level.low().equals(values.lastKey())));
        Point weights = new Point(inner.weights());
        BigFraction bias = inner.bias();
        return new Reply.Ties(
                points,
                weights,
                isCorners
                        ? List.of()
                        : levels.stream()
                                .map(level -> new Interval(
                                        level.low().subtract(bias), level.high().subtract(bias)))
                                .toList());
    }

    /** The maximal intervals on which a profile with these corners takes one of its extreme values. */
    private static List<Interval> levels(TreeMap<BigFraction, BigFraction> values, BigFraction value) {
        List<Interval> levels = new ArrayList<>();
        BigFraction first = null;
        BigFraction last = null;
        for (BigFraction argument : values.keySet()) {
            if (values.get(argument).equals(value)) {
                first = first == null ? argument : first;
                last = argument;
            } else if (first != null) {
                levels.add(new Interval(first, last));
                first = null;
            }
        }
        if (first != null) {
            levels.add(new Interval(first, last));
        }
        return levels;
    }
}
