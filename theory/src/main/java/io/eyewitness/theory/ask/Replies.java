package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Effort;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.BumpedProfile;
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
    private static final int PRECISION = 128;

    private Replies() {}

    /**
     * The exact reply; the radius of a germ is the largest that the pieces of the profile show.
     *
     * @throws IllegalArgumentException if the unit's structure does not tell the answer
     */
    public static Reply of(Unit unit, Question question) {
        if (unit instanceof BumpedProfile bumped) {
            return of(bumped, question);
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

    /** That of the profile, where the bump does not touch it. */
    private static Reply of(BumpedProfile bumped, Question question) {
        if (!leaves(bumped, question, BigFraction.ZERO)) {
            throw new IllegalArgumentException("the bump may change the answer");
        }
        Reply reply = of(bumped.profile(), question);
        return reply instanceof Reply.Germ germ
                ? new Reply.Germ(
                        germ.value(),
                        germ.gradients(),
                        germ.isConvex(),
                        Rationals.min(
                                germ.radius(), off(bumped, question.points().get(0))))
                : reply;
    }

    /**
     * Whether the answer about the profile is right with the bump, too.
     *
     * @param germRadius how far from its input a germ may be told
     */
    static boolean leaves(BumpedProfile bumped, Question question, BigFraction germRadius) {
        if (question instanceof Question.OfBox box) {
            return isSameOn(box, bumped);
        }
        BigFraction reach = question instanceof Question.OfGerm ? germRadius : BigFraction.ZERO;
        return bumped.norm()
                .isAtLeast(
                        question.points().get(0),
                        bumped.centre(),
                        bumped.radius().add(reach));
    }

    /** The distance to the ball of the bump, in l2 rounded down. It is one in l1, too, which is no smaller. */
    private static BigFraction off(BumpedProfile bumped, Point x) {
        Surd distance = bumped.norm().distance(x, bumped.centre());
        return distance.bounds(PRECISION).low().subtract(bumped.radius());
    }

    /**
     * Whether the profile has the same extremisers on a box with the bump as without: the ball does not meet the box, or it contains neither
     * extreme corner e of the box, and the height is less than {@code c |centre - e|}, or less than the difference of the profile at the
     * centre and e, which the profile does not reach in the ball.
     *
     * <p>The profile rises, in l1 by at least c per unit of length, c being the least rise in the ball. So at a point y of the box it is off
     * its extreme value at e by at least c|y - e|. The bump is at most {@code height (|y - e| - |centre - e| + radius) / radius} there, and
     * at most the height; if the height is less than c|centre - e| and the radius at most |centre - e|, this is less.
     */
    private static boolean isSameOn(Question.OfBox box, BumpedProfile bumped) {
        Profile profile = bumped.profile();
        Point centre = bumped.centre();
        BigFraction slope = bumped.slope().orElse(BigFraction.ZERO);
        if (slope.signum() <= 0 || profile.slopes().stream().anyMatch(other -> other.compareTo(slope) < 0)) {
            return false;
        }
        if (bumped.norm().isAtLeast(centre, nearest(box, centre), bumped.radius())) {
            return true;
        }
        BigFraction height = bumped.height().abs();
        BigFraction least = profile.inner().weights().stream()
                .map(BigFraction::abs)
                .reduce(Rationals::min)
                .orElseThrow()
                .multiply(slope);
        BigFraction value = profile.at(centre).toRational();
        return IntStream.of(-1, 1)
                .mapToObj(sign -> corner(profile.inner(), box, sign))
                .allMatch(corner -> {
                    BigFraction rise =
                            profile.at(corner).toRational().subtract(value).abs();
                    boolean isFar =
                            bumped.norm().distance(centre, corner).times(least).compareTo(height) > 0;
                    boolean isHigh = rise.compareTo(height) > 0
                            && bumped.norm().boundsChange(bumped.weights(), slope.multiply(bumped.radius()), rise);
                    return bumped.norm().isAtLeast(centre, corner, bumped.radius()) && (isFar || isHigh);
                });
    }

    /** The point of a box that is nearest to x, in any of the norms. */
    static Point nearest(Question.OfBox box, Point x) {
        return new Point(IntStream.range(0, x.dimension())
                .mapToObj(i ->
                        Rationals.max(box.low().get(i), Rationals.min(box.high().get(i), x.get(i))))
                .toList());
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
