package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.LinearSystem;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The adversary of AFF: it gives in when its answers leave no more than one affine unit. That takes d - 1 values beside the visualization, if
 * they are about inputs in general position, or one germ.
 *
 * <p>In the coordinates y, counted from a to b, a unit with this visualization is {@code m + w.y} with positive weights of sum R. A value
 * at y fixes w.y; on a box the extremisers are known corners.
 *
 * <p>As long as it can, it has groups of coordinates, with weights of sum 1 in each, such that each group, taken for w/R, has all answers.
 * A question at y pairs the group with the least value at y with that with the greatest, and so on inwards, and mixes each pair such that all
 * get the value in the middle. So n values leave two groups if {@code 2^n < d} (theory.md section 6, {@code
 * affine_by_too_few_examples}); at the input that is 1 in the one and 0 in the other they differ by R, but for a share 2h/R that all units
 * have in common.
 *
 * <p>After that it answers from one unit, the mean of the groups that are left. At the end it moves the weights, without changing what was
 * answered, as far as possible in favour of some input, and against it. While fewer than d - 1 values were told, there is a direction z with
 * {@code z.y = 0} for all of them and sum 0. If its positive parts have sum 1, the weights can be moved by the least of them at least, which
 * is more than 3h/2d, in both directions, and taken back by a share 2h/R, so the error left where z is positive is 3h/2d (1 - 2h/R). Only
 * then it looks for further directions.
 */
final class AffineOpponent implements Opponent {
    private static final int MOST_CHANGES = 8;

    private final Visualization phi;
    private final Affine inner;
    private final BigFraction share;
    private final Point common;
    private List<Point> groups;
    private Point weights;
    private boolean isSettled;
    private final List<Point> fixed = new ArrayList<>();
    private final LinearSystem answered = new LinearSystem();
    private boolean isKnown;

    /**
     * An adversary that has answered nothing.
     *
     * @param inner u, which is 0 at a alone and 1 at b alone
     * @param share h/R
     */
    AffineOpponent(Visualization phi, Affine inner, BigFraction share) {
        this.phi = phi;
        this.inner = inner;
        this.share = share.multiply(2);
        this.common = new Point(inner.weights().stream()
                .map(weight -> weight.abs().multiply(phi.range()))
                .toList());
        this.groups = IntStream.range(0, phi.dimension())
                .mapToObj(i -> Point.zero(phi.dimension()).with(i, BigFraction.ONE))
                .toList();
        this.weights = common;
        fix(Point.one(phi.dimension()));
    }

    @Override
    public Reply answer(Question question) {
        if (question instanceof Question.OfBox box) {
            tell(turned(Replies.corner(inner, box, -1)));
            tell(turned(Replies.corner(inner, box, 1)));
        } else {
            tell(turned(question.points().get(0)));
        }
        isKnown |= question instanceof Question.OfGerm;
        return Replies.of(unit(weights), question);
    }

    private void tell(Point y) {
        List<Point> paired = isSettled ? List.of() : paired(y);
        isSettled = paired.size() < 2;
        if (!isSettled) {
            groups = paired;
            weights = mixed(mean(groups));
        }
        fix(y);
    }

    /** Groups that have the same value at y: those there are, if they do, else half as many. */
    private List<Point> paired(Point y) {
        List<Point> sorted =
                groups.stream().sorted(Comparator.comparing(y::dot)).toList();
        int last = sorted.size() - 1;
        if (sorted.get(0).dot(y).equals(sorted.get(last).dot(y))) {
            return groups;
        }
        BigFraction middle = Rationals.mid(
                sorted.get(last / 2).dot(y), sorted.get((last + 1) / 2).dot(y));
        return IntStream.rangeClosed(0, last / 2)
                .mapToObj(i -> mixed(sorted.get(i), sorted.get(last - i), y, middle))
                .toList();
    }

    /** A mean of two groups with a value at y between theirs. */
    private static Point mixed(Point low, Point high, Point y, BigFraction value) {
        BigFraction width = high.dot(y).subtract(low.dot(y));
        return width.signum() == 0
                ? low.mid(high)
                : low.towards(high, value.subtract(low.dot(y)).divide(width));
    }

    private static Point mean(List<Point> groups) {
        return groups.stream().reduce(Point::plus).orElseThrow().scale(BigFraction.of(1, groups.size()));
    }

    /** The weights of a group, with a share of those that all units have in common. */
    private Point mixed(Point group) {
        return group.scale(phi.range()).towards(common, share);
    }

    /** Takes note that w.y is told, unless it follows from what was told before. */
    private void fix(Point y) {
        int rank = answered.rank();
        answered.add(positive(y, weights), BigFraction.ZERO);
        if (answered.rank() > rank) {
            fixed.add(y);
        }
    }

