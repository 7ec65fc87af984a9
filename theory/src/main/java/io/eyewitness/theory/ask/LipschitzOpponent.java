package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.LipschitzInterpolant;
import io.eyewitness.theory.function.LipschitzInterpolant.Known;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The adversary of LIP: it answers mid wherever it can, and at the end takes the input where the greatest and the least L-Lipschitz units
 * with these values, U and l, are farthest apart.
 *
 * <p>The decoder (U + l)/2 errs by at most half of U - l there, which is at most L times the covering radius of the asked inputs, a and b:
 * that much the adversary concedes. It attains that but for a share 2h/R, with blends of U and l, whose extremisers are unique.
 */
final class LipschitzOpponent implements Opponent {
    private static final int PRECISION = 64;
    private static final BigFraction EIGHTH = BigFraction.of(1, 8);

    private final Visualization phi;
    private final BigFraction lipschitz;
    private final Norm norm;
    private final BigFraction share;
    private final Map<Point, BigFraction> known = new HashMap<>();
    private final List<Known> data = new ArrayList<>();

    /**
     * An adversary that has answered nothing.
     *
     * @param share h/R
     */
    LipschitzOpponent(Visualization phi, BigFraction lipschitz, Norm norm, BigFraction share) {
        this.phi = phi;
        this.lipschitz = lipschitz;
        this.norm = norm;
        this.share = share;
    }

    @Override
    public Optional<String> refusal(Question question) {
        return question instanceof Question.OfValue
                ? Optional.empty()
                : Optional.of("the theorem on LIP is about examples, so it takes {\"ask\":[..]} only");
    }

    @Override
    public Reply answer(Question question) {
        Point x = question.points().get(0);
        BigFraction value = known.get(x);
        if (value == null) {
            value = newValue(x);
            known.put(x, value);
            data.add(new Known(x, value));
        }
        return new Reply.Value(value);
    }

    private BigFraction newValue(Point x) {
        if (x.equals(phi.a()) || x.equals(phi.b())) {
            return x.equals(phi.a()) ? phi.min() : phi.max();
        }
        LipschitzInterpolant units = blend(share);
        return units.admits(x, phi.mid()) ? phi.mid() : nearMid(units, x);
    }

    /** A possible value; in l2, where U and l have roots, not quite the nearest to mid. */
    private BigFraction nearMid(LipschitzInterpolant units, Point x) {
        boolean isLow = units.lower(x).compareTo(phi.mid()) < 0;
        if (norm != Norm.L2) {
            return (isLow ? units.upper(x) : units.lower(x)).toRational();
        }
        for (int precision = PRECISION; ; precision *= 2) {
            Interval range = units.possible(x, precision);
            BigFraction margin = range.high().subtract(range.low()).multiply(EIGHTH);
            BigFraction value = (isLow
                            ? Rationals.dyadicBetween(
                                    range.high().subtract(margin.multiply(2)).subtract(phi.min()),
                                    range.high().subtract(margin).subtract(phi.min()))
                            : Rationals.dyadicBetween(
                                    range.low().add(margin).subtract(phi.min()),
                                    range.low().add(margin.multiply(2)).subtract(phi.min())))
                    .add(phi.min());
            if (units.admits(x, value)) {
                return value;
            }
        }
    }

    private LipschitzInterpolant blend(BigFraction t) {
        return new LipschitzInterpolant(phi, lipschitz, norm, data, t);
    }

    @Override
    public Optional<Rivals> rivals() {
        LipschitzInterpolant high = blend(BigFraction.ONE.subtract(share));
        LipschitzInterpolant low = blend(share);
        return Optional.of(new Rivals(WidestGap.of(high).x(), high, low));
    }
}
