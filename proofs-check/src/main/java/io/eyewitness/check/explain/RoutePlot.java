package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A plot of two functions on the cube along a route, which leads in straight lines from stop to stop.
 *
 * @param title the title
 * @param stops at least two, neighbours distinct
 * @param first the function drawn first
 * @param second the function drawn over it
 * @param low the least value of the axis
 * @param high the greatest, above low
 */
public record RoutePlot(String title, List<Stop> stops, Curve first, Curve second, double low, double high) {
    /** A point on the route; its name is empty if it is not marked. */
    record Stop(String name, Point point) {}

    /** A function with a name. */
    public record Curve(String name, ToDoubleFunction<Point> function) {
        /** The value at a point. */
        public double at(Point point) {
            return function.applyAsDouble(point);
        }
    }

    /** A point on the route and its position there, from 0 to 1; it has a name if it is a marked stop. */
    record Step(String name, Point point, double position) {
        boolean isMarked() {
            return !name.isEmpty();
        }
    }

    public RoutePlot {
        stops = List.copyOf(stops);
    }

    /** The plot in characters, with its caption, at most 80 columns wide. */
    public List<String> lines(boolean unicode) {
        List<String> lines = new ArrayList<>(List.of("Along straight lines from " + route() + ":"));
        lines.addAll(TextPlot.lines(this, unicode));
        return lines;
    }

    /** The plot as the bytes of a PNG file. */
    public byte[] png() throws IOException {
        return PngPlot.bytes(this);
    }

    /** The route in words, {@code "a to x* to b"}. */
    String route() {
        return stops.stream()
                .map(stop -> stop.name().isEmpty() ? Formulas.point(stop.point()) : stop.name())
                .collect(Collectors.joining(" to "));
    }

    /** All stops, with about {@code count} steps of equal length from the first to the last. */
    List<Step> steps(int count) {
        double[] distances = new double[stops.size()];
        for (int i = 1; i < distances.length; i++) {
            distances[i] = distances[i - 1]
                    + Norm.L2
                            .distance(stops.get(i - 1).point(), stops.get(i).point())
                            .toDouble();
        }
        double length = distances[distances.length - 1];
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < distances.length; i++) {
            Stop from = stops.get(i - 1);
            double leg = distances[i] - distances[i - 1];
            int pieces = (int) Math.max(2, Math.round(count * leg / length));
            for (int k = 0; k < pieces; k++) {
                Point point = from.point().towards(stops.get(i).point(), BigFraction.of(k, pieces));
                steps.add(new Step(k == 0 ? from.name() : "", point, (distances[i - 1] + leg * k / pieces) / length));
            }
        }
        Stop last = stops.get(stops.size() - 1);
        steps.add(new Step(last.name(), last.point(), 1));
        return steps;
    }
}
