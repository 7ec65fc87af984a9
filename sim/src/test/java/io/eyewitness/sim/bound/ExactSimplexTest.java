package io.eyewitness.sim.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.eyewitness.sim.bound.LinearProgram.Constraint;
import io.eyewitness.sim.bound.LinearProgram.Optimum;
import io.eyewitness.sim.run.Streams;
import io.eyewitness.theory.exact.Rationals;
import java.util.ArrayList;
import java.util.List;
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
        SortedMap<Integer, BigFraction> sum = new TreeMap<>();
        BigFraction bound = BigFraction.ZERO;
        for (int i = 0; i < constraints.size(); i++) {
            BigFraction multiplier = optimum.multipliers().get(i);
            assertTrue(multiplier.signum() >= 0);
            assertTrue(value(constraints.get(i).coefficients(), optimum)
                            .compareTo(constraints.get(i).bound())
                    <= 0);
            constraints.get(i).coefficients().forEach((j, c) -> sum.merge(j, c.multiply(multiplier), BigFraction::add));
            bound = bound.add(constraints.get(i).bound().multiply(multiplier));
        }
        sum.values().removeIf(coefficient -> coefficient.signum() == 0);
        assertEquals(program.objective(), sum);
        assertEquals(value(program.objective(), optimum), bound);
    }

    private static SortedMap<Integer, BigFraction> drawn(int variables, UniformRandomProvider random) {
        SortedMap<Integer, BigFraction> row = new TreeMap<>();
        IntStream.range(0, variables).forEach(i -> row.put(i, BigFraction.of(random.nextInt(7) - 3, 2)));
        return row;
    }

    private static BigFraction value(SortedMap<Integer, BigFraction> row, Optimum optimum) {
        return Rationals.sum(row.entrySet().stream()
                .map(entry -> entry.getValue().multiply(optimum.point().get(entry.getKey())))
                .toList());
    }

    @Property
    void theSimplestRationalIsWithin(
            @ForAll @IntRange(min = -500, max = 500) int p,
            @ForAll @IntRange(min = 1, max = 300) int q,
            @ForAll @IntRange(max = 300) int width) {
        BigFraction low = BigFraction.of(p, q);
        BigFraction high = low.add(BigFraction.of(width, 1000));
        BigFraction simplest = SimplestRational.between(low, high);
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
