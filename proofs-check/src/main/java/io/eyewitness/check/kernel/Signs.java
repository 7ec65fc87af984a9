package io.eyewitness.check.kernel;

/**
 * The signs that a polynomial may still have.
 *
 * @param negative whether it may be negative
 * @param zero whether it may be zero
 * @param positive whether it may be positive
 */
public record Signs(boolean negative, boolean zero, boolean positive) {
    /** Nothing is known. */
    public static final Signs ANY = new Signs(true, true, true);

    /** No sign is left: a contradiction. */
    public static final Signs NONE = new Signs(false, false, false);

    /** Above zero. */
    public static final Signs POSITIVE = new Signs(false, false, true);

    /** Zero. */
    public static final Signs ZERO = new Signs(false, true, false);

    /** Zero or above. */
    public static final Signs AT_LEAST_ZERO = new Signs(false, true, true);

    /** Zero or below. */
    public static final Signs AT_MOST_ZERO = new Signs(true, true, false);

    /** The signs in both. */
    public Signs and(Signs other) {
        return new Signs(negative && other.negative, zero && other.zero, positive && other.positive);
    }

    /** The signs of the polynomial's opposite. */
    public Signs flipped() {
        return new Signs(positive, zero, negative);
    }

    /** Whether the other holds all of these signs. */
    public boolean within(Signs other) {
        return (!negative || other.negative) && (!zero || other.zero) && (!positive || other.positive);
    }
}
