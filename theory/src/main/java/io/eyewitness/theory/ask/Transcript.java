package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Unit;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The defeat of a decoder that asked: two members of the class that agree with all that it was shown and told, and its prediction at an
 * input where they differ.
 *
 * @param setting what it was shown
 * @param decoder its name
 * @param exchanges what it asked and was told, in order
 * @param x the input
 * @param decoded what it predicts there
 * @param high a member that is great at x
 * @param low a member that is small at x; for NN and ERM both are profiles, and the members are the networks of their terms
 */
public record Transcript(
        Setting setting, String decoder, List<Exchange> exchanges, Point x, BigFraction decoded, Unit high, Unit low) {
    /** A question and its answer. */
    public record Exchange(Question question, Reply reply) {}

    public Transcript {
        exchanges = List.copyOf(exchanges);
    }

    /** Whether the member that is handed out is the high one: the one on which the decoder errs more; the low one if on both as much. */
    public boolean isOnHigh() {
        Surd middle = high.at(x).plus(low.at(x)).times(Rationals.HALF);
        return middle.compareTo(decoded) > 0;
    }

    /** The member that is handed out. */
    public Unit member() {
        return isOnHigh() ? high : low;
    }

    /** Its value at x. */
    public Surd truth() {
        return member().at(x);
    }

    /** |truth - decoded|. */
    public Surd error() {
        return truth().minus(decoded).abs();
    }

    /** The error that no decoder with these answers can be sure to avoid: half the difference at x. */
    public Surd unavoidable() {
        return high.at(x).minus(low.at(x)).times(Rationals.HALF);
    }

    /** The least error that the theorem of the class promises: R/2 - h; nothing is promised for LIP and AFF, 0. */
    public BigFraction promised() {
        return switch (setting.functionClass()) {
            case LIP, AFF -> BigFraction.ZERO;
            default -> setting.phi().range().multiply(Rationals.HALF).subtract(setting.h());
        };
    }

    /** Whether the decoder errs by more than 0 and by no less than is promised. */
    public boolean isDefeated() {
        return error().signum() > 0 && error().compareTo(promised()) >= 0;
    }
}
