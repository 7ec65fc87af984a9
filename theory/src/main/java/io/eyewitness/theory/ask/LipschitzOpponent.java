package io.eyewitness.theory.ask;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.BumpedProfile;
import io.eyewitness.theory.function.Profile;
import io.eyewitness.theory.function.Profile.Knot;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The adversary of LIP: it answers everything from one profile, which rises to a slightly tilted plateau about mid as fast as L allows; at the
 * end it puts a bump, or a dent, where nothing was asked.
 *
 * <p>The profile is one of u, the l1 distance from a. On the plateau it rises by c for a unit of u, by no more than h in all, so a bump of the
 * steepness k = L - c|u|, |u| being the Lipschitz constant of u, is L-Lipschitz with it, and k is at least (1 - h/R) L. (Where only values
 * are asked for, c is 0.) A ball of radius rho
 * on the plateau is free for a bump of height k rho, at most R/2 - h, if
 *
 * <ul>
 *   <li>no value was asked in it;
 *   <li>it is disjoint from the balls of all germs, whose radius the adversary chooses: so small that all germs of a game together take
 *       less than a millionth of R/L;
 *   <li>for each box that it meets, neither extreme corner is in it, and the height is less than c times the distance of the centre to
 *       them, or less than what the profile there is off that at the centre: see {@link Replies}.
 * </ul>
 *
 * <p>So germs reveal no more than values do, and the error that is left at the centre is k times the distance to the nearest of the asked
 * inputs, a, b and the ends of the plateau. The decoder (U + l)/2, where U and l are the greatest and the least L-Lipschitz units with these
 * values, errs nowhere by more than L times the covering radius of the asked inputs, a and b: that much the adversary concedes. A box tells
 * what f is at two corners, and f between them to within what the profile rises from one to the other. No answer depends on an earlier one,
 * so that none has to be compared with them.
 */
final class LipschitzOpponent implements Opponent {
    private static final int PRECISION = 64;
    private static final int GERM_BITS = 60;
    private static final int MARGIN_BITS = 20;

    private final Visualization phi;
    private final BigFraction lipschitz;
    private final Norm norm;
    private final BigFraction most;
    private final Profile profile;
    private final BigFraction steepness;
    private final BigFraction germRadius;
    private final List<Question> asked = new ArrayList<>();

    /**
     * An adversary that has answered nothing.
     *
     * @param h with 0 {@literal <} h {@literal <} R/2
     * @param isOfValues whether it will be asked for values only, and so needs no tilt
     */
    LipschitzOpponent(Visualization phi, BigFraction lipschitz, Norm norm, BigFraction h, boolean isOfValues) {
        this.phi = phi;
        this.lipschitz = lipschitz;
        this.norm = norm;
        this.most = phi.range().multiply(Rationals.HALF).subtract(h);
        BigFraction tilt = isOfValues ? BigFraction.ZERO : Rationals.powerOfTwoBelow(h.divide(phi.dimension()));
        this.profile = profile(tilt);
        this.steepness =
                lipschitz.subtract(constant().times(tilt).bounds(PRECISION).high());
        this.germRadius =
                Rationals.powerOfTwoBelow(phi.range().divide(lipschitz)).multiply(Rationals.HALF.pow(GERM_BITS));
    }

    /** P(u), from which everything is answered. */
    Profile profile() {
        return profile;
    }

    /** |u|. */
    private Surd constant() {
        BigFraction d = BigFraction.of(phi.dimension());
        return switch (norm) {
            case L1 -> Surd.of(BigFraction.ONE);
            case L2 -> Surd.sqrt(d);
            case LINF -> Surd.of(d);
        };
    }

    private Profile profile(BigFraction tilt) {
        BigFraction end = BigFraction.of(phi.dimension());
        BigFraction half = end.multiply(Rationals.HALF);
        BigFraction least = half;
        for (int precision = PRECISION; least.compareTo(half) >= 0; precision *= 2) {
            BigFraction slope = lipschitz.divide(constant().bounds(precision).high());
            least = phi.range()
                    .subtract(end.multiply(tilt))
                    .divide(slope.subtract(tilt).multiply(2));
        }
        BigFraction start =
                Rationals.dyadicBetween(least, least.add(half.subtract(least).divide(16)));
        BigFraction rise = phi.range()
                .multiply(Rationals.HALF)
                .subtract(half.subtract(start).multiply(tilt));
        return new Profile(
                distance(),
                List.of(
                        new Knot(BigFraction.ZERO, phi.min()),
                        new Knot(start, phi.min().add(rise)),
                        new Knot(end.subtract(start), phi.max().subtract(rise)),
                        new Knot(end, phi.max())));
    }

