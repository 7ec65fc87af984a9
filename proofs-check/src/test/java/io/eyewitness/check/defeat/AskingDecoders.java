package io.eyewitness.check.defeat;

import io.eyewitness.theory.ask.Asker;
import io.eyewitness.theory.ask.Askers;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Question;
import io.eyewitness.theory.ask.Reply;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Twenty decoders that ask, few of which the adversaries were made for. Where one germ tells all, they ask for values at the points they are
 * interested in.
 */
final class AskingDecoders {
    private static final BigFraction TINY = BigFraction.of(1, 1L << 40);

    private AskingDecoders() {}

    /** A decoder's questions; it predicts the value at the nearest point that it knows. */
    private record Player(String name, Consumer<Game> questions) implements Asker {
        @Override
        public BigFraction decode(Interview interview) {
            Game game = new Game(interview);
            questions.accept(game);
            return game.nearest(interview.x());
        }
    }

    /** What a decoder sees of a game. */
    private static final class Game {
        private final Interview interview;
        private final List<Question> asked = new ArrayList<>();
        private final Map<Point, BigFraction> known = new LinkedHashMap<>();
        private final int limit;

        Game(Interview interview) {
            this.interview = interview;
            this.limit = interview.left();
            known.put(phi().a(), phi().min());
            known.put(phi().b(), phi().max());
        }

        Visualization phi() {
            return interview.setting().phi();
        }

        int dimension() {
            return phi().dimension();
        }

        BigFraction value(Point x) {
            look(new Question.OfValue(x));
            return known.getOrDefault(x, phi().mid());
        }

        void germ(Point x) {
            look(new Question.OfGerm(x));
        }

        void box(Point x, Point y) {
            look(new Question.OfBox(lower(x, y), upper(x, y)));
        }

        /** Asks, or asks for values instead, while questions are left and numbers are not too long. */
        private void look(Question question) {
            boolean isWhole = interview.setting().functionClass() != FunctionClass.AFF;
            if (isWhole) {
                ask(question);
            } else {
                question.points().forEach(x -> ask(new Question.OfValue(x)));
            }
        }

        private void ask(Question question) {
            boolean isTooLong = question.fault(dimension()).isPresent();
            if (interview.left() == 0 || isTooLong) {
                return;
            }
            asked.add(question);
            Reply reply = interview.ask(question);
            if (reply instanceof Reply.Value value) {
                known.put(question.points().get(0), value.value());
            } else if (reply instanceof Reply.Germ germ) {
                known.put(question.points().get(0), germ.value());
            } else if (reply instanceof Reply.OnBox box) {
                box.argmin().points().forEach(x -> known.put(x, box.min()));
                box.argmax().points().forEach(x -> known.put(x, box.max()));
            }
        }

        /** The input that the adversary would choose if the game ended now: it can be computed, since there is no chance. */
        Point foreseen() {
            Interview copy = new Interview(interview.setting(), limit);
            asked.forEach(copy::ask);
            return copy.x();
        }

        /** On the way from a to b. */
        Point between(BigFraction share) {
            return phi().a().towards(phi().b(), share);
        }

        /** The middle of the steepest pair of neighbours among the known points between a and b. */
        Point guess() {
            List<Point> sorted = known.keySet().stream().sorted().toList();
            Point best = between(Rationals.HALF);
            BigFraction steepest = BigFraction.ZERO;
            for (int i = 1; i < sorted.size(); i++) {
                BigFraction rise = known.get(sorted.get(i))
                        .subtract(known.get(sorted.get(i - 1)))
                        .abs();
                if (rise.compareTo(steepest) > 0) {
                    steepest = rise;
                    best = sorted.get(i).mid(sorted.get(i - 1));
                }
            }
            return best;
        }

        BigFraction nearest(Point x) {
            return known.entrySet().stream()
                    .min((p, q) -> Norm.l1(p.getKey(), x).compareTo(Norm.l1(q.getKey(), x)))
                    .orElseThrow()
                    .getValue();
        }
    }

    private static Point lower(Point x, Point y) {
        return new Point(IntStream.range(0, x.dimension())
                .mapToObj(i -> Rationals.min(x.get(i), y.get(i)))
                .toList());
    }

    private static Point upper(Point x, Point y) {
        return new Point(IntStream.range(0, x.dimension())
                .mapToObj(i -> Rationals.max(x.get(i), y.get(i)))
                .toList());
    }

    /** All of them. */
    static List<Asker> all() {
        return Stream.concat(
                        Askers.NAMES.stream().map(name -> Askers.byName(name, 3)),
                        Stream.of(
                                Askers.of(Decoders.linear()),
                                stubborn(10_000),
                                new Player("germs at vertices", AskingDecoders::vertices),
                                new Player("boxes that shrink on the steepest place", AskingDecoders::shrinkOnGuess),
                                new Player("values at the input that the adversary has in mind", AskingDecoders::spy),
                                new Player("germs there", AskingDecoders::spyGerms),
                                new Player("boxes that shrink on it", AskingDecoders::spyBoxes),
                                new Player(
                                        "germs that approach the maximiser",
                                        game -> approach(game, game.phi().b())),
                                new Player(
                                        "germs that approach the minimiser",
                                        game -> approach(game, game.phi().a())),
                                new Player("the same thing again and again", AskingDecoders::repeat),
                                new Player("flat boxes", AskingDecoders::flatBoxes),
                                new Player("numbers of 390 digits", AskingDecoders::longNumbers),
                                new Player("thirds and sevenths", AskingDecoders::thirds),
                                new Player("along each axis", AskingDecoders::axes),
                                new Player("halved boxes", AskingDecoders::halves),
                                new Player("the golden section", AskingDecoders::golden)))
                .toList();
    }

