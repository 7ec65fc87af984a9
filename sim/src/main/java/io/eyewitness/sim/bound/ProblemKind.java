package io.eyewitness.sim.bound;

import io.eyewitness.sim.bound.Agreement.Problem.Answer;
import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.ClosedForm;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;

/** Random problems of one kind, all with a closed form. */
enum ProblemKind {
    LIPSCHITZ {
        @Override
        Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random) {
            Point a = point(dimension, random);
            Point b = norm == Norm.L2 ? a.plus(pythagorean(dimension, random)) : point(dimension, random);
            if (!b.isInUnitCube() || a.equals(b)) {
                return Optional.empty();
            }
            Visualization phi = phi(a, b, random);
            BigFraction least = phi.range().divide(norm.distance(a, b).toRational());
            BigFraction lipschitz = least.multiply(BigFraction.of(8 + random.nextInt(17), 8));
            List<Point> points = norm == Norm.L2
                    ? List.of(a.towards(b, share(random)), a.towards(b, share(random)), corner(a, b))
                    : points(dimension, random);
            List<Answer> answers = new ArrayList<>();
            for (Point x : points) {
                ClosedForm.lipschitz(phi, lipschitz, norm, x).ifPresent(i -> answers.add(new Answer(x, i)));
            }
            return Optional.of(new Agreement.Problem(
                    name, problem(new Assumptions(Optional.of(lipschitz), false, false, false), norm, phi), answers));
        }
    },
    LIPSCHITZ_VALUES {
        @Override
        Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random) {
            if (norm == Norm.L2) {
                throw new IllegalArgumentException("several distances in l2 are rarely all rational");
            }
            Visualization phi = phi(point(dimension, random), point(dimension, random), random);
            BigFraction lipschitz = phi.range()
                    .divide(norm.distance(phi.a(), phi.b()).toRational())
                    .multiply(BigFraction.of(9 + random.nextInt(16), 8));
            List<Observation.Value> values = new ArrayList<>(
                    List.of(new Observation.Value(phi.a(), phi.min()), new Observation.Value(phi.b(), phi.max())));
            for (int i = 0; i < VALUES; i++) {
                Point at = point(dimension, random);
                Interval free = ClosedForm.lipschitz(phi, values, lipschitz, norm, at);
                values.add(new Observation.Value(
                        at, free.low().add(free.high().subtract(free.low()).multiply(share(random)))));
            }
            return Optional.of(new Agreement.Problem(
                    name,
                    new BoundProblem(
                            new Assumptions(Optional.of(lipschitz), false, false, false),
                            norm,
                            phi,
                            List.copyOf(values)),
                    answers(points(dimension, random), x -> ClosedForm.lipschitz(phi, values, lipschitz, norm, x))));
        }
    },
    MONOTONE {
        @Override
        Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random) {
            Visualization phi = phi(point(dimension, random), point(dimension, random), random);
            List<Point> points = new ArrayList<>(points(dimension, random));
            points.add(phi.a().scale(share(random)));
            points.add(phi.b().towards(Point.one(dimension), share(random)));
            boolean isFalling = IntStream.range(0, dimension)
                    .allMatch(i -> phi.b().get(i).compareTo(phi.a().get(i)) <= 0);
            return isFalling
                    ? Optional.empty()
                    : Optional.of(new Agreement.Problem(
                            name,
                            problem(new Assumptions(Optional.empty(), true, false, false), norm, phi),
                            answers(points, x -> ClosedForm.monotone(phi, x))));
        }
    },
    LIPSCHITZ_MONOTONE {
        @Override
        Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random) {
            Visualization phi = phi(point(dimension, random), point(dimension, random), random);
            BigFraction rise = ClosedForm.rise(phi.a(), phi.b(), norm);
            if (rise.signum() == 0) {
                return Optional.empty();
            }
            BigFraction lipschitz = phi.range().divide(rise).multiply(BigFraction.of(8 + random.nextInt(17), 8));
            return Optional.of(new Agreement.Problem(
                    name,
                    problem(new Assumptions(Optional.of(lipschitz), true, false, false), norm, phi),
                    answers(points(dimension, random), x -> ClosedForm.lipschitzMonotone(phi, lipschitz, norm, x))));
        }
    },
    AFFINE {
        @Override
        Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random) {
            Visualization phi = phi(end(dimension, random), end(dimension, random), random);
            List<Answer> answers = new ArrayList<>();
            for (Point x : points(dimension, random)) {
                ClosedForm.affine(phi, x).ifPresent(interval -> answers.add(new Answer(x, interval)));
            }
            return answers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Agreement.Problem(
                            name, problem(new Assumptions(Optional.empty(), false, false, true), norm, phi), answers));
        }
    },
    CONVEX {
        @Override
        Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random) {
            Point b = new Point(IntStream.range(0, dimension)
                    .mapToObj(i -> BigFraction.of(random.nextInt(2)))
                    .toList());
            Visualization phi = phi(point(dimension, random), b, random);
            List<Point> points = new ArrayList<>(points(dimension, random));
            points.add(b);
            return Optional.of(new Agreement.Problem(
                    name,
                    problem(new Assumptions(Optional.empty(), false, true, false), norm, phi),
                    answers(points, x -> ClosedForm.convex(phi, x))));
        }
    },
    CONVEX_VALUES {
        @Override
        Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random) {
            if (dimension != 1) {
                throw new IllegalArgumentException("there is a closed form in one dimension only");
            }
            List<Observation.Value> values = convexValues(random);
            Comparator<Observation.Value> byValue = Comparator.comparing(Observation.Value::value);
            Observation.Value least = values.stream().min(byValue).orElseThrow();
            Observation.Value largest = values.stream().max(byValue).orElseThrow();
            Visualization phi = new Visualization(least.at(), largest.at(), least.value(), largest.value());
            return Optional.of(new Agreement.Problem(
                    name,
                    new BoundProblem(
                            new Assumptions(Optional.empty(), false, true, false), norm, phi, List.copyOf(values)),
                    answers(points(1, random), x -> ClosedForm.convex(phi, values, x))));
        }
    };

    private static final int FINENESS = 24;
    private static final int VALUES = 3;
    private static final int POINTS = 3;
    private static final int[][] PYTHAGOREAN = {{3, 4}, {4, 3}, {-3, 4}, {1, 2, 2}, {2, 3, 6}, {2, -1, 2}, {6, 2, -3}};

    /**
     * A random problem.
     *
     * @return empty if the numbers that were drawn give no problem; another draw may
     */
    abstract Optional<Agreement.Problem> draw(String name, Norm norm, int dimension, UniformRandomProvider random);

    private static BoundProblem problem(Assumptions assumptions, Norm norm, Visualization phi) {
        return new BoundProblem(assumptions, norm, phi, List.of());
    }

    private static List<Answer> answers(List<Point> points, Function<Point, Interval> closedForm) {
        return points.stream().map(x -> new Answer(x, closedForm.apply(x))).toList();
    }

    private static Visualization phi(Point a, Point b, UniformRandomProvider random) {
        BigFraction min = BigFraction.of(random.nextInt(17) - 8, 4);
        BigFraction range = BigFraction.of(1 + random.nextInt(16), 4);
        return a.equals(b)
                ? phi(a, a.with(0, a.get(0).equals(BigFraction.ONE) ? BigFraction.ZERO : BigFraction.ONE), random)
                : new Visualization(a, b, min, min.add(range));
    }

    private static BigFraction share(UniformRandomProvider random) {
        return BigFraction.of(random.nextInt(FINENESS + 1), FINENESS);
    }

    private static Point point(int dimension, UniformRandomProvider random) {
        return new Point(
                IntStream.range(0, dimension).mapToObj(i -> share(random)).toList());
    }

    private static List<Point> points(int dimension, UniformRandomProvider random) {
        return IntStream.range(0, POINTS)
                .mapToObj(i -> point(dimension, random))
                .toList();
    }

    /** Each coordinate at an end of [0,1], or sometimes between. */
    private static Point end(int dimension, UniformRandomProvider random) {
        return new Point(IntStream.range(0, dimension)
                .mapToObj(i -> random.nextInt(5) == 0 ? share(random) : BigFraction.of(random.nextInt(2)))
                .toList());
    }

    /** A vector whose Euclidean length is rational. */
    private static Point pythagorean(int dimension, UniformRandomProvider random) {
        BigFraction scale = BigFraction.of(1 + random.nextInt(3), FINENESS);
        if (dimension == 1) {
            return Point.of(scale);
        }
        int[][] fitting = IntStream.range(0, PYTHAGOREAN.length)
                .filter(i -> PYTHAGOREAN[i].length == dimension)
                .mapToObj(i -> PYTHAGOREAN[i])
                .toArray(int[][]::new);
        int[] vector = fitting[random.nextInt(fitting.length)];
        return new Point(IntStream.of(vector).mapToObj(BigFraction::of).toList()).scale(scale);
    }

    private static Point corner(Point a, Point b) {
        return a.with(0, b.get(0));
    }

    /** Values of a random convex piecewise linear function at its corners. */
    private static List<Observation.Value> convexValues(UniformRandomProvider random) {
        List<BigFraction> corners = new ArrayList<>(List.of(BigFraction.ZERO, BigFraction.ONE));
        for (int i = 0; i < VALUES; i++) {
            corners.add(BigFraction.of(1 + random.nextInt(FINENESS - 1), FINENESS));
        }
        List<BigFraction> sorted = corners.stream().distinct().sorted().toList();
        List<Observation.Value> values = new ArrayList<>();
        BigFraction slope = BigFraction.of(-1 - random.nextInt(8), 2);
        BigFraction value = Rationals.TWO;
        for (int i = 0; i < sorted.size(); i++) {
            values.add(new Observation.Value(Point.of(sorted.get(i)), value));
            if (i + 1 < sorted.size()) {
                value = value.add(slope.multiply(sorted.get(i + 1).subtract(sorted.get(i))));
                slope = slope.add(BigFraction.of(1 + random.nextInt(6), 2));
            }
        }
        return values;
    }
}
