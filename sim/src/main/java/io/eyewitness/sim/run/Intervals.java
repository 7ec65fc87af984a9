package io.eyewitness.sim.run;

import io.eyewitness.theory.claim.Estimate;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Confidence intervals from sums, so that no sample needs to be kept. */
public final class Intervals {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Intervals() {}

    /**
     * The mean of independent numbers, with Student's interval. The interval of a single number is the whole line.
     *
     * @param sum of the numbers
     * @param squares the sum of their squares
     */
    public static Estimate mean(long count, double sum, double squares, double confidence) {
        double mean = sum / count;
        return Estimate.student(count, mean, Math.max(0, squares - sum * mean) / (count - 1), confidence);
    }

    /** A share, with Wilson's interval, which ends at 0 or 1 where no sample or every one is a hit. */
    public static Estimate share(long count, long hits, double confidence) {
        Estimate wilson = Estimate.wilson(Math.toIntExact(count), Math.toIntExact(hits), confidence);
        return new Estimate(wilson.value(), hits == 0 ? 0 : wilson.low(), hits == count ? 1 : wilson.high());
    }

    /** A share, with the interval of Clopper and Pearson, whose coverage is at least its confidence for every share. */
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
