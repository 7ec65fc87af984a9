package io.eyewitness.sim.ask;

import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.function.FunctionClass;

/**
 * The errors of a decoder that is told some random examples, in the games of one class and dimension, with 95 % intervals, as shares of the
 * range R of the function.
 *
 * @param functionClass the class
 * @param dimension d
 * @param examples k, the number of examples
 * @param decoder its name
 * @param games the number of games
 * @param error the mean error. The interval also covers the largest gap between the minimum and maximum that are known and the true ones
 * @param left the mean of what these examples with these values leave open at the point: half of the distance from the least to the greatest
 *     value that functions of the class can have there
 * @param proven the mean of what the theorems say that these examples leave in the worst case, whatever their values
 * @param excess the most by which, in any of the games, midpoint errs by more than what is left, or more is left than is proven; 0 if never
 */
public record Asked(
        FunctionClass functionClass,
        int dimension,
        int examples,
        String decoder,
        long games,
        Estimate error,
        Estimate left,
        Estimate proven,
        double excess) {
    /** The confidence level of all intervals. */
    public static final double CONFIDENCE = 0.95;

    /** An excess from rounding in floating point. */
    private static final double ROUNDING = 1e-6;

    /** Whether each game is as the theorems say. */
    public boolean holds() {
        return holds(excess);
    }

    /** Whether an excess is none but for rounding. */
    static boolean holds(double excess) {
        return excess <= ROUNDING;
    }
}
