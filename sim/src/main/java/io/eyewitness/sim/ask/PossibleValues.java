package io.eyewitness.sim.ask;

/**
 * The values that a function can have at an input, as shares of the way from m to M.
 *
 * @param low the least
 * @param high the greatest
 */
record PossibleValues(double low, double high) {
    /** Any value from m to M. */
    static final PossibleValues ALL = new PossibleValues(0, 1);

    /** The answer that errs least in the worst case. */
    double midpoint() {
        return (low + high) / 2;
    }

    /** Its error in the worst case, which no decoder can avoid. */
    double left() {
        return Math.max(0, high - low) / 2;
    }
}
