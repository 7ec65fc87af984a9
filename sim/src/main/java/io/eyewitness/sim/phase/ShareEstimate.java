package io.eyewitness.sim.phase;

import io.eyewitness.sim.run.Intervals;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.exact.Norm;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The decidable share of X at one steepness.
 *
 * @param norm the norm
 * @param dimension d
 * @param extremisers as of the {@link Cell}
 * @param steepness L|a-b|/R
 * @param samples the number of points that were drawn
 * @param hits the number of them that are decidable; 0 where the share is too small for so many points
 * @param estimate the estimated share, with Wilson's 95 % interval
 * @param exact the share itself, where theory gives it in closed form
 */
public record ShareEstimate(
        Norm norm,
        int dimension,
        String extremisers,
        BigFraction steepness,
        long samples,
        long hits,
        Estimate estimate,
        Optional<Double> exact) {
    /** The confidence level of the intervals. */
    public static final double CONFIDENCE = 0.95;

    private static final double ROUNDING = 1e-12;

    static ShareEstimate of(Cell cell, BigFraction steepness, long samples, long hits) {
        return new ShareEstimate(
                cell.norm(),
                cell.dimension(),
                cell.extremisers(),
                steepness,
                samples,
                hits,
                Intervals.share(samples, hits, CONFIDENCE),
                cell.exact(steepness));
    }

    /** Whether the exact share lies in the interval of Clopper and Pearson, which never has less than its confidence. */
    boolean agrees(double confidence) {
        Estimate interval = Intervals.sureShare(samples, hits, confidence);
        double share = exact.orElseThrow(() -> new IllegalArgumentException("there is no exact share"));
        return interval.low() <= share + ROUNDING && share - ROUNDING <= interval.high();
    }
}
