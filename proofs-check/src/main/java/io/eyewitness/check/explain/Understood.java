package io.eyewitness.check.explain;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.exact.Surd;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.FunctionClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The decoder of a class that is understood, at work on one unit.
 *
 * <p>Source: theory.md section 3, rows 9 and 10 (Y1 to Y3).
 *
 * @param functionClass AFF1 or CONST
 * @param unit a unit of the class
 * @param phi a visualization of it
 */
public record Understood(FunctionClass functionClass, Affine unit, Visualization phi) {
    private static final int GRID = 16;
    private static final int POINTS = 5;

    /**
     * The decoder at work on a sampled unit.
     *
     * @param dimension d; if empty 1 for AFF1, 2 for CONST
     * @throws IllegalArgumentException if the class is not meant in that dimension
     */
    public static Understood sample(FunctionClass functionClass, Optional<Integer> dimension, long seed) {
        boolean constant = functionClass == FunctionClass.CONST;
        int most = constant ? PairChoice.MOST_DIMENSIONS : 1;
        int d = dimension.orElse(Math.min(2, most));
        if (d < 1 || d > most) {
            throw new IllegalArgumentException("the dimension of " + functionClass + " must be "
                    + (constant ? "from 1 to " + most : "1") + ", not " + d);
        }
        SplittableRandom random = new SplittableRandom(seed);
        BigFraction slope = constant
                ? BigFraction.ZERO
                : BigFraction.of((random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(GRID)), GRID);
        List<BigFraction> weights = IntStream.range(0, d).mapToObj(i -> slope).toList();
        Affine unit = new Affine(weights, BigFraction.of(random.nextInt(GRID + 1), GRID));
        return new Understood(functionClass, unit, unit.ties().sampled(seed));
    }

    /** The decoder that is exact on the whole class. */
    public Decoder decoder() {
        return functionClass == FunctionClass.CONST ? Decoders.constant() : Decoders.affine1();
    }

    /** The decoder, why it is exact, and what it does to the unit. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("The decoder '" + decoder().name() + "': "
                + (functionClass == FunctionClass.CONST
                        ? "D(x) = m"
                        : "D(x) = m + (M - m)(x - a)/(b - a), and m if m = M"));
        if (functionClass == FunctionClass.CONST) {
            lines.add("It is exact: a constant function is its minimum (Y2).");
        } else {
            lines.add("It is exact: an affine function of one variable is the line through (a, m) and (b, M) (Y1);");
            lines.add("if m < M then a and b differ (Y3), and if m = M the function is constant (Y2).");
        }
        lines.add("At work on f(x) = " + Infix.affine(unit.weights(), "x", unit.bias()) + ", which shows");
        lines.add("  a = " + Formulas.point(phi.a()) + ", b = " + Formulas.point(phi.b()) + ", m = "
                + Rationals.text(phi.min()) + ", M = " + Rationals.text(phi.max()) + ":");
        for (Point x : points()) {
            lines.add("  at x = " + Formulas.point(x) + " decoded " + decoder().decode(phi, x) + ", true value "
                    + unit.at(x));
        }
        return lines;
    }

    /** Where another decoder errs on the unit, at the same points. */
    public List<String> errors(Decoder other) {
        List<String> lines = new ArrayList<>();
        for (Point x : points()) {
            Surd answer = other.decode(phi, x);
            if (answer.compareTo(unit.at(x)) != 0) {
                lines.add("  at x = " + Formulas.point(x) + " it answers " + answer + ", true value " + unit.at(x));
            }
        }
        lines.add(
                0,
                "The decoder '" + other.name() + "', on the same function, "
                        + (lines.isEmpty() ? "is right at these points." : "errs:"));
        return lines;
    }

    private List<Point> points() {
        return IntStream.range(0, POINTS)
                .mapToObj(i -> Point.constant(unit.dimension(), BigFraction.of(i, POINTS - 1)))
                .toList();
    }

    /** The unit and what is decoded, along the diagonal. */
    Plot plot() {
        Route route = new Route(List.of(
                new Route.Stop("", Point.zero(unit.dimension())), new Route.Stop("", Point.one(unit.dimension()))));
        if (!phi.a().equals(phi.b()) && unit.dimension() == 1) {
            boolean rises = phi.a().compareTo(phi.b()) < 0;
            Route.Stop a = new Route.Stop("a", phi.a());
            Route.Stop b = new Route.Stop("b", phi.b());
            route = new Route(rises ? List.of(a, b) : List.of(b, a));
        }
        double margin = phi.range().signum() == 0 ? 0.5 : 0;
        return new Plot(
                functionClass + ": a unit, and what is decoded from its visualization",
                route,
                new Plot.Curve("f", x -> unit.at(x).toDouble()),
                new Plot.Curve("decoded", x -> decoder().decode(phi, x).toDouble()),
                phi.min().doubleValue() - margin,
                phi.max().doubleValue() + margin);
    }
}
