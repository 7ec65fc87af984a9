package io.eyewitness.theory.bound;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eyewitness.theory.exact.Point;
import io.eyewitness.theory.exact.Rationals;
import java.util.Objects;
import org.apache.commons.numbers.fraction.BigFraction;

/** One observation of a unit at an input, beside its visualization. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Observation.Value.class, name = "value"),
    @JsonSubTypes.Type(value = Observation.AtMost.class, name = "at-most")
})
public sealed interface Observation {
    /** The input, in X. */
    Point at();

    /** The number. */
    BigFraction value();

    /** The observation as text, {@code f(1/2, 0) = 3/4}. */
    default String text() {
        return "f" + at() + (this instanceof AtMost ? " <= " : " = ") + Rationals.text(value());
    }

    /** The unit's value. */
    record Value(Point at, BigFraction value) implements Observation {
        public Value {
            Observation.require(at, value);
        }
    }

    /** The unit's value is no larger, as at the neighbours of a local maximum. */
    record AtMost(Point at, BigFraction value) implements Observation {
        public AtMost {
            Observation.require(at, value);
        }
    }

    private static void require(Point at, BigFraction value) {
        Objects.requireNonNull(at, "the key 'at' is missing");
        Objects.requireNonNull(value, "the key 'value' is missing");
    }
}
