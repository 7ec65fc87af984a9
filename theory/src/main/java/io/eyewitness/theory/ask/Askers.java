package io.eyewitness.theory.ask;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The decoders that ask, by name. They predict, from the nearest input of which they know, what they know there. */
public final class Askers {
    /** The names that {@link #byName} reads. */
    public static final List<String> NAMES = List.of("bisect", "grid", "random", "gradient-descent");

    private static final int BISECTIONS = 40;
    private static final int MOST_OF_GRID = 289;
    private static final int RANDOM_POINTS = 200;
    private static final int DESCENTS = 4;
    private static final int STEPS = 25;
    private static final int GRID = 1 << 20;

    private Askers() {}

    /**
     * The decoder of a name.
     *
     * @param seed for random choices
     * @throws IllegalArgumentException if there is none
     */
    public static Asker byName(String name, long seed) {
        return switch (name) {
            case "bisect" -> asker(name, Askers::bisect);
            case "grid" -> asker(name, Askers::grid);
            case "random" -> asker(name, notes -> random(notes, new SplittableRandom(seed)));
            case "gradient-descent" -> asker(name, notes -> descend(notes, new SplittableRandom(seed)));
            default ->
                throw new IllegalArgumentException("'" + name + "' is not a decoder that asks; use one of "
                        + String.join(", ", NAMES) + ", or a program");
        };
    }

    /** A decoder that asks nothing; an irrational prediction is rounded. */
    public static Asker of(Decoder decoder) {
        return new Named(decoder.name(), interview -> {
            Surd z = decoder.decode(interview.setting().phi(), interview.x());
            return z.isRational() ? z.toRational() : Rationals.of(z.toDouble());
        });
    }

    private static Asker asker(String name, Consumer<Notes> questions) {
        return new Named(name, interview -> {
            Notes notes = new Notes(interview);
            questions.accept(notes);
            return notes.prediction(interview.x());
        });
    }

    private record Named(String name, Function<Interview, BigFraction> rule) implements Asker {
        @Override
        public BigFraction decode(Interview interview) {
            return rule.apply(interview);
        }
    }

