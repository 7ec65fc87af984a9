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
 * The adversary of AFF: it answers from one affine unit, and gives in when its answers leave no other. That takes d - 1 values beside the
 * visualization, if they are about inputs in general position, or one germ.
 *
 * <p>In the coordinates y, counted from a to b, a unit with this visualization is {@code m + w.y} with positive weights of sum R. A value
 * at y fixes w.y; on a box the extremisers are known corners. The two members that are left at the end are found by moving the weights,
 * without changing what was answered, as far as possible in favour of some input, and against it.
 */
final class AffineOpponent implements Opponent {
    private static final int MOST_CHANGES = 8;

    private final Visualization phi;
    private final Affine inner;
    private final BigFraction share;
    private final Point weights;
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
        this.weights = new Point(inner.weights().stream()
                .map(weight -> weight.abs().multiply(phi.range()))
                .toList());
        fix(Point.one(phi.dimension()));
    }

    @Override
    public Reply answer(Question question) {
        if (question instanceof Question.OfBox box) {
            fix(turned(Replies.corner(inner, box, -1)));
            fix(turned(Replies.corner(inner, box, 1)));
        } else {
            fix(turned(question.points().get(0)));
        }
        isKnown |= question instanceof Question.OfGerm;
        return Replies.of(unit(weights), question);
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
        return IntStream.range(0, phi.dimension())
                .mapToObj(i -> direction(answered, i, weights)
                        .map(z -> Stream.of(Point.zero(phi.dimension()).with(i, BigFraction.ONE), positive(z))))
                .flatMap(Optional::stream)
                .limit(MOST_CHANGES)
                .flatMap(candidates -> candidates)
                .map(this::rivals)
                .max(Comparator.comparing(rivals -> difference(rivals)))
                .filter(rivals -> difference(rivals).signum() > 0);
    }

    private static BigFraction difference(Rivals rivals) {
        return rivals.high().at(rivals.x()).minus(rivals.low().at(rivals.x())).toRational();
    }

    private Rivals rivals(Point y) {
        Point x = new Point(IntStream.range(0, phi.dimension())
                .mapToObj(i -> phi.a().get(i).subtract(y.get(i)).abs())
                .toList());
        return new Rivals(x, unit(moved(y)), unit(moved(y.scale(BigFraction.of(-1)))));
    }

    private static Point positive(Point direction) {
        return new Point(direction.coordinates().stream()
                .map(weight -> weight.signum() > 0 ? BigFraction.ONE : BigFraction.ZERO)
                .toList());
    }

    /** Weights with the same answers, moved in favour of y until no direction is left, and a little back so that all are positive. */
    private Point moved(Point y) {
        Point w = weights;
        Optional<Point> direction = direction(y, w);
        while (direction.isPresent()) {
            Point z = direction.get();
            w = pushed(w, z.scale(BigFraction.of(z.dot(y).signum())));
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