    /** Asks many times right beside its best guess. */
    static Asker stubborn(int most) {
        return new Player(most + " values beside its best guess", game -> {
            Point guess = game.between(Rationals.HALF);
            for (int i = 0; i < most; i++) {
                guess = i % (1 + most / 20) == 0 ? game.guess() : guess;
                BigFraction step = TINY.multiply(1 + i);
                boolean isLow = guess.get(0).compareTo(Rationals.HALF) < 0;
                game.value(guess.with(0, guess.get(0).add(isLow ? step : step.negate())));
            }
        });
    }

    private static void vertices(Game game) {
        for (int i = 0; i < 1 << Math.min(game.dimension(), 4); i++) {
            int bits = i;
            game.germ(new Point(IntStream.range(0, game.dimension())
                    .mapToObj(j -> BigFraction.of(bits >> j & 1))
                    .toList()));
        }
    }

    private static void shrinkOnGuess(Game game) {
        for (int i = 1; i < 40; i++) {
            Point guess = game.guess();
            BigFraction size = Rationals.HALF.pow(i);
            game.box(
                    guess.towards(Point.zero(game.dimension()), size),
                    guess.towards(Point.one(game.dimension()), size));
        }
    }

    private static void spy(Game game) {
        for (int i = 0; i < 30; i++) {
            game.value(game.foreseen());
        }
    }

    private static void spyGerms(Game game) {
        for (int i = 0; i < 30; i++) {
            game.germ(game.foreseen());
        }
    }

    private static void spyBoxes(Game game) {
        for (int i = 0; i < 20; i++) {
            Point x = game.foreseen();
            BigFraction size = Rationals.HALF.pow(2 * i);
            game.box(x.towards(Point.zero(game.dimension()), size), x.towards(Point.one(game.dimension()), size));
        }
    }

    private static void approach(Game game, Point end) {
        for (int i = 0; i < 60; i++) {
            game.germ(end.towards(end.opposite(), Rationals.HALF.pow(i)));
        }
        game.germ(end);
        game.value(end.towards(end.opposite(), Rationals.HALF.pow(300)));
    }

    private static void repeat(Game game) {
        for (int i = 0; i < 40; i++) {
            game.value(game.between(Rationals.HALF));
            game.germ(game.between(Rationals.HALF));
            game.box(game.phi().a(), game.phi().b());
        }
    }

    /** Points, edges and faces. */
    private static void flatBoxes(Game game) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 60; i++) {
            Point x = Point.random(game.dimension(), 64, random);
            Point y = x;
            for (int j = 0; j < i % (game.dimension() + 1); j++) {
                y = y.with(j, BigFraction.of(random.nextInt(65), 64));
            }
            game.box(x, y);
        }
    }

    private static void longNumbers(Game game) {
        BigFraction tail = Rationals.parse("1e-390");
        for (int i = 1; i < 8; i++) {
            game.value(game.between(BigFraction.of(i, 8).add(tail)));
            game.germ(game.between(BigFraction.of(i, 8).subtract(tail)));
            game.value(game.between(tail.multiply(i)));
            game.value(game.between(BigFraction.ONE.subtract(tail.multiply(i))));
        }
    }

    private static void thirds(Game game) {
        for (int i = 1; i < 21; i++) {
            game.germ(game.between(BigFraction.of(i, 21)));
            game.box(game.between(BigFraction.of(i, 63)), game.between(BigFraction.of(62, 63)));
        }
    }

    private static void axes(Game game) {
        for (int j = 0; j < game.dimension(); j++) {
            for (int i = 0; i <= 16; i++) {
                game.germ(game.between(Rationals.HALF).with(j, BigFraction.of(i, 16)));
            }
        }
    }

    /** Keeps the half, along one axis after the other, on which the range of the values is greater. */
    private static void halves(Game game) {
        Point low = Point.zero(game.dimension());
        Point high = Point.one(game.dimension());
        for (int i = 0; i < 60; i++) {
            int axis = i % game.dimension();
            BigFraction middle = Rationals.mid(low.get(axis), high.get(axis));
            game.box(low, high.with(axis, middle));
            game.box(low.with(axis, middle), high);
            BigFraction below = game.nearest(low.mid(high.with(axis, middle)));
            boolean isBelow = below.compareTo(game.phi().mid()) > 0;
            low = isBelow ? low : low.with(axis, middle);
            high = isBelow ? high.with(axis, middle) : high;
        }
    }

    private static void golden(Game game) {
        BigFraction low = BigFraction.ZERO;
        BigFraction high = BigFraction.ONE;
        for (int i = 0; i < 40; i++) {
            BigFraction cut = low.add(high.subtract(low).multiply(BigFraction.of(809, 1309)));
            boolean isHigh = game.value(game.between(cut)).compareTo(game.phi().mid()) >= 0;
            low = isHigh ? low : cut;
            high = isHigh ? cut : high;
        }
    }
}
