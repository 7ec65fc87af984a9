package io.eyewitness.theory.ask;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/** A question about a unit f on X = [0,1]^d. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.OfValue.class, name = "ask"),
    @JsonSubTypes.Type(value = Question.OfGerm.class, name = "germ"),
    @JsonSubTypes.Type(value = Question.OfBox.class, name = "box")
})
public sealed interface Question {
    /** The largest number of digits of a coordinate, above and below the line. */
    int MOST_DIGITS = 400;

    /** What is f(x)? */
    record OfValue(Point x) implements Question {
        @Override
        public List<Point> points() {
            return List.of(x);
        }
    }

    /** What is f near x? */
    record OfGerm(Point x) implements Question {
        @Override
        public List<Point> points() {
            return List.of(x);
        }
    }

    /** What is the visualization of f on the box of all points between two corners, with all minimisers and all maximisers? */
    record OfBox(Point low, Point high) implements Question {
        @Override
        public List<Point> points() {
            return List.of(low, high);
        }
    }

    /** The points that it names. */
    List<Point> points();

    /** Why it is no question about a unit of d inputs. */
    default Optional<String> fault(int dimension) {
        for (Point point : points()) {
            if (point.dimension() != dimension) {
                return Optional.of("a point has " + point.dimension() + " coordinates, not " + dimension);
            }
            if (!point.isInUnitCube()) {
                return Optional.of("it asks outside of the cube [0,1]^" + dimension);
            }
            for (BigFraction coordinate : point.coordinates()) {
                if (Rationals.denominator(coordinate).bitLength() > MOST_DIGITS * 10 / 3) {
                    return Optional.of("a coordinate has more than " + MOST_DIGITS + " digits");
                }
            }
        }
        boolean isTurned = this instanceof OfBox box
                && IntStream.range(0, dimension)
                        .anyMatch(i -> box.low().get(i).compareTo(box.high().get(i)) > 0);
        return isTurned
                ? Optional.of("the first corner of a box must be below the second in each coordinate")
                : Optional.empty();
    }
}
