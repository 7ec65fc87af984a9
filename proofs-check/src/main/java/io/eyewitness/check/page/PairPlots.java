package io.eyewitness.check.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eyewitness.check.explain.PairChoice;
import io.eyewitness.check.explain.PairExample;
import io.eyewitness.check.explain.RoutePlot;
import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.function.FunctionClass;
import io.eyewitness.theory.visualization.Visualization;
import io.eyewitness.theory.witness.WitnessPair;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Witness pairs to look at: for each class with a No, in one and two dimensions, and for each of a few h. They have the visualization
 * and the point of {@code explain}, and each is checked in exact arithmetic.
 */
final class PairPlots {
    /** h as a share of the range. */
    private static final List<BigFraction> SHARES = List.of(
            BigFraction.of(7, 16),
            BigFraction.of(3, 8),
            BigFraction.of(1, 4),
            BigFraction.of(1, 8),
            BigFraction.of(1, 16),
            BigFraction.of(1, 64));

    private static final int MOST_DIMENSIONS = 2;
    private static final int STEPS = 192;
    private static final int CELLS = 32;

    /** Values are written as whole numbers: this is the maximum, 0 the minimum. */
    private static final int FULL = 1000;

    private static final long SEED = 0;

    private PairPlots() {}

    /** The plots of all classes, in the order of the table; made once, for they take most of the time of a page. */
    static ArrayNode all() {
        return Made.PLOTS.deepCopy();
    }

    private static final class Made {
        static final ArrayNode PLOTS = make();
    }

    private static ArrayNode make() {
        record Choice(FunctionClass row, int dimension) {}
        List<Choice> choices = FunctionClass.withWitnesses().stream()
                .flatMap(row -> IntStream.rangeClosed(row.leastDimension(), MOST_DIMENSIONS)
                        .mapToObj(dimension -> new Choice(row, dimension)))
                .toList();
        ArrayNode plots = JsonNodeFactory.instance.arrayNode();
        choices.parallelStream()
                .map(choice -> of(choice.row(), choice.dimension()))
                .toList()
                .forEach(plots::add);
        return plots;
    }

    private static ObjectNode of(FunctionClass row, int dimension) {
        BigFraction range = pair(row, dimension, Optional.empty()).phi().range();
        List<WitnessPair> pairs = SHARES.parallelStream()
                .map(share -> pair(row, dimension, Optional.of(range.multiply(share))))
                .toList();
        List<Point> points = dimension == 1 ? line(pairs) : square();
        ObjectNode plot = JsonNodeFactory.instance.objectNode();
        plot.put("class", row.name()).put("dimension", dimension);
        visualization(plot.putObject("phi"), pairs.get(0).phi());
        ArrayNode grid = plot.putArray("grid");
        points.stream()
                .limit(dimension == 1 ? points.size() : CELLS)
                .forEach(point -> grid.add(point.coordinates().get(0).doubleValue()));
        ArrayNode steps = plot.putArray("steps");
        pairs.parallelStream().map(pair -> step(pair, points)).toList().forEach(steps::add);
        return plot;
    }

    private static WitnessPair pair(FunctionClass row, int dimension, Optional<BigFraction> h) {
        return new PairChoice(row, Optional.of(dimension), h, BigFraction.ONE, Norm.L2, SEED).pair();
    }

    private static void visualization(ObjectNode node, Visualization phi) {
        node.set("a", coordinates(phi.a()));
        node.set("b", coordinates(phi.b()));
        node.put("min", phi.min().doubleValue()).put("max", phi.max().doubleValue());
    }

    private static ArrayNode coordinates(Point point) {
        ArrayNode coordinates = JsonNodeFactory.instance.arrayNode();
        point.coordinates().forEach(coordinate -> coordinates.add(coordinate.doubleValue()));
        return coordinates;
    }

    /** Evenly spaced points, with the extremisers and the points x of the pairs. */
    private static List<Point> line(List<WitnessPair> pairs) {
        TreeSet<Point> points = new TreeSet<>();
        IntStream.rangeClosed(0, STEPS).forEach(i -> points.add(Point.of(BigFraction.of(i, STEPS))));
        for (WitnessPair pair : pairs) {
            points.addAll(List.of(pair.phi().a(), pair.phi().b(), pair.x()));
        }
        return List.copyOf(points);
    }

    /** The centres of cells, row by row from below. */
    private static List<Point> square() {
        List<BigFraction> centres = IntStream.range(0, CELLS)
                .mapToObj(i -> BigFraction.of(2 * i + 1, 2 * CELLS))
                .toList();
        return centres.stream()
                .flatMap(second -> centres.stream().map(first -> Point.of(first, second)))
                .toList();
    }

    private static ObjectNode step(WitnessPair pair, List<Point> points) {
        PairExample example = new PairExample(pair, SEED);
        if (!example.holds()) {
            throw new IllegalStateException("a witness pair of " + pair.functionClass() + " is none");
        }
        RoutePlot plot = example.plot();
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.put("h", Rationals.text(pair.h()));
        step.set("x", coordinates(pair.x()));
        step.put("f1x", pair.f1().at(pair.x()).toDouble())
                .put("f2x", pair.f2().at(pair.x()).toDouble());
        step.set("f1", values(plot.first(), pair.phi(), points));
        step.set("f2", values(plot.second(), pair.phi(), points));
        ArrayNode lines = step.putArray("lines");
        example.lines().forEach(lines::add);
        return step;
    }

    private static ArrayNode values(RoutePlot.Curve curve, Visualization phi, List<Point> points) {
        double low = phi.min().doubleValue();
        double range = phi.range().doubleValue();
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        points.forEach(point -> values.add(Math.round(FULL * (curve.at(point) - low) / range)));
        return values;
    }
}