    /** u. */
    private Affine distance() {
        Point weights = phi.b().minus(phi.a());
        return new Affine(weights.coordinates(), weights.dot(phi.a()).negate());
    }

    @Override
    public Reply answer(Question question) {
        asked.add(question);
        Reply reply = Replies.of(profile, question);
        return reply instanceof Reply.Germ germ
                ? new Reply.Germ(
                        germ.value(), germ.gradients(), germ.isConvex(), Rationals.min(germ.radius(), germRadius))
                : reply;
    }

    @Override
    public Optional<Rivals> rivals() {
        Ball ball = new Room().widest();
        Point x = new Point(Arrays.stream(ball.x()).mapToObj(Rationals::of).toList());
        BigFraction room = Rationals.of(ball.radius());
        BigFraction margin = room.multiply(Rationals.HALF.pow(MARGIN_BITS));
        BigFraction radius = Rationals.dyadicBetween(room.subtract(margin.multiply(2)), room.subtract(margin));
        while (!isFree(x, radius)) {
            radius = radius.multiply(BigFraction.of(7, 8));
        }
        return Optional.of(new Rivals(x, bumped(x, radius, 1), bumped(x, radius, -1)));
    }

    private BumpedProfile bumped(Point x, BigFraction radius, int sign) {
        return new BumpedProfile(
                profile, norm, x, radius, radius.multiply(steepness).multiply(sign));
    }

    private boolean isFree(Point x, BigFraction radius) {
        BumpedProfile bumped = bumped(x, radius, 1);
        return bumped.height().compareTo(most) <= 0
                && bumped.slope().isPresent()
                && asked.stream().allMatch(question -> Replies.leaves(bumped, question, germRadius));
    }

    /** A ball about a point. */
    private record Ball(double[] x, double radius) {}

    /** How large a ball is free for a bump, in doubles. */
    private final class Room {
        private static final int STARTS = 200;
        private static final int LOCAL = 4;
        private static final int FINEST = 30;
        private static final int GRID = 1 << 10;
        private static final double MOST_STEPS = 2e7;
        private static final double LEAST_TRIALS = 1_000;

        private final double[] a = doubles(phi.a());
        private final double[][] points = asked.stream()
                .flatMap(question -> question instanceof Question.OfBox box
                        ? Stream.of(corner(box, -1), corner(box, 1))
                        : question.points().stream())
                .map(Room::doubles)
                .toArray(double[][]::new);
        private final List<BoxRoom> boxes = asked.stream()
                .filter(Question.OfBox.class::isInstance)
                .map(box -> new BoxRoom((Question.OfBox) box))
                .toList();
        private final double start = profile.knots().get(1).argument().doubleValue();
        private final double level = profile.knots().get(1).value().doubleValue();
        private final double tilt = profile.slope(1).doubleValue();
        private final double change = constant().toDouble();
        private final double steep = steepness.doubleValue();
        private final double highest = most.doubleValue();
        private final double reach = germRadius.doubleValue();
        private final SplittableRandom random = new SplittableRandom(asked.size());
        private final double trials =
                Math.max(LEAST_TRIALS, MOST_STEPS / ((points.length + boxes.size() + 1.0) * a.length));

        private static double[] doubles(Point point) {
            return point.coordinates().stream()
                    .mapToDouble(BigFraction::doubleValue)
                    .toArray();
        }

        private Point corner(Question.OfBox box, int sign) {
            return Replies.corner(profile.inner(), box, sign);
        }

        /** A box that was asked about: its corners, the extreme ones, and the values there. */
        private final class BoxRoom {
            private final double[] low;
            private final double[] high;
            private final double[][] ends;
            private final double[] values;