    /** Bisects the way from a to b, towards the place where the value crosses mid. */
    private static void bisect(Notes notes) {
        Visualization phi = notes.phi();
        Point low = phi.a();
        Point high = phi.b();
        for (int i = 0; i < BISECTIONS && notes.mayAsk(); i++) {
            Point middle = low.mid(high);
            if (notes.value(middle).compareTo(phi.mid()) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** The values on the finest grid of equally many points in each coordinate, or as many of them as may be asked. */
    private static void grid(Notes notes) {
        int d = notes.phi().dimension();
        int most = Math.min(notes.interview.left(), MOST_OF_GRID);
        int side = Math.max(2, (int) Math.floor(Math.pow(most, 1.0 / d) + 1e-9));
        int[] place = new int[d];
        for (int i = 0; i < most; i++) {
            notes.value(new Point(IntStream.of(place)
                    .mapToObj(k -> BigFraction.of(2L * k + 1, 2L * side))
                    .toList()));
            int digit = 0;
            while (digit < d && ++place[digit] == side) {
                place[digit++] = 0;
            }
            if (digit == d) {
                return;
            }
        }
    }

    /** Values, germs and boxes at random. */
    private static void random(Notes notes, SplittableRandom random) {
        int d = notes.phi().dimension();
        for (int i = 0; i < RANDOM_POINTS && notes.mayAsk(); i++) {
            Point x = Point.random(d, GRID, random);
            Point y = Point.random(d, GRID, random);
            switch (notes.takesAll() ? random.nextInt(3) : 0) {
                case 0 -> notes.value(x);
                case 1 -> notes.gradient(x);
                default -> notes.box(x, y);
            }
        }
    }

    /** Follows the gradient down and up from random points, with shrinking steps; where it may ask for values only, differences. */
    private static void descend(Notes notes, SplittableRandom random) {
        int d = notes.phi().dimension();
        for (int start = 0; start < DESCENTS; start++) {
            Point x = Point.random(d, GRID, random);
            int sign = start % 2 == 0 ? -1 : 1;
            for (int i = 0; i < STEPS && notes.mayAsk(); i++) {
                int step = sign * (GRID / (4 + i));
                List<BigFraction> gradient = notes.gradient(x).coordinates();
                Point from = x;
                x = new Point(IntStream.range(0, d)
                        .mapToObj(j -> clamped(
                                from.get(j).add(BigFraction.of(gradient.get(j).signum() * step, GRID))))
                        .toList());
            }
        }
    }

    private static BigFraction clamped(BigFraction coordinate) {
        return Rationals.max(BigFraction.ZERO, Rationals.min(BigFraction.ONE, coordinate));
    }

    /** What a decoder has been told. */
    private static final class Notes {
        private record Note(Point x, BigFraction value, Point gradient) {}

        private final Interview interview;
        private final List<Note> notes = new ArrayList<>();

        Notes(Interview interview) {
            this.interview = interview;
            add(phi().a(), phi().min(), flat());
            add(phi().b(), phi().max(), flat());
        }

        Visualization phi() {
            return interview.setting().phi();
        }

        private Point flat() {
            return Point.zero(phi().dimension());
        }

        private void add(Point x, BigFraction value, Point gradient) {
            notes.add(new Note(x, value, gradient));
        }

        boolean mayAsk() {
            return interview.left() > 0;
        }

        /** Whether to ask for germs and boxes, too: one germ of an affine function would end the game. */
        boolean takesAll() {
            return interview.setting().functionClass() != FunctionClass.AFF;
        }

        BigFraction value(Point x) {
            BigFraction value = interview.value(x);
            add(x, value, flat());
            return value;
        }

        Point gradient(Point x) {
            if (!takesAll()) {
                return difference(x);
            }
            Reply reply = interview.ask(new Question.OfGerm(x));
            if (reply instanceof Reply.Germ germ) {
                add(x, germ.value(), germ.gradients().get(0));
                return germ.gradients().get(0);
            }
            Reply.SteepGerm steep = (Reply.SteepGerm) reply;
            add(x, steep.value(), steep.slope());
            return steep.slope();
        }

        /** The signs of the gradient, from differences, while questions are left. */
        private Point difference(Point x) {
            BigFraction value = value(x);
            return new Point(IntStream.range(0, x.dimension())
                    .mapToObj(i -> {
                        if (!mayAsk()) {
                            return BigFraction.ZERO;
                        }
                        BigFraction step = BigFraction.of(x.get(i).compareTo(Rationals.HALF) < 0 ? 1 : -1, 64);
                        return value(x.with(i, x.get(i).add(step)))
                                .subtract(value)
                                .divide(step);
                    })
                    .toList());
        }

        void box(Point x, Point y) {
            Point low = new Point(IntStream.range(0, x.dimension())
                    .mapToObj(i -> Rationals.min(x.get(i), y.get(i)))
                    .toList());
            Point high = new Point(IntStream.range(0, x.dimension())
                    .mapToObj(i -> Rationals.max(x.get(i), y.get(i)))
                    .toList());
            Reply.OnBox box = (Reply.OnBox) interview.ask(new Question.OfBox(low, high));
            box.argmin().points().forEach(point -> add(point, box.min(), flat()));
            box.argmax().points().forEach(point -> add(point, box.max(), flat()));
        }

        /** The value at the nearest point, and along its gradient from there, between m and M. */
        BigFraction prediction(Point x) {
            Note nearest = notes.get(0);
            BigFraction least = Norm.l1(x, nearest.x());
            for (Note note : notes) {
                BigFraction distance = Norm.l1(x, note.x());
                if (distance.compareTo(least) < 0) {
                    nearest = note;
                    least = distance;
                }
            }
            BigFraction guess = nearest.value().add(nearest.gradient().dot(x.minus(nearest.x())));
            return Rationals.max(phi().min(), Rationals.min(phi().max(), guess));
        }
    }
}
