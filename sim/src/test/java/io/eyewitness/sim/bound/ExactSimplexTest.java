package io.eyewitness.sim.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.exact.LinearSystem;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class ExactSimplexTest {
    private static SortedMap<Integer, BigFraction> row(String... numbers) {
        SortedMap<Integer, BigFraction> row = new TreeMap<>();
        IntStream.range(0, numbers.length).forEach(i -> row.put(i, Rationals.parse(numbers[i])));
        return row;
    }

    @Test
    void thirdsAreExact() {
        LinearProgram program = new LinearProgram(
                2,
                row("1", "1"),
                List.of(
                        new Constraint(row("2", "1"), BigFraction.ONE, false),
                        new Constraint(row("1", "2"), BigFraction.ONE, false)));
        Optimum optimum = ExactSimplex.solve(program).orElseThrow();
        BigFraction third = BigFraction.of(1, 3);
        assertEquals(List.of(third, third), optimum.point());
        assertEquals(List.of(third, third), optimum.multipliers());
    }

    @Test
    void noPointNoOptimum() {
        LinearProgram program = new LinearProgram(
                1,
                row("1"),
                List.of(
                        new Constraint(row("1"), BigFraction.ZERO, false),
                        new Constraint(row("-1"), BigFraction.of(-1), false)));
        assertEquals(Optional.empty(), ExactSimplex.solve(program));
    }

    /** Two constraints that doubles cannot tell apart: only exact steps find the tighter one. */
    @Test
    void stepsWhereFloatingPointIsTooCoarse() {
        BigFraction tiny = BigFraction.of(1, 1L << 60);
        LinearProgram program = new LinearProgram(
                2,
                row("1", "1"),
                List.of(
                        new Constraint(row("1", "0"), BigFraction.ONE, false),
                        new Constraint(row("0", "1"), BigFraction.ONE.add(tiny), false),
                        new Constraint(row("0", "1"), BigFraction.ONE, false),
                        new Constraint(row("1", "0"), BigFraction.ONE.subtract(tiny), false)));
        Optimum optimum = ExactSimplex.solve(program).orElseThrow();
        assertEquals(List.of(BigFraction.ONE.subtract(tiny), BigFraction.ONE), optimum.point());
        assertEquals(BigFraction.ONE, optimum.multipliers().get(3));
    }

    /** The multipliers prove that the point is optimal, which satisfies all constraints: strong duality, in exact numbers. */
    @Property(tries = 100)
    void pointAndMultipliersProveEachOther(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int variables) {
        UniformRandomProvider random = new Streams(seed, "lp").next();
        List<Constraint> constraints = new ArrayList<>();
        for (int i = 0; i < variables; i++) {
            SortedMap<Integer, BigFraction> up = new TreeMap<>();
            up.put(i, BigFraction.ONE);
            SortedMap<Integer, BigFraction> down = new TreeMap<>();
            down.put(i, BigFraction.ONE.negate());
            constraints.add(new Constraint(up, BigFraction.ONE, false));
            constraints.add(new Constraint(down, BigFraction.ONE, false));
        }
        for (int i = 0; i < 6; i++) {
            constraints.add(new Constraint(drawn(variables, random), BigFraction.of(random.nextInt(4), 3), false));
        }
        LinearProgram program = new LinearProgram(variables, drawn(variables, random), constraints);
        Optimum optimum = ExactSimplex.solve(program).orElseThrow();
        for (Constraint constraint : constraints) {
            assertTrue(value(constraint.coefficients(), optimum.point()).compareTo(constraint.bound()) <= 0);
        }
        proven(program, optimum);
    }

    /** Redundant equations, degenerate vertices, magnitudes of which doubles see one at most: wherever it starts, it ends well. */
    @Property(tries = 200)
    void anyStartWillDo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int variables) {
        UniformRandomProvider random = new Streams(seed, "start").next();
        List<Constraint> constraints = new ArrayList<>();
        BigFraction size = wild(random).abs();
        for (int i = 0; i < variables; i++) {
            constraints.add(new Constraint(new TreeMap<>(Map.of(i, BigFraction.ONE)), size, false));
            constraints.add(new Constraint(new TreeMap<>(Map.of(i, BigFraction.ONE.negate())), size, false));
        }
        int more = random.nextInt(5);
        for (int i = 0; i < more; i++) {
            Constraint drawn = new Constraint(
                    drawn(variables, random), random.nextBoolean() ? BigFraction.ZERO : wild(random), i == 0);
            constraints.add(drawn);
            if (random.nextInt(3) == 0) {
                constraints.add(
                        new Constraint(drawn.coefficients(), drawn.bound().add(wild(random)), i > 0));
            }
        }
        LinearProgram program = new LinearProgram(variables, drawn(variables, random), constraints);
        FloatingBasis start = new FloatingBasis(
                IntStream.range(0, constraints.size())
                        .filter(i -> random.nextBoolean())
                        .boxed()
                        .toList(),
                IntStream.range(0, variables)
                        .filter(i -> random.nextBoolean())
                        .boxed()
                        .toList());
        Optional<BigFraction> best = bestVertex(program);
        assertEquals(
                best, ExactSimplex.solve(program, start).map(optimum -> value(program.objective(), optimum.point())));
        assertEquals(best, ExactSimplex.solve(program).map(optimum -> proven(program, optimum)));
    }

    private static BigFraction wild(UniformRandomProvider random) {
        BigFraction size = Rationals.parse((1 + random.nextInt(9)) + "e" + (random.nextInt(61) - 30));
        return random.nextBoolean() ? size : size.negate();
    }

    /** The largest value at the points that satisfy all constraints and as many of them, independent ones, as equations. */
    private static Optional<BigFraction> bestVertex(LinearProgram program) {
        int count = program.constraints().size();
        return IntStream.range(0, 1 << count)
                .filter(chosen -> Integer.bitCount(chosen) == program.variables())
                .mapToObj(chosen -> IntStream.range(0, count)
                        .filter(i -> (chosen >> i & 1) == 1)
                        .mapToObj(program.constraints()::get)
                        .toList())
                .flatMap(tight -> vertex(program, tight).stream())
                .map(point -> value(program.objective(), point))
                .max(Comparator.naturalOrder());
    }

    private static Optional<List<BigFraction>> vertex(LinearProgram program, List<Constraint> tight) {
        LinearSystem system = new LinearSystem();
        for (Constraint constraint : tight) {
            if (!system.add(constraint.coefficients(), constraint.bound())) {
                return Optional.empty();
            }
        }
        Map<Integer, BigFraction> solution = system.solution();
        List<BigFraction> point = IntStream.range(0, program.variables())
                .mapToObj(i -> solution.getOrDefault(i, BigFraction.ZERO))
                .toList();
        return Optional.of(point)
                .filter(p -> program.constraints().stream().allMatch(constraint -> {
                    int sign = value(constraint.coefficients(), p).compareTo(constraint.bound());
                    return constraint.isEquality() ? sign == 0 : sign <= 0;
                }));
    }

    /** The value, once the multipliers have proven that no point has a larger one. */
    private static BigFraction proven(LinearProgram program, Optimum optimum) {
        SortedMap<Integer, BigFraction> sum = new TreeMap<>();
        BigFraction bound = BigFraction.ZERO;
        for (int i = 0; i < program.constraints().size(); i++) {
            Constraint constraint = program.constraints().get(i);
            BigFraction multiplier = optimum.multipliers().get(i);
            assertTrue(constraint.isEquality() || multiplier.signum() >= 0);
            constraint.coefficients().forEach((j, c) -> sum.merge(j, c.multiply(multiplier), BigFraction::add));
            bound = bound.add(constraint.bound().multiply(multiplier));
        }
        sum.values().removeIf(coefficient -> coefficient.signum() == 0);
        assertEquals(program.objective(), sum);
        assertEquals(value(program.objective(), optimum.point()), bound);
        return bound;
    }

    @Test
    void withoutBoundThereIsNoOptimum() {
        Constraint open = new Constraint(row("1"), BigFraction.ZERO, false);
        assertThrows(
                ArithmeticException.class,
                () -> ExactSimplex.solve(new LinearProgram(2, row("0", "1"), List.of(open))));
    }

    private static SortedMap<Integer, BigFraction> drawn(int variables, UniformRandomProvider random) {
        SortedMap<Integer, BigFraction> row = new TreeMap<>();
        IntStream.range(0, variables).forEach(i -> row.put(i, BigFraction.of(random.nextInt(7) - 3, 2)));
        return row;
    }

    private static BigFraction value(SortedMap<Integer, BigFraction> row, List<BigFraction> point) {
        return Rationals.sum(row.entrySet().stream()
                .map(entry -> entry.getValue().multiply(point.get(entry.getKey())))
                .toList());
    }

    @Property
    void theSimplestRationalIsWithin(
            @ForAll @IntRange(min = -500, max = 500) int p,
            @ForAll @IntRange(min = 1, max = 300) int q,
            @ForAll @IntRange(max = 300) int width) {
        BigFraction low = BigFraction.of(p, q);
        BigFraction high = low.add(BigFraction.of(width, 1000));
        BigFraction simplest = HiddenUnit.simplest(low, high);
        assertTrue(simplest.compareTo(low) >= 0 && simplest.compareTo(high) <= 0);
        long denominator = Rationals.denominator(simplest).longValueExact();
        for (long smaller = 1; smaller < denominator; smaller++) {
            BigFraction next = BigFraction.of(ceil(low, smaller), smaller);
            assertTrue(next.compareTo(high) > 0, simplest + " is not the simplest in [" + low + ", " + high + "]");
        }
    }

    private static long ceil(BigFraction low, long denominator) {
        BigFraction scaled = low.multiply(denominator);
        return -Math.floorDiv(
                -Rationals.numerator(scaled).longValueExact(),
                Rationals.denominator(scaled).longValueExact());
    }
}
