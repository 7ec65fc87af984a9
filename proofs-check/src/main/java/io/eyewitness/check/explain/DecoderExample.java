package io.eyewitness.check.explain;

import io.eyewitness.theory.decoder.Decoder;
import io.eyewitness.theory.decoder.Decoders;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.Affine;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A decoder that is exact on a whole class, at work on one unit of it.
 *
 * <p>Source: theory.md section 3, rows 9 and 10 (Y1 to Y3).
 *
 * @param functionClass AFF1 or CONST
 * @param unit a unit of the class
 * @param phi a visualization of it
 */
public record DecoderExample(FunctionClass functionClass, Affine unit, Visualization phi) implements Example {
    private static final int GRID = 16;
    private static final int POINTS = 5;

    /**
     * The decoder at work on a sampled unit.
     *
     * @param dimension d; if empty 1 for AFF1, 2 for CONST
     * @throws IllegalArgumentException if the class has no units of that dimension
     */
    public static DecoderExample sample(FunctionClass functionClass, Optional<Integer> dimension, long seed) {
        boolean isConstant = functionClass == FunctionClass.CONST;
        int most = isConstant ? PairChoice.MOST_DIMENSIONS : 1;
        int d = dimension.orElse(Math.min(2, most));
        if (d < 1 || d > most) {
            throw new IllegalArgumentException("the dimension of " + functionClass + " must be "
                    + (isConstant ? "from 1 to " + most : "1") + ", not " + d);
        }
        SplittableRandom random = new SplittableRandom(seed);
        BigFraction slope = isConstant
                ? BigFraction.ZERO
                : BigFraction.of((random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(GRID)), GRID);
        Affine unit = new Affine(Collections.nCopies(d, slope), BigFraction.of(random.nextInt(GRID + 1), GRID));
        return new DecoderExample(functionClass, unit, unit.ties().sampled(seed));
    }

    /** The decoder that is exact on the whole class. */
    public Decoder decoder() {
        return functionClass == FunctionClass.CONST ? Decoders.constant() : Decoders.affine1();
    }

    @Override
    public boolean holds() {
        return true;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (functionClass == FunctionClass.CONST) {
            lines.add("The decoder '" + decoder().name() + "': D(x) = m");
            lines.add("It is exact: a constant function is its minimum (Y2).");
        } else {
            lines.add("The decoder '" + decoder().name() + "': D(x) = m + (M - m)(x - a)/(b - a), and m if m = M");
            lines.add("It is exact: an affine function of one variable is the line through (a, m) and (b, M) (Y1);");
            lines.add("if m < M then a and b differ (Y3), and if m = M the function is constant (Y2).");
        }
        lines.add("At work on f(x) = " + Formulas.affine(unit) + ", which shows");
        lines.add("  a = " + Formulas.point(phi.a()) + ", b = " + Formulas.point(phi.b()) + ", m = "
                + Rationals.text(phi.min()) + ", M = " + Rationals.text(phi.max()) + ":");
        for (Point x : points()) {
            lines.add("  at x = " + Formulas.point(x) + " decoded " + decoder().decode(phi, x) + ", true value "
                    + unit.at(x));
        }
        return lines;
    }

    /** The errors of another decoder on the unit, at the same points. */
    public List<String> errors(Decoder other) {
        List<String> errors = points().stream()
                .filter(x -> other.decode(phi, x).compareTo(unit.at(x)) != 0)
                .map(x -> "  at x = " + Formulas.point(x) + " it answers " + other.decode(phi, x) + ", true value "
                        + unit.at(x))
                .toList();
        String verdict = errors.isEmpty() ? "is right at these points." : "errs:";
        return Stream.concat(
                        Stream.of("The decoder '" + other.name() + "', on the same function, " + verdict),
                        errors.stream())
                .toList();
    }

    private List<Point> points() {
        return IntStream.range(0, POINTS)
                .mapToObj(i -> Point.constant(unit.dimension(), BigFraction.of(i, POINTS - 1)))
                .toList();
    }

    /** The unit and the decoded function; in one dimension from a to b or b to a, else along the diagonal. */
    @Override
    public RoutePlot plot() {
        List<RoutePlot.Stop> stops = List.of(
                new RoutePlot.Stop("", Point.zero(unit.dimension())),
                new RoutePlot.Stop("", Point.one(unit.dimension())));
        if (!phi.a().equals(phi.b()) && unit.dimension() == 1) {
            stops = Stream.of(new RoutePlot.Stop("a", phi.a()), new RoutePlot.Stop("b", phi.b()))
                    .sorted(Comparator.comparing(RoutePlot.Stop::point))
                    .toList();
        }
        double margin = phi.range().signum() == 0 ? 0.5 : 0;
        return new RoutePlot(
                functionClass + ": a unit, and the answers of the decoder to its visualization",
                stops,
                new RoutePlot.Curve("f", x -> unit.at(x).toDouble()),
                new RoutePlot.Curve("decoded", x -> decoder().decode(phi, x).toDouble()),
                phi.min().doubleValue() - margin,
                phi.max().doubleValue() + margin);
    }
}
