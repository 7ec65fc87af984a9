package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Unit;
import io.eyewitness.theory.visualization.Visualization;
import java.util.List;
import java.util.stream.Stream;
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
    public record Exchange(Question question, Reply reply) {
        private Stream<Known> known() {
            Point x = question.points().get(0);
            if (reply instanceof Reply.Value value) {
                return Stream.of(new Known(x, value.value()));
            }
            if (reply instanceof Reply.OnBox box) {
                return Stream.concat(
                        box.argmin().points().stream().map(point -> new Known(point, box.min())),
                        box.argmax().points().stream().map(point -> new Known(point, box.max())));
            }
            return Stream.of(
                    new Known(x, reply instanceof Reply.Germ germ ? germ.value() : ((Reply.SteepGerm) reply).value()));
        }
    }

    public Transcript {
        exchanges = List.copyOf(exchanges);
    }

    /** A value at an input. */
    public record Known(Point x, BigFraction value) {}

    /** The inputs at which values were shown or told, with them: a, b, and the asked inputs, for a box those of its extremisers that were told. */
    public List<Known> known() {
        Visualization phi = setting.phi();
        return Stream.concat(
                        Stream.of(new Known(phi.a(), phi.min()), new Known(phi.b(), phi.max())),
                        exchanges.stream().flatMap(Exchange::known))
                .toList();
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

    /**
     * The least error that the theorem of the class promises: R/2 - h. For AFF after n values so much if 2^n {@literal <} d, 3h/2d (1 - 2h/R)
     * if n is d - 2 at most, and 0 after more; for LIP 0: how wide a bump must be depends on what was asked about x.
     */
    public BigFraction promised() {
        BigFraction half = setting.phi().range().multiply(Rationals.HALF).subtract(setting.h());
        return switch (setting.functionClass()) {
            case LIP -> BigFraction.ZERO;
            case AFF -> {
                int d = setting.dimension();
                int n = values();
                boolean isFew = n < Integer.SIZE - 1 && 1 << n < d;
                BigFraction little = half.multiply(setting.share()).multiply(BigFraction.of(3, d));
                yield isFew ? half : n <= d - 2 ? little : BigFraction.ZERO;
            }
            default -> half;
        };
    }

    /** How many values of an affine function were told: a box tells two. */
    private int values() {
        return exchanges.stream()
                .mapToInt(exchange -> exchange.question().points().size())
                .sum();
    }

    /** Whether the decoder errs by more than 0 and by no less than is promised. */
    public boolean isDefeated() {
        return error().signum() > 0 && error().compareTo(promised()) >= 0;
    }
}
