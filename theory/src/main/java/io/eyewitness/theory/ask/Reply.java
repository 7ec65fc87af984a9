package io.eyewitness.theory.ask;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eyewitness.theory.exact.Interval;
import io.eyewitness.theory.exact.Point;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** What a {@link Question} is answered. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Reply.Germ.class, name = "germ"),
    @JsonSubTypes.Type(value = Reply.SteepGerm.class, name = "steep-germ"),
    @JsonSubTypes.Type(value = Reply.OnBox.class, name = "box")
})
public sealed interface Reply {
    /** f(x). */
    record Value(BigFraction value) implements Reply {}

    /**
     * What f is near x: {@code f(y) = value + g.(y - x)} for all y of X with {@code |y - x|_1 <= radius}, where g is the gradient; at a
     * kink the larger value for two gradients g, or the smaller.
     *
     * @param value f(x)
     * @param gradients one, or two at a kink
     * @param isConvex whether the larger value counts; true if there is one
     * @param radius positive
     */
    record Germ(BigFraction value, List<Point> gradients, boolean isConvex, BigFraction radius) implements Reply {
        public Germ {
            gradients = List.copyOf(gradients);
        }
    }

    /**
     * What f is near a maximiser x where it is infinitely steep: {@code f(y) = value + slope.(y - x) - height * G(weights.(x - y))} for
     * all y near x, with G as in {@link io.eyewitness.theory.function.SteepProfile}. How near is not told: it is not decided yet.
     */
    record SteepGerm(BigFraction value, Point slope, BigFraction height, Point weights) implements Reply {}

    /**
     * The visualization of f on a box.
     *
     * @param min the least value
     * @param max the greatest
     * @param argmin where it is taken
     * @param argmax where it is taken
     */
    record OnBox(BigFraction min, BigFraction max, Ties argmin, Ties argmax) implements Reply {}

    /**
     * All extremisers on a box.
     *
     * @param points some of them
     * @param weights of a linear function w
     * @param levels if empty, there are no further extremisers; else these are the points y of the box with w.y in one of the intervals
     */
    record Ties(List<Point> points, Point weights, List<Interval> levels) {
        public Ties {
            points = List.copyOf(points);
            levels = List.copyOf(levels);
        }
    }

    /** Whether it says of a unit nothing but what another reply says: the same, but for a germ that may be told in a smaller ball. */
    default boolean isImpliedBy(Reply exact) {
        if (this instanceof Germ told && exact instanceof Germ known) {
            return told.radius().signum() > 0
                    && told.radius().compareTo(known.radius()) <= 0
                    && new Germ(told.value(), told.gradients(), told.isConvex(), known.radius()).equals(known);
        }
        return equals(exact);
    }
}