    /** The coordinates y. */
    private Point turned(Point x) {
        return new Point(
                x.minus(phi.a()).coordinates().stream().map(BigFraction::abs).toList());
    }

    private Affine unit(Point w) {
        Point signed = new Point(IntStream.range(0, phi.dimension())
                .mapToObj(
                        i -> phi.a().get(i).signum() == 0 ? w.get(i) : w.get(i).negate())
                .toList());
        return new Affine(signed.coordinates(), phi.min().subtract(signed.dot(phi.a())));
    }

    @Override
    public Optional<Rivals> rivals() {
        if (isKnown) {
            return Optional.empty();
        }
        if (!isSettled) {
            return Optional.of(new Rivals(
                    turnedBack(positive(groups.get(0))), unit(mixed(groups.get(0))), unit(mixed(groups.get(1)))));
        }
        return IntStream.range(0, phi.dimension())
                .mapToObj(i -> direction(answered, i, weights)
                        .map(z -> Stream.of(Point.zero(phi.dimension()).with(i, BigFraction.ONE), positive(z))
                                .map(y -> rivals(y, z))))
                .flatMap(Optional::stream)
                .limit(MOST_CHANGES)
                .flatMap(candidates -> candidates)
                .max(Comparator.comparing(rivals -> difference(rivals)))
                .filter(rivals -> difference(rivals).signum() > 0);
    }

    private static BigFraction difference(Rivals rivals) {
        return rivals.high().at(rivals.x()).minus(rivals.low().at(rivals.x())).toRational();
    }

    private Rivals rivals(Point y, Point z) {
        BigFraction minus = BigFraction.of(-1);
        return new Rivals(turnedBack(y), unit(moved(y, z)), unit(moved(y.scale(minus), z.scale(minus))));
    }

    private Point turnedBack(Point y) {
        return new Point(IntStream.range(0, phi.dimension())
                .mapToObj(i -> phi.a().get(i).subtract(y.get(i)).abs())
                .toList());
    }

    private static Point positive(Point direction) {
        return new Point(direction.coordinates().stream()
                .map(weight -> weight.signum() > 0 ? BigFraction.ONE : BigFraction.ZERO)
                .toList());
    }

    /**
     * Weights with the same answers, moved along z, and from there on in favour of y until no direction is left, and a little back so that
     * all are positive. A weight that has become 0 stays 0, so this may be far from the best: z is what keeps the promise.
     */
    private Point moved(Point y, Point z) {
        Point w = pushed(weights, z);
        Optional<Point> direction = direction(y, w);
        while (direction.isPresent()) {
            Point next = direction.get();
            w = pushed(w, next.scale(BigFraction.of(next.dot(y).signum())));
            direction = direction(y, w);
        }
        return w.towards(weights, share);
    }

    /** A change of the positive weights that no answer shows, and that y does. */
    private Optional<Point> direction(Point y, Point w) {
        LinearSystem system = new LinearSystem();
        fixed.forEach(row -> system.add(positive(row, w), BigFraction.ZERO));
        return IntStream.range(0, w.dimension())
                .mapToObj(i -> direction(system, i, w))
                .flatMap(Optional::stream)
                .filter(z -> z.dot(y).signum() != 0)
                .findFirst();
    }

    /** The coefficients of the positive weights in w.y. */
    private static Map<Integer, BigFraction> positive(Point y, Point w) {
        Map<Integer, BigFraction> left = new HashMap<>();
        IntStream.range(0, y.dimension())
                .filter(i -> y.get(i).signum() != 0 && w.get(i).signum() > 0)
                .forEach(i -> left.put(i, y.get(i)));
        return left;
    }

    /** A change of the positive weights, by 1 in one of them, that no answer shows. */
    private static Optional<Point> direction(LinearSystem answers, int changed, Point w) {
        LinearSystem system = answers.copy();
        if (w.get(changed).signum() == 0
                || !system.add(new HashMap<>(Map.of(changed, BigFraction.ONE)), BigFraction.ONE)) {
            return Optional.empty();
        }
        Map<Integer, BigFraction> solution = system.solution();
        return Optional.of(new Point(IntStream.range(0, w.dimension())
                .mapToObj(i -> solution.getOrDefault(i, BigFraction.ZERO))
                .toList()));
    }

    /** Weights moved until one of them is 0. */
    private static Point pushed(Point w, Point direction) {
        BigFraction most = IntStream.range(0, w.dimension())
                .filter(i -> direction.get(i).signum() < 0)
                .mapToObj(i -> w.get(i).divide(direction.get(i).negate()))
                .reduce(Rationals::min)
                .orElseThrow();
        return w.plus(direction.scale(most));
    }
}
