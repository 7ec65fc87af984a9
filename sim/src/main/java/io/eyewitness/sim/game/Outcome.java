package io.eyewitness.sim.game;

import io.eyewitness.sim.run.GameSums;
import io.eyewitness.sim.run.Intervals;
import io.eyewitness.theory.claim.Estimate;
import io.eyewitness.theory.function.FunctionClass;

/**
 * The errors of a decoder in the games of one class and dimension, with 95 % intervals. Errors are shares of the range R of the function.
 * The interval of an error also covers the largest gap between the minimum and maximum that are known and the true ones.
 *
 * @param functionClass the class
 * @param dimension d
 * @param decoder its name
 * @param games the number of games
 * @param error the mean
 * @param median the median, to 1/500 of the range, as are the other quantiles
 * @param ninety the 0.9 quantile
 * @param ninetyNine the 0.99 quantile
 * @param largest the largest error in these games
 * @param misjudged the share of points put on the wrong side of mid, or on neither
 * @param gap the largest distance, as a share of R, of the true minimum and maximum from those known, over all games
 */
public record Outcome(
        FunctionClass functionClass,
        int dimension,
        String decoder,
        long games,
        Estimate error,
        Estimate median,
        Estimate ninety,
        Estimate ninetyNine,
        double largest,
        Estimate misjudged,
        double gap) {
    /** The confidence level of all intervals. */
    public static final double CONFIDENCE = 0.95;

    static Outcome of(ClassGame game, GameDecoder rule, int decoder, ErrorStatistics scores) {
        GameSums sums = scores.sums();
        double slack = sums.slack();
        Estimate fewer = Intervals.share(sums.games(), scores.misjudged(decoder), CONFIDENCE);
        Estimate more = Intervals.share(sums.games(), scores.perhapsMisjudged(decoder), CONFIDENCE);
        return new Outcome(
                game.functionClass(),
                game.dimension(),
                rule.text(),
                sums.games(),
                sums.error(decoder, CONFIDENCE),
                quantile(scores, decoder, 0.5, slack),
                quantile(scores, decoder, 0.9, slack),
                quantile(scores, decoder, 0.99, slack),
                scores.largest(decoder),
                new Estimate(fewer.value(), fewer.low(), more.high()),
                sums.gap());
    }

    private static Estimate quantile(ErrorStatistics scores, int decoder, double level, double slack) {
        long[] ranks = Intervals.ranks(scores.sums().games(), level, CONFIDENCE);
        double width = 1.0 / ErrorStatistics.BINS;
        return new Estimate(
                Math.min(scores.largest(decoder), (scores.bin(decoder, ranks[0]) + 0.5) * width),
                scores.bin(decoder, ranks[1]) * width / slack,
                Math.min(scores.largest(decoder), (scores.bin(decoder, ranks[2]) + 1) * width));
    }
}