            BoxRoom(Question.OfBox box) {
                low = doubles(box.low());
                high = doubles(box.high());
                List<Point> corners = List.of(corner(box, -1), corner(box, 1));
                ends = corners.stream().map(Room::doubles).toArray(double[][]::new);
                values = corners.stream()
                        .mapToDouble(corner -> profile.at(corner).toDouble())
                        .toArray();
            }

            double at(double value, double... x) {
                double[] nearest = new double[x.length];
                Arrays.setAll(nearest, i -> Math.max(low[i], Math.min(high[i], x[i])));
                double inside = Double.POSITIVE_INFINITY;
                for (int i = 0; i < ends.length; i++) {
                    double rise = Math.abs(values[i] - value);
                    inside = Math.min(inside, Math.max(tilt * norm.distance(x, ends[i]), rise) / steep);
                }
                return Math.max(inside, norm.distance(x, nearest));
            }
        }

        private double u(double... x) {
            return Norm.L1.distance(x, a);
        }

        /** The radius of the largest free ball about a point; negative off the plateau. */
        double at(double... x) {
            double u = u(x);
            double room = Math.min(highest / steep, Math.min(u - start, a.length - start - u) / change);
            for (int i = 0; i < points.length && room > 0; i++) {
                room = Math.min(room, norm.distance(x, points[i]) - reach);
            }
            double value = level + tilt * (u - start);
            for (int i = 0; i < boxes.size() && room > 0; i++) {
                room = Math.min(room, boxes.get(i).at(value, x));
            }
            return room;
        }

        /** A large free ball: the best of many, after small steps. */
        Ball widest() {
            return Stream.concat(
                            Stream.of(doubles(
                                    WidestGap.coveringRadius(norm, ends()).x())),
                            IntStream.range(0, STARTS).mapToObj(i -> i % 2 == 0 ? anywhere() : onPlateau(anywhere())))
                    .map(x -> new Ball(x, at(x)))
                    .sorted(Comparator.comparingDouble(ball -> -ball.radius()))
                    .limit(LOCAL)
                    .map(this::climbed)
                    .max(Comparator.comparingDouble(Ball::radius))
                    .orElseThrow();
        }

        /** The asked inputs, a and b. */
        private double[][] ends() {
            return Stream.concat(Stream.of(a, doubles(phi.b())), Arrays.stream(points))
                    .toArray(double[][]::new);
        }

        private double[] anywhere() {
            return random.doubles(a.length).map(x -> Math.rint(x * GRID) / GRID).toArray();
        }

        /** A point moved towards a or b until u is d/2. */
        private double[] onPlateau(double... x) {
            double u = u(x);
            boolean isLow = 2 * u < a.length;
            double share = isLow ? (a.length / 2.0 - u) / (a.length - u) : 1 - a.length / (2 * u);
            double[] moved = new double[x.length];
            Arrays.setAll(moved, i -> x[i] + share * ((isLow ? 1 - a[i] : a[i]) - x[i]));
            return moved;
        }

        /** Steps along the axes and at random, shorter and shorter, while there are trials left. */
        private Ball climbed(Ball from) {
            Ball best = from;
            double budget = trials / LOCAL;
            for (int bits = 2; bits < FINEST; bits++) {
                double step = Math.scalb(1.0, -bits);
                boolean isBetter = true;
                while (isBetter && budget > 0) {
                    isBetter = false;
                    for (int i = 0; i < 4 * a.length; i++, budget--) {
                        double[] x = stepped(best.x(), i, step);
                        Ball found = new Ball(x, at(x));
                        if (found.radius() > best.radius() * (1 + step)) {
                            best = found;
                            isBetter = true;
                        }
                    }
                }
            }
            return best;
        }

        private double[] stepped(double[] from, int trial, double step) {
            double[] x = from.clone();
            int axis = trial / 2;
            for (int i = 0; i < x.length; i++) {
                double along =
                        axis < x.length ? axis == i ? trial % 2 * 2 - 1 : 0 : random.nextInt(GRID + 1) * 2.0 / GRID - 1;
                x[i] = Math.max(0, Math.min(1, x[i] + step * along));
            }
            return x;
        }
    }
}
