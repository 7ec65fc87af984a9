package io.eyewitness.theory.claim;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/**
 * An estimate with its confidence interval.
 *
 * @param value the estimate
 * @param low the lower end
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {
    /**
     * The estimate of a statistic.
     *
     * @param values of a sample of at least 2
     * @throws IllegalArgumentException if a share is asked of numbers that are not 0 or 1
     */
    public static Estimate of(Criterion.Statistic statistic, double[] values, double confidence) {
        if (values.length < 2) {
            throw new IllegalArgumentException("an interval needs at least 2 values, not " + values.length);
        }
        return switch (statistic) {
            case MEAN -> mean(values, confidence);
            case SHARE -> share(values, confidence);
            case LEAST -> exact(StatUtils.min(values));
        };
    }

    /** For people, such as {@code 0.4000 [0.2500, 0.5500]}. */
    public String text() {
        return String.format(Locale.ROOT, "%.4g [%.4g, %.4g]", value, low, high);
    }

    private static Estimate exact(double value) {
        return new Estimate(value, value, value);
    }

    private static Estimate mean(double[] values, double confidence) {
        double mean = StatUtils.mean(values);
        double error = Math.sqrt(StatUtils.variance(values) / values.length);
        double quantile = new TDistribution(values.length - 1.0).inverseCumulativeProbability((1 + confidence) / 2);
        return new Estimate(mean, mean - quantile * error, mean + quantile * error);
    }

    private static Estimate share(double[] values, double confidence) {
        if (Arrays.stream(values).anyMatch(value -> value != 0 && value != 1)) {
            throw new IllegalArgumentException("a share is of numbers that are 0 or 1");
        }
        int ones = (int) StatUtils.sum(values);
        ConfidenceInterval interval = IntervalUtils.getWilsonScoreInterval(values.length, ones, confidence);
        return new Estimate((double) ones / values.length, interval.getLowerBound(), interval.getUpperBound());
    }
}
