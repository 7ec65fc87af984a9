package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.SteepProfile;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The adversary of CONV: a profile that follows the line {@code m + c u}, c at most h, up to a rise at the maximiser which is infinitely
 * steep there, and moves closer to it with every question.
 *
 * <p>All {@link SteepProfile}s have the same germ at the maximiser, and one whose bend is far enough is on the line at each other point that
 * was asked. Of two such profiles the one with the later bend is still on the line where the other is near M.
 */
final class SteepOpponent implements Opponent {
    private final Visualization phi;
    private final Affine inner;
    private final BigFraction h;
    private final BigFraction slope;
    private int bend = 3;

    SteepOpponent(Visualization phi, Affine inner, BigFraction h) {
        this.phi = phi;
        this.inner = inner;
        this.h = h;
        this.slope = Rationals.powerOfTwoBelow(h);
        while (share(bend).multiply(phi.range()).compareTo(h.multiply(Rationals.HALF)) > 0) {
            bend++;
        }
    }

    private static BigFraction share(int bend) {
        return Rationals.HALF.pow(bend);
    }

    @Override
    public Reply answer(Question question) {
        if (question instanceof Question.OfBox box) {
            settle(Replies.side(inner, box, -1));
            settle(Replies.side(inner, box, 1));
        } else {
            settle(inner.value(question.points().get(0)));
        }
        return Replies.of(profile(bend), question);
    }

    /** Moves the bend until the rise begins beyond u, the greatest value of the inner function excepted. */
    private void settle(BigFraction u) {
        BigFraction rest = BigFraction.ONE.subtract(u);
        while (rest.signum() > 0 && share(bend).multiply(4).compareTo(rest) > 0) {
            bend++;
        }
    }

    private SteepProfile profile(int bendAt) {
        BigFraction height = phi.range().subtract(slope);
        return new SteepProfile(inner, phi.max(), height, slope, bendAt);
    }

    @Override
    public Optional<Rivals> rivals() {
        BigFraction rest = share(2 * bend);
        return Optional.of(new Rivals(
                phi.a().towards(phi.b(), BigFraction.ONE.subtract(rest)), profile(bend), profile(2 * bend + 2)));
    }
}
