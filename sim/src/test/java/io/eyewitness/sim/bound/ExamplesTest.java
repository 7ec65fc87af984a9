package io.eyewitness.sim.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.ask.Interview;
import io.eyewitness.theory.ask.Setting;
import io.eyewitness.theory.bound.Assumptions;
import io.eyewitness.theory.bound.BoundProblem;
import io.eyewitness.theory.bound.ClosedForm;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.bound.PointBound;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.LinearSystem;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;

/** Linear programs meet theorems: examples at random inputs, answered by the adversary of the class; all numbers are rational. */
class ExamplesTest {
    private static final BigFraction H = BigFraction.of(1, 1024);
    private static final BigFraction LIPSCHITZ = BigFraction.of(3);
    private static final int FINENESS = 12;

    private static final class Game {
        final UniformRandomProvider random;
        final Interview interview;
        final HiddenUnit unit;

        Game(FunctionClass functionClass, String assumed, Norm norm, int dimension, int examples, int seed) {
            random = new Streams(seed, functionClass + ";" + dimension + ";" + examples).next();
            Visualization phi =
                    new Visualization(Point.zero(dimension), Point.one(dimension), BigFraction.ZERO, BigFraction.ONE);
            Assumptions assumptions = Assumptions.parse(assumed);
            interview = Interview.ofValues(
                    Setting.of(functionClass, phi, H, assumptions.lipschitz(), norm), Integer.MAX_VALUE);
            unit = new HiddenUnit(new BoundProblem(assumptions, norm, phi, List.of()), random, interview::value);
            IntStream.range(0, examples).forEach(i -> unit.ask(point()));
        }

        Point point() {
            return new Point(IntStream.range(0, phi().dimension())
                    .mapToObj(i -> BigFraction.of(random.nextInt(FINENESS + 1), FINENESS))
                    .toList());
        }

        Visualization phi() {
            return interview.setting().phi();
        }

        List<Observation.Value> values() {
            return unit.problem().values();
        }

        /** The bounds at an input, which have certificates, and members that attain them. */
        Interval at(Point x) {
            PointBound bound = Bounder.of(unit.problem()).at(x);
            assertEquals(Optional.empty(), bound.fault(unit.problem()));
            assertTrue(bound.isAttained(unit.problem()), bound::toString);
            return new Interval(bound.lower().value(), bound.upper().value());
        }
    }

    private static BigFraction half(Interval interval) {
        return interval.high().subtract(interval.low()).multiply(Rationals.HALF);
    }

    /**
     * What is left is half of the distance of the envelopes, at most L times the distance to the nearest known input. Where that input was
     * answered by mid, as the adversary does where it can, and no other known value limits what is left, it is L times that distance.
     */
    @Property(tries = 60)
    void lipschitz(
            @ForAll @IntRange(min = 1, max = 3) int dimension,
            @ForAll @IntRange(min = 0, max = 6) int examples,
            @ForAll boolean isMax,
            @ForAll int seed) {
        Norm norm = isMax ? Norm.LINF : Norm.L1;
        Game game = new Game(FunctionClass.LIP, "lipschitz:3", norm, dimension, examples, seed);
        for (int i = 0; i < 3; i++) {
            Point x = game.point();
            Interval left = game.at(x);
            assertEquals(ClosedForm.lipschitz(game.phi(), game.values(), LIPSCHITZ, norm, x), left);
            assertTrue(half(left).compareTo(cone(norm, x, game.values())) <= 0);
            List<Observation.Value> mids = game.values().stream()
                    .filter(value -> value.value().equals(Rationals.HALF))
                    .toList();
            BigFraction rest = cone(
                    norm,
                    x,
                    game.values().stream()
                            .filter(value -> !mids.contains(value))
                            .toList());
            BigFraction nearest = cone(norm, x, mids);
            if (nearest.add(Rationals.HALF).compareTo(rest) <= 0) {
                assertEquals(Rationals.min(nearest, Rationals.HALF), half(left));
            }
        }
    }

    /** L times the distance to the nearest of some inputs; 1, which is beyond R/2, if there is none. */
    private static BigFraction cone(Norm norm, Point x, List<Observation.Value> values) {
        return values.stream()
                .map(value -> norm.distance(x, value.at()).toRational().multiply(LIPSCHITZ))
                .min(Comparator.naturalOrder())
                .orElse(BigFraction.ONE);
    }

