package io.eyewitness.sim.cli;

import io.eyewitness.sim.bound.BoundRun;
import io.eyewitness.sim.bound.Grid;
import io.eyewitness.sim.bound.HiddenUnit;
import io.eyewitness.theory.bound.Observation;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import io.eyewitness.theory.visualization.Visualization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** The value of an option {@code --observe}. */
final class ObservationText {
    static final String PHI = "phi";

    private static final String GRADIENT = "gradient";
    private static final String EXAMPLES = "examples:";
    private static final String EXAMPLE = "example:";
    private static final String MAXIMA = "local-maxima:";
    private static final String VALUE = "value:";
    private static final String AT_MOST = "at-most:";
    private static final int MOST = 200;

    private final String text;

    ObservationText(String text) {
        this.text = text.strip();
        boolean isKnown = isPhi()
                || isGiven()
                || this.text.equals(GRADIENT)
                || this.text.startsWith(EXAMPLES)
                || this.text.startsWith(EXAMPLE)
                || this.text.startsWith(MAXIMA);
        if (!isKnown) {
            throw new IllegalArgumentException("'" + text + "' is not an observation; use phi, gradient, examples:K,"
                    + " example:X, local-maxima:K, value:X=V or at-most:X=V");
        }
    }

    boolean isPhi() {
        return text.equals(PHI) || text.startsWith(PHI + ":");
    }

    /** Whether the user gives the value, so that it is not that of a hidden unit. */
    boolean isGiven() {
        return text.startsWith(VALUE) || text.startsWith(AT_MOST);
    }

    /** Whether an adversary can answer it: values alone. */
    boolean isAsked() {
        return !isPhi() && !isGiven() && !text.startsWith(MAXIMA);
    }

    /** The visualization, as in {@code phi:a=0,0;b=1,1;min=0;max=1}; these are also the defaults of parts that are missing. */
    Visualization phi(int dimension) {
        Map<String, String> parts = new HashMap<>();
        String rest = text.equals(PHI) ? "" : text.substring(PHI.length() + 1);
        for (String part : rest.isBlank() ? new String[0] : rest.split(";", -1)) {
            String[] sides = part.split("=", -1);
            String name = sides[0].strip();
            if (sides.length != 2
                    || !List.of("a", "b", "min", "max").contains(name)
                    || parts.put(name, sides[1]) != null) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a visualization such as phi:a=0,0;b=1,1;min=0;max=1");
            }
        }
        return new Visualization(
                parts.containsKey("a") ? point(parts.get("a"), dimension) : Point.zero(dimension),
                parts.containsKey("b") ? point(parts.get("b"), dimension) : Point.one(dimension),
                number(parts.getOrDefault("min", "0")),
                number(parts.getOrDefault("max", "1")));
    }

    /** The observation that the user gives. */
    Observation given(int dimension) {
        String[] sides = text.substring(text.indexOf(':') + 1).split("=", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is not an observation such as value:1/2,1/2=3/4");
        }
        Point at = point(sides[0], dimension);
        BigFraction value = number(sides[1]);
        return text.startsWith(VALUE) ? new Observation.Value(at, value) : new Observation.AtMost(at, value);
    }

    /** Observes a hidden unit. */
    void ask(HiddenUnit unit, Grid grid) {
        if (text.equals(GRADIENT)) {
            unit.gradients(grid);
        } else if (text.startsWith(EXAMPLES)) {
            unit.examples(count(EXAMPLES));
        } else if (text.startsWith(EXAMPLE)) {
            unit.ask(point(text.substring(EXAMPLE.length()), grid.dimension()));
        } else {
            unit.localMaxima(grid, count(MAXIMA));
        }
    }

    private static BigFraction number(String text) {
        return Rationals.parse(text, BoundRun.MOST_DIGITS);
    }

    private int count(String before) {
        String digits = text.substring(before.length());
        int count = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(
                    "'" + text + "' needs a number from 1 to " + MOST + ", as in " + before + "4");
        }
        return count;
    }

    /**
     * A point of X, its coordinates separated by commas.
     *
     * @throws IllegalArgumentException if the text is no such point
     */
    static Point point(String text, int dimension) {
        Point point = new Point(
                Stream.of(text.split(",", -1)).map(ObservationText::number).toList());
        if (point.dimension() != dimension) {
            throw new IllegalArgumentException("the point '" + text.strip() + "' has " + point.dimension()
                    + " coordinates, but the dimension is " + dimension);
        }
        if (!point.isInUnitCube()) {
            throw new IllegalArgumentException("the point " + point + " lies outside of [0,1]^" + dimension);
        }
        return point;
    }
}
