package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The three notions of understanding, about all units of a class (theory.md section 1). */
public enum Notion {
    /** Can f be predicted exactly? */
    EXACT,
    /** Within eps of the range, for every eps? */
    APPROX,
    /** Is f(x) closer to the maximum or to the minimum? */
    SIDE;

    /** The name in files and on command lines: exact, approx or side. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws IllegalArgumentException if it names no notion
     */
    public static Notion parse(String text) {
        for (Notion notion : values()) {
            if (notion.text().equals(text)) {
                return notion;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a notion; use exact, approx or side");
    }
}