    /** The covering radius of midpoints of cells of a grid is known: 1/(2n). With the adversary's answers so much is left, and no more. */
    @Property(tries = 2)
    void theCoveringRadiusSufficesAndIsNeeded(@ForAll @IntRange(min = 1, max = 2) int dimension) {
        int cells = dimension == 1 ? 8 : 4;
        BigFraction radius = BigFraction.of(1, 2 * cells);
        Game game = new Game(FunctionClass.LIP, "lipschitz:3", Norm.LINF, dimension, 0, 1);
        int all = (int) Math.pow(cells, dimension);
        for (int cell = 0; cell < all; cell++) {
            int number = cell;
            game.unit.ask(new Point(IntStream.range(0, dimension)
                    .mapToObj(i -> BigFraction.of(2L * (i == 0 ? number % cells : number / cells) + 1, 2L * cells))
                    .toList()));
        }
        BigFraction most = IntStream.rangeClosed(0, cells)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(0, dimension == 1 ? 0 : cells)
                        .mapToObj(j -> Stream.of(i, j)
                                .limit(dimension)
                                .map(k -> BigFraction.of(k, cells))
                                .toList()))
                .map(corner -> half(game.at(new Point(corner))))
                .reduce(BigFraction.ZERO, Rationals::max);
        assertEquals(LIPSCHITZ.multiply(radius), most);
    }

    /** The bounds are the nearest known values below and above; at the adversary's input almost all of the range is left. */
    @Property(tries = 40)
    void monotone(
            @ForAll @IntRange(min = 1, max = 3) int dimension,
            @ForAll @IntRange(min = 0, max = 8) int examples,
            @ForAll int seed) {
        Game game = new Game(FunctionClass.MONO, "monotone", Norm.L1, dimension, examples, seed);
        for (Point x : List.of(game.point(), game.point(), game.interview.x())) {
            assertEquals(ClosedForm.monotone(game.phi(), game.values(), x), game.at(x));
        }
        assertLeavesAlmostHalf(game);
    }

    @Property(tries = 25)
    void convex(
            @ForAll @IntRange(min = 1, max = 3) int dimension,
            @ForAll @IntRange(min = 0, max = 5) int examples,
            @ForAll int seed) {
        Game game = new Game(FunctionClass.CONV, "convex", Norm.L1, dimension, examples, seed);
        if (dimension == 1) {
            List<Observation.Value> sorted = game.values().stream()
                    .sorted(Comparator.comparing(Observation.Value::at))
                    .toList();
            for (Point x : List.of(game.point(), game.point(), game.interview.x())) {
                assertEquals(ClosedForm.convex(game.phi(), sorted, x), game.at(x));
            }
        }
        assertLeavesAlmostHalf(game);
    }

    private static void assertLeavesAlmostHalf(Game game) {
        BigFraction left = half(game.at(game.interview.x()));
        assertTrue(left.compareTo(Rationals.HALF.subtract(H)) >= 0, Rationals.text(left));
        assertTrue(left.compareTo(Rationals.HALF) <= 0, Rationals.text(left));
    }

    /** With d - 1 examples in general position, and no sooner, nothing is left anywhere; the value is then the solution of equations. */
    @Property(tries = 40)
    void affine(
            @ForAll @IntRange(min = 2, max = 4) int dimension,
            @ForAll @IntRange(min = 0, max = 4) int examples,
            @ForAll int seed) {
        Game game = new Game(FunctionClass.AFF, "affine", Norm.L1, dimension, examples, seed);
        LinearSystem system = new LinearSystem();
        for (Observation.Value value : game.values()) {
            Map<Integer, BigFraction> row = new HashMap<>(Map.of(dimension, BigFraction.ONE));
            IntStream.range(0, dimension)
                    .filter(i -> value.at().get(i).signum() != 0)
                    .forEach(i -> row.put(i, value.at().get(i)));
            assertTrue(system.add(row, value.value()));
        }
        boolean isKnown = system.rank() == dimension + 1;
        assertTrue(!isKnown || examples >= dimension - 1);
        assertEquals(isKnown, half(game.at(game.interview.x())).signum() == 0 && !isOpenSomewhere(game));
        if (isKnown) {
            Map<Integer, BigFraction> solution = system.solution();
            Point x = game.point();
            BigFraction value = IntStream.range(0, dimension)
                    .mapToObj(i -> solution.getOrDefault(i, BigFraction.ZERO).multiply(x.get(i)))
                    .reduce(solution.getOrDefault(dimension, BigFraction.ZERO), BigFraction::add);
            assertEquals(Interval.of(value), game.at(x));
        }
    }

    private static boolean isOpenSomewhere(Game game) {
        int dimension = game.phi().dimension();
        return IntStream.range(0, dimension)
                .anyMatch(i -> half(game.at(Point.zero(dimension).with(i, BigFraction.ONE)))
                                .signum()
                        > 0);
    }
}
