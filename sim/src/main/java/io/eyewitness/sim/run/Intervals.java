package io.eyewitness.sim.run;

import io.eyewitness.theory.claim.Estimate;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Confidence intervals from sums, so that no sample need be kept. */
public final class Intervals {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Intervals() {}

    /**
     * The mean of independent numbers, with Student's interval; of one number the interval is all numbers.
     *
     * @param sum of the numbers
     * @param squares the sum of their squares
     */
    public static Estimate mean(long count, double sum, double squares, double confidence) {
        double mean = sum / count;
        if (count < 2) {
            return new Estimate(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double variance = Math.max(0, squares - sum * mean) / (count - 1);
        double reach = TDistribution.of(count - 1.0).inverseCumulativeProbability((1 + confidence) / 2)
                * Math.sqrt(variance / count);
        return new Estimate(mean, mean - reach, mean + reach);
    }

    /** A share, with Wilson's interval. */
    public static Estimate share(long count, long hits, double confidence) {
        ConfidenceInterval interval =
                IntervalUtils.getWilsonScoreInterval(Math.toIntExact(count), Math.toIntExact(hits), confidence);
        return new Estimate(
                (double) hits / count,
                hits == 0 ? 0 : interval.getLowerBound(),
                hits == count ? 1 : interval.getUpperBound());
    }

    /** A share, with the interval of Clopper and Pearson, which holds the truth with at least its confidence whatever the share. */
    public static Estimate sureShare(long count, long hits, double confidence) {
        double tail = (1 - confidence) / 2;
        return new Estimate(
                (double) hits / count,
                hits == 0 ? 0 : BetaDistribution.of(hits, count - hits + 1.0).inverseCumulativeProbability(tail),
                hits == count
                        ? 1
                        : BetaDistribution.of(hits + 1.0, count - hits).inverseSurvivalProbability(tail));
    }

    /**
     * The ranks, from 0, between which a quantile lies, by the normal approximation of the binomial distribution.
     *
     * @param level of the quantile, such as 0.9
     * @return the rank of the quantile, the lower and the upper one
     */
    public static long[] ranks(long count, double level, double confidence) {
        double reach =
                NORMAL.inverseCumulativeProbability((1 + confidence) / 2) * Math.sqrt(count * level * (1 - level));
        return new long[] {
            within(count, Math.floor(count * level)),
            within(count, Math.floor(count * level - reach)),
            within(count, Math.ceil(count * level + reach))
        };
    }

    private static long within(long count, double rank) {
        return (long) Math.max(0, Math.min(count - 1.0, rank));
    }
}
