package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Norm;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.visualization.Visualization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Straight lines through some points of the cube, one after the other.
 *
 * @param stops at least two, neighbours distinct
 */
record Route(List<Stop> stops) {
    /** A point with a name; empty if it is not to be named. */
    record Stop(String name, Point point) {}

    /** A point of the route and how far along it lies, from 0 to 1; named if it is a stop. */
    record Step(String name, Point point, double position) {}

    Route {
        stops = List.copyOf(stops);
    }

    /** From a by x* to b; in one dimension along the whole interval. */
    static Route through(Visualization phi, Point x) {
        List<Stop> stops = List.of(new Stop("a", phi.a()), new Stop("x*", x), new Stop("b", phi.b()));
        if (phi.dimension() > 1) {
            return new Route(stops);
        }
        List<Stop> sorted = new ArrayList<>(stops);
        Stream.of(Point.zero(1), Point.one(1))
                .filter(end -> stops.stream().noneMatch(stop -> stop.point().equals(end)))
                .forEach(end -> sorted.add(new Stop("", end)));
        sorted.sort(Comparator.comparing(Stop::point));
        return new Route(sorted);
    }

    /** The route in words, {@code "a to x* to b"}. */
    String words() {
        return stops.stream()
                .map(stop -> stop.name().isEmpty() ? Formulas.point(stop.point()) : stop.name())
                .collect(Collectors.joining(" to "));
    }

    /** About that many steps of equal length, and every stop. */
    List<Step> steps(int count) {
        double[] ends = new double[stops.size()];
        for (int i = 1; i < ends.length; i++) {
            ends[i] = ends[i - 1]
                    + Norm.L2
                            .distance(stops.get(i - 1).point(), stops.get(i).point())
                            .toDouble();
        }
        double length = ends[ends.length - 1];
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < ends.length; i++) {
            Stop from = stops.get(i - 1);
            Stop to = stops.get(i);
            int pieces = (int) Math.max(2, Math.round(count * (ends[i] - ends[i - 1]) / length));
            for (int k = 0; k < pieces; k++) {
                double position = (ends[i - 1] + (ends[i] - ends[i - 1]) * k / pieces) / length;
                Point point = from.point().towards(to.point(), BigFraction.of(k, pieces));
                steps.add(new Step(k == 0 ? from.name() : "", point, position));
            }
        }
        Stop last = stops.get(stops.size() - 1);
        steps.add(new Step(last.name(), last.point(), 1));
        return steps;
    }
}
