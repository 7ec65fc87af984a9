package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A game of a decoder that asks against the adversary of a class: questions, then the input at which a value is to be predicted. Mutable;
 * for one game.
 */
public final class Interview {
    private final Setting setting;
    private final int limit;
    private final Opponent opponent;
    private final boolean isOfValues;
    private final List<Transcript.Exchange> exchanges = new ArrayList<>();
    private Optional<Opponent.Rivals> rivals = Optional.empty();
    private boolean isOver;

    /**
     * A game in which nothing was asked.
     *
     * @param limit the largest number of questions
     */
    public Interview(Setting setting, int limit) {
        this(setting, limit, false);
    }

    private Interview(Setting setting, int limit, boolean isOfValues) {
        this.setting = setting;
        this.limit = limit;
        this.isOfValues = isOfValues;
        this.opponent = setting.opponent(isOfValues);
    }

    /** A game in which values alone may be asked for. The adversary of LIP, which knows this, then answers by mid itself where it can. */
    public static Interview ofValues(Setting setting, int limit) {
        return new Interview(setting, limit, true);
    }

    /** What is shown before the first question. */
    public Setting setting() {
        return setting;
    }

    /** How many questions may still be asked. */
    public int left() {
        return limit - exchanges.size();
    }

    /**
     * Asks a question.
     *
     * @throws IllegalArgumentException saying why it may not be asked
     */
    public Reply ask(Question question) {
        if (isOver) {
            throw new IllegalArgumentException("it asks after it was told x");
        }
        if (left() == 0) {
            throw new IllegalArgumentException("it asks more than " + limit + " questions");
        }
        question.fault(setting.dimension()).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        if (isOfValues && !(question instanceof Question.OfValue)) {
            throw new IllegalArgumentException("only values may be asked for in this game");
        }
        Reply reply = inDecimals(opponent.answer(question));
        exchanges.add(new Transcript.Exchange(question, reply));
        return reply;
    }

    /** The same, with a power of two as the radius of a germ. */
    private static Reply inDecimals(Reply reply) {
        return reply instanceof Reply.Germ germ
                ? new Reply.Germ(
                        germ.value(), germ.gradients(), germ.isConvex(), Rationals.powerOfTwoBelow(germ.radius()))
                : reply;
    }

    /** Asks for the value at a point. */
    public BigFraction value(Point x) {
        return ((Reply.Value) ask(new Question.OfValue(x))).value();
    }

    /** Ends the questions. The input at which a value is to be predicted; where the adversary gives in, the centre of the cube. */
    public Point x() {
        if (!isOver) {
            rivals = opponent.rivals();
            isOver = true;
        }
        return rivals.map(Opponent.Rivals::x).orElse(Point.constant(setting.dimension(), Rationals.HALF));
    }

    /**
     * The game, with the members that were left; none if the adversary has to give in: only one member is as it answered.
     *
     * @param decoder the name of the decoder
     * @param decoded what it predicts at x
     */
    public Optional<Transcript> transcript(String decoder, BigFraction decoded) {
        Point x = x();
        return rivals.map(
                pair -> new Transcript(setting, decoder, List.copyOf(exchanges), x, decoded, pair.high(), pair.low()));
    }
}
