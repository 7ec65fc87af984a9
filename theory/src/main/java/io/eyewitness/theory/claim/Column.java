package io.eyewitness.theory.claim;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.eyewitness.theory.decimal.Decimals;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind of a number that an experiment measures for each unit, and its bounds. The kind determines the interval of a mean, see
 * {@link Estimate}.
 *
 * @param kind of number
 * @param low no number is smaller
 * @param high no number is larger
 * @param trials how many trials each number is a mean of; 1 but for {@link Kind#PROPORTION},
 *     {@link Kind#CENSUS} and {@link Kind#DIFFERENCE}
 */
public record Column(Kind kind, double low, double high, int trials) {
    /** The kind of a number. */
    public enum Kind {
        /** 1 for a unit with some property, 0 for any other. */
        SHARE,
        /** The share of a unit's trials with some property. */
        PROPORTION,
        /** Such a share, where the trials of all units are not a sample but the whole population of the claim. */
        CENSUS,
        /** The difference of two such shares of the same trials. */
        DIFFERENCE,
        /** A number between bounds that no measurement can leave, such as a cosine. */
        BOUNDED,
        /** A whole number between such bounds. */
        WHOLE,
        /** A number without bounds of its own; those given keep sums of squares finite. */
        REAL
    }

    /** The largest magnitude of a bound, so that no sum of squares overflows. */
    private static final double MOST = 1e9;

    /** The rounding error of single precision in a cosine of 1, or in a mean of trials. */
    private static final double ROUNDING = 1e-6;

    private static final Pattern TEXT = Pattern.compile("share|(proportion|census|difference) of ([1-9]\\d{0,8})"
            + "|(bounded|whole|real) (-?\\d+(?:\\.\\d+)?) to (-?\\d+(?:\\.\\d+)?)");

    public Column {
        if (kind == null || trials < 1 || !(-MOST <= low && low <= high && high <= MOST)) {
            throw new IllegalArgumentException("a column needs a kind, trials, and bounds from -1e9 to 1e9 in order");
        }
    }

    /**
     * Reads {@code share}, {@code proportion of 128}, {@code census of 500}, {@code difference of 100}, {@code bounded -1 to 1},
     * {@code whole 0 to 9} or {@code
     * real -1000 to 1000}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    @JsonCreator
    public static Column parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no kind of column, such as share, proportion of 128,"
                    + " census of 500, difference of 100, bounded -1 to 1, whole 0 to 9 or real -1000 to 1000");
        }
        Kind kind = Kind.valueOf(text.split(" ", 2)[0].toUpperCase(Locale.ROOT));
        return switch (kind) {
            case SHARE -> new Column(kind, 0, 1, 1);
            case PROPORTION, CENSUS -> new Column(kind, 0, 1, Integer.parseInt(matcher.group(2)));
            case DIFFERENCE -> new Column(kind, -1, 1, Integer.parseInt(matcher.group(2)));
            case BOUNDED, WHOLE, REAL ->
                new Column(kind, Double.parseDouble(matcher.group(4)), Double.parseDouble(matcher.group(5)), 1);
        };
    }

    /** The text that {@link #parse} reads. */
    @JsonValue
    public String text() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case SHARE -> name;
            case PROPORTION, CENSUS, DIFFERENCE -> name + " of " + trials;
            case BOUNDED, WHOLE, REAL -> name + " " + number(low) + " to " + number(high);
        };
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : Decimals.text(bound);
    }

    /** The reason for which a number cannot be in the column, such as {@code 1.999 is not from -1 to 1}; empty if it can. */
    public Optional<String> problem(double value) {
        if (!(low - ROUNDING <= value && value <= high + ROUNDING)) {
            return Optional.of(Decimals.text(value) + " is not from " + number(low) + " to " + number(high));
        }
        return switch (kind) {
            case SHARE -> problem(value == 0 || value == 1, Decimals.text(value) + " is neither 0 nor 1");
            case PROPORTION, CENSUS, DIFFERENCE ->
                problem(
                        Math.abs(value * trials - Math.rint(value * trials)) < ROUNDING,
                        Decimals.text(value) + " is no number of " + trials + " trials");
            case WHOLE -> problem(value == Math.rint(value), Decimals.text(value) + " is no whole number");
            case BOUNDED, REAL -> Optional.empty();
        };
    }

    private static Optional<String> problem(boolean isGood, String otherwise) {
        return isGood ? Optional.empty() : Optional.of(otherwise);
    }
}
