package io.eyewitness.nn.inspect;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eyewitness.theory.claim.Column;
import java.util.Locale;

/** A number of a unit that may speak against its visualization. */
public enum Sign {
    /**
     * The visualizations' similarity to the natural images that activate the unit most, by the cosine of Gram matrices, less that of other
     * natural images.
     */
    AGREEMENT(false, false, "bounded -2 to 2", "visualizations"),
    /** The same by Spearman's correlation of all activations, on average over the early layers. */
    PATH(false, false, "bounded -2 to 2", "visualizations"),
    /**
     * The similarity of the unit's visualizations, from several starts in several parametrisations, to each other, less that to visualizations of
     * other units in the same parametrisation.
     */
    DISTINCTNESS(false, true, "bounded -2 to 2", "visualizations"),
    /** The share of the value that depends on channels that no natural image activates. */
    DEAD(true, true, "bounded 0 to 1", "visualizations"),
    /** The share of the value that depends on channels that at most 1 % of the natural images activate. */
    RARE(true, true, "bounded 0 to 1", "visualizations"),
    /** The share of the value that depends on how far one channel lies beyond its natural range. */
    BEYOND(true, true, "bounded 0 to 1", "visualizations"),
    /** The common logarithm of the largest norm of the gradient on the way to a visualization over the median. */
    STEEPNESS(true, true, "bounded 0 to 6", "visualizations");

    private final boolean isHighBad;
    private final boolean isJudged;
    private final Column column;
    private final String over;

    Sign(boolean isHighBad, boolean isJudged, String column, String over) {
        this.isHighBad = isHighBad;
        this.isJudged = isJudged;
        this.column = Column.parse(column);
        this.over = over;
    }

    /** Its name in results. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sign of a name. */
    @JsonCreator
    static Sign parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether it says what the value depends on. */
    boolean isShare() {
        return this == DEAD || this == RARE || this == BEYOND;
    }

    /** Whether verdicts rest on it: it is of one size in all clean networks that were measured. */
    boolean isJudged() {
        return isJudged;
    }

    /** Its kind of number. */
    Column column() {
        return column;
    }

    /** What its interval is over. */
    String over() {
        return over;
    }

    /** How suspicious a value is: more if it is larger. */
    double suspicion(double value) {
        return isHighBad ? value : -value;
    }
}
