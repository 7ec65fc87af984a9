package io.eyewitness.check.explain;

import io.eyewitness.theory.exact.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two functions along a route, to be drawn.
 *
 * @param title what is shown
 * @param route where
 * @param first the function drawn first
 * @param second the function drawn over it
 * @param low the least value of the axis
 * @param high the greatest, above low
 */
record Plot(String title, Route route, Curve first, Curve second, double low, double high) {
    /** A function with a name. */
    record Curve(String name, ToDoubleFunction<Point> function) {
        double at(Point point) {
            return function.applyAsDouble(point);
        }
    }

    List<Curve> curves() {
        return List.of(first, second);
    }
}
