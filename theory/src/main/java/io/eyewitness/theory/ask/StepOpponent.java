package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The adversary of F, NN, ERM, PAFF and MONO: a profile that rises from near m to near M in an interval which shrinks away from every
 * question.
 *
 * <p>The profile follows the line {@code m + c u} up to p and the line {@code M - c (1 - u)} from q on, with 0 {@literal <} c at most h.
 * What it does between p and q is open: it may rise at once, or at the end. A question that touches [p, q] moves p or q, so that its answer
 * is on a line. On a box the extremisers never lie between, since there the profile increases from one line to the other. The profile is a
 * monotone, piecewise affine function and a network with one hidden layer. For ERM narrow corrections on the lines lead it through the mean
 * labels of the data, whose values u(x) differ; p and q lie between two of them.
 */
final class StepOpponent implements Opponent {
    private final Visualization phi;
    private final Affine inner;
    private final BigFraction slope;
    private final List<Knot> before = new ArrayList<>();
    private final List<Knot> after = new ArrayList<>();
    private BigFraction p;
    private BigFraction q;

    /**
     * An adversary that has answered nothing.
     *
     * @param inner u, which is 0 at a alone and 1 at b alone
     * @param h h
     * @param labels the mean label at each input of the training data, off a and b; empty but for ERM
     */
    StepOpponent(Visualization phi, Affine inner, BigFraction h, Map<Point, BigFraction> labels) {
        this.phi = phi;
        this.inner = inner;
        this.slope = Rationals.powerOfTwoBelow(h);
        SortedMap<BigFraction, BigFraction> levels = new TreeMap<>();
        labels.forEach((x, label) -> levels.put(inner.value(x), label));
        List<BigFraction> stops = Stream.of(
                        Stream.of(BigFraction.ZERO), levels.keySet().stream(), Stream.of(BigFraction.ONE))
                .flatMap(part -> part)
                .toList();
        int widest = 1;
        BigFraction narrowest = BigFraction.ONE;
        for (int i = 1; i < stops.size(); i++) {
            narrowest = Rationals.min(narrowest, gap(stops, i));
            widest = gap(stops, i).compareTo(gap(stops, widest)) > 0 ? i : widest;
        }
        BigFraction radius = Rationals.powerOfTwoBelow(narrowest.divide(4));
        p = Rationals.dyadicBetween(
                stops.get(widest - 1).add(radius), Rationals.mid(stops.get(widest - 1), stops.get(widest)));
        q = Rationals.dyadicBetween(
                Rationals.mid(stops.get(widest - 1), stops.get(widest)),
                stops.get(widest).subtract(radius));
        before.add(low(BigFraction.ZERO));
        levels.headMap(p)
                .forEach((u, label) ->
                        before.addAll(List.of(low(u.subtract(radius)), new Knot(u, label), low(u.add(radius)))));
        levels.tailMap(p)
                .forEach((u, label) ->
                        after.addAll(List.of(high(u.subtract(radius)), new Knot(u, label), high(u.add(radius)))));
        after.add(high(BigFraction.ONE));
    }

    private static BigFraction gap(List<BigFraction> stops, int i) {
        return stops.get(i).subtract(stops.get(i - 1));
    }

    private Knot low(BigFraction u) {
        return new Knot(u, phi.min().add(slope.multiply(u)));
    }

    private Knot high(BigFraction u) {
        return new Knot(u, phi.max().subtract(slope.multiply(BigFraction.ONE.subtract(u))));
    }

    @Override
    public Reply answer(Question question) {
        if (question instanceof Question.OfBox box) {
            settle(Replies.side(inner, box, -1));
            settle(Replies.side(inner, box, 1));
        } else {
            settle(inner.value(question.points().get(0)));
        }
        return Replies.of(profile(List.of()), question);
    }

    /** Moves p or q past u, whichever leaves more. */
    private void settle(BigFraction u) {
        if (u.compareTo(p) < 0 || u.compareTo(q) > 0) {
            return;
        }
        if (u.subtract(p).compareTo(q.subtract(u)) <= 0) {
            p = Rationals.dyadicBetween(u, Rationals.mid(u, q));
        } else {
            q = Rationals.dyadicBetween(Rationals.mid(p, u), u);
        }
    }

    private Profile profile(List<Knot> between) {
        return new Profile(
                inner,
                Stream.of(before, List.of(low(p)), between, List.of(high(q)), after)
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    public Optional<Rivals> rivals() {
        BigFraction u = Rationals.dyadicBetween(p, q);
        return Optional.of(
                new Rivals(phi.a().towards(phi.b(), u), profile(List.of(high(u))), profile(List.of(low(u)))));
    }
}
