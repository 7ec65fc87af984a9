package io.eyewitness.theory.bound;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.eyewitness.theory.exact.Point;
import org.apache.commons.numbers.fraction.BigFraction;

/** What is known of a unit at one input, beside its visualization. */
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

    /** The unit's value. */
    record Value(Point at, BigFraction value) implements Observation {}

    /** The unit's value is no larger, as at the neighbours of a local maximum. */
    record AtMost(Point at, BigFraction value) implements Observation {}
}
