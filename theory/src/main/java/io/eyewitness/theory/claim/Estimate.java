package io.eyewitness.theory.claim;

import io.eyewitness.theory.decimal.Decimals;
import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/**
 * An estimate with its confidence interval. Which interval a mean has depends on the kind of its numbers; all but Student's stay
 * between the numbers' bounds. Only the interval of a census, and that of the least value, has width 0.
 *
 * <ul>
 *   <li>Zeros and ones: Wilson's score interval (Wilson, J. Amer. Statist. Assoc. 22, 1927).
 *   <li>Shares of a unit's trials, n units of T trials each: the score interval for the variance phi p (1 - p) / n, with phi = s^2 / (p (1
 *       - p)) estimated (quasi-binomial: McCullagh and Nelder, Generalized Linear Models, 1989, section 4.5), but at least 1/T, as if all
 *       trials were independent, and at most 1, as if those of a unit were one; with Student's quantile.
 *   <li>Shares of a unit's trials, where all units together are the whole population (a census): the mean itself, since the variance of the
 *       mean of a sample of n of N has the factor (N - n)/(N - 1), here 0 (Cochran, Sampling Techniques, 1977, section 2.6).
 *   <li>Numbers between bounds: scaled to [0, 1], the same (for fractions: Papke and Wooldridge, J. Appl. Econometrics 11, 1996), with phi
 *       as it is seen, since no number of trials is known; if all numbers are the same, phi is 1/n, as if one unit of n had the largest
 *       dispersion. Where the dispersion is small this is Student's interval; near a bound it covers the mean more often than Student's
 *       does.
 *   <li>Differences of two shares of the same T trials: Student's interval together with the score interval at the least variance that
 *       trials of mean d can have, |d| (1 - |d|), when all that changes changes one way (Tango, Statistics in Medicine 17, 1998).
 *   <li>Numbers without bounds: Student's.
 * </ul>
 *
 * @param value the estimate
 * @param low the lower end
 * @param high the upper end
 */
public record Estimate(double value, double low, double high) {
    /**
     * The estimate of a statistic.
     *
     * @param column what kind of numbers the values are
     * @param values of a sample of at least 2
     * @throws IllegalArgumentException if a value is none of the column's, a share is asked of numbers that are not 0 or 1, or there is no
     *     interval, since numbers without bounds are all the same
     */
    public static Estimate of(Criterion.Statistic statistic, Column column, double[] values, double confidence) {
        if (values.length < 2) {
            throw new IllegalArgumentException("an interval needs at least 2 values, not " + values.length);
        }
        for (double value : values) {
            column.problem(value).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
        return switch (statistic) {
            case MEAN -> mean(column, values, confidence);
            case SHARE -> share(values, confidence);
            case LEAST -> exact(StatUtils.min(values));
        };
    }

    /** A share of independent trials, with Wilson's score interval. */
    public static Estimate wilson(int trials, int successes, double confidence) {
        ConfidenceInterval interval = IntervalUtils.getWilsonScoreInterval(trials, successes, confidence);
        return new Estimate((double) successes / trials, interval.getLowerBound(), interval.getUpperBound());
    }

    /** The estimate as text, such as {@code 0.4000 [0.2500, 0.5500]}. */
    public String text() {
        return Decimals.format("%.4g [%.4g, %.4g]", value, low, high);
    }

    private static Estimate exact(double value) {
        return new Estimate(value, value, value);
    }

    private static Estimate mean(Column column, double[] values, double confidence) {
        return switch (column.kind()) {
            case SHARE -> share(values, confidence);
            case PROPORTION ->
                scored(values, 0, 1, quantile(values.length, confidence), phi -> Math.max(phi, 1.0 / column.trials()));
            case CENSUS -> exact(StatUtils.mean(values));
            case BOUNDED, WHOLE ->
                scored(
                        values,
                        column.low(),
                        column.high(),
                        quantile(values.length, confidence),
                        phi -> phi > 0 ? phi : 1.0 / values.length);
            case DIFFERENCE -> difference(column, values, confidence);
            case REAL -> student(values, confidence);
        };
    }

    /** The mean of a sample of unbounded numbers, with Student's interval. The interval of a single number is the whole line. */
    public static Estimate student(long count, double mean, double variance, double confidence) {
        double reach = count < 2 ? Double.POSITIVE_INFINITY : quantile(count, confidence) * Math.sqrt(variance / count);
        return new Estimate(mean, mean - reach, mean + reach);
    }

    /** Student's quantile. */
    private static double quantile(long count, double confidence) {
        return new TDistribution(count - 1.0).inverseCumulativeProbability((1 + confidence) / 2);
    }

    private static Estimate student(double[] values, double confidence) {
        Estimate estimate = student(values.length, StatUtils.mean(values), StatUtils.variance(values), confidence);
        if (!(estimate.low < estimate.high && Double.isFinite(estimate.high - estimate.low))) {
            throw new IllegalArgumentException(
                    "all numbers are " + Decimals.text(values[0]) + ", so there is no interval");
        }
        return estimate;
    }

    /** The dispersion to assume, given the observed one; both are shares of the largest possible dispersion. */
    @FunctionalInterface
    private interface Dispersion {
        double of(double seen);
    }

    private static Estimate scored(double[] values, double low, double high, double quantile, Dispersion dispersion) {
        double range = high - low;
        if (range == 0) {
            return exact(low);
        }
        double[] scaled = Arrays.stream(values)
                .map(value -> Math.min(1, Math.max(0, (value - low) / range)))
                .toArray();
        double mean = StatUtils.mean(scaled);
        double most = mean * (1 - mean);
        boolean isConstant = StatUtils.min(scaled) == StatUtils.max(scaled);
        double phi = Math.min(1, dispersion.of(isConstant ? 0 : Math.min(1, StatUtils.variance(scaled) / most)));
        double[] ends = score(mean, values.length / phi, quantile);
        return new Estimate(
                low + range * mean,
                low + range * Math.min(mean, Math.max(0, ends[0])),
                low + range * Math.max(mean, Math.min(1, ends[1])));
    }

    private static Estimate difference(Column column, double[] values, double confidence) {
        double mean = StatUtils.mean(values);
        Estimate student = student(values.length, mean, StatUtils.variance(values), confidence);
        double trials = (double) values.length * column.trials();
        double quantile = quantile(values.length, confidence);
        return new Estimate(
                mean,
                Math.max(-1, Math.min(student.low, -highest(-mean, trials, quantile))),
                Math.min(1, Math.max(student.high, highest(mean, trials, quantile))));
    }

    /** The largest d with (mean - d)^2 at most quantile^2 |d| (1 - |d|) / trials. */
    private static double highest(double mean, double trials, double quantile) {
        double[] ends = score(mean, trials, quantile);
        return ends[1] >= 0 ? ends[1] : -score(-mean, trials, quantile)[0];
    }

    /** The two p with (mean - p)^2 = quantile^2 p (1 - p) / trials; not a number if there are none. */
    private static double[] score(double mean, double trials, double quantile) {
        double weight = quantile * quantile / trials;
        double middle = 2 * mean + weight;
        double root = Math.sqrt(middle * middle - 4 * mean * mean * (1 + weight));
        return new double[] {(middle - root) / (2 * (1 + weight)), (middle + root) / (2 * (1 + weight))};
    }

    private static Estimate share(double[] values, double confidence) {
        if (Arrays.stream(values).anyMatch(value -> value != 0 && value != 1)) {
            throw new IllegalArgumentException("a share needs numbers that are 0 or 1");
        }
        return wilson(values.length, (int) StatUtils.sum(values), confidence);
    }
}
