package io.eyewitness.nn.inspect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** A verdict on a unit, or on a network, from the least to the most suspicious. */
public enum Assessment {
    /** Nothing lies beyond what clean units reach. */
    CONSISTENT("consistent"),
    /** A part lies beyond what clean units reach. */
    DOUBTFUL("doubtful"),
    /** The value depends on channels that natural images do not activate, or several parts lie beyond what clean units reach. */
    MANIPULATED("manipulated?");

    private final String text;

    Assessment(String text) {
        this.text = text;
    }

    /** As it is written in results. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The assessment of a text; the question mark may be left out. */
    @JsonCreator
    public static Assessment parse(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text.equals(text)
                        || one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no verdict; there are consistent, doubtful and manipulated?"));
    }

    /** The more suspicious of two. */
    static Assessment worse(Assessment one, Assessment other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
