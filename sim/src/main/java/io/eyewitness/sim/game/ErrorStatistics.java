package io.eyewitness.sim.game;

import io.eyewitness.sim.run.Accumulator;
import io.eyewitness.sim.run.GameSums;
import io.eyewitness.theory.decimal.Decimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.LongStream;

/** The errors of decoders over games: sums, histograms, and the numbers of misjudged sides. */
final class ErrorStatistics implements Accumulator<ErrorStatistics> {
    /** The number of bins of a histogram, which divide the range; the last also counts larger errors. */
    static final int BINS = 500;

    private final GameSums sums;
    private final double[] largest;
    private final long[] misjudged;
    private final long[] perhapsMisjudged;
    private final long[][] histograms;

    ErrorStatistics(int decoders) {
        sums = new GameSums(decoders);
        largest = new double[decoders];
        misjudged = new long[decoders];
        perhapsMisjudged = new long[decoders];
        histograms = new long[decoders][BINS];
    }

    /**
     * Counts a game.
     *
     * @param uncertainty as {@link GameSums#play} takes it
     */
    void play(double uncertainty) {
        sums.play(uncertainty);
    }

    /** The sums of the errors over the games, a column for each decoder. */
    GameSums sums() {
        return sums;
    }

    /**
     * Adds the answer of a decoder.
     *
     * @param answer a share of the range shown
     * @param truth the true value, likewise
     * @param uncertainty that of the game
     * @throws IllegalArgumentException if one is infinite or not a number
     */
    void score(int decoder, double answer, double truth, double uncertainty) {
        double error = Math.abs(answer - truth);
        if (!Double.isFinite(error)) {
            throw new IllegalArgumentException("an answer of " + Decimals.text(answer) + " where "
                    + Decimals.text(truth) + " is true is no share");
        }
        sums.add(decoder, error);
        largest[decoder] = Math.max(largest[decoder], error);
        histograms[decoder][(int) Math.min(BINS - 1, error * BINS)]++;
        double above = truth - 0.5;
        double guess = answer - 0.5;
        boolean isWrong = above > 0 ? !(guess > 0) : above < 0 && !(guess < 0);
        if (Math.abs(above) <= uncertainty) {
            perhapsMisjudged[decoder]++;
        } else if (isWrong) {
            misjudged[decoder]++;
            perhapsMisjudged[decoder]++;
        }
    }

    double largest(int decoder) {
        return largest[decoder];
    }

    /** The number of sides that were certainly misjudged. */
    long misjudged(int decoder) {
        return misjudged[decoder];
    }

    /** The same, plus the number of values whose side is not known. */
    long perhapsMisjudged(int decoder) {
        return perhapsMisjudged[decoder];
    }

    /** The bin of the error of a rank; rank 0 is the least error. */
    int bin(int decoder, long rank) {
        long seen = 0;
        for (int bin = 0; bin < BINS; bin++) {
            seen += histograms[decoder][bin];
            if (seen > rank) {
                return bin;
            }
        }
        return BINS - 1;
    }

    @Override
    public void add(ErrorStatistics later) {
        sums.add(later.sums);
        for (int k = 0; k < largest.length; k++) {
            largest[k] = Math.max(largest[k], later.largest[k]);
            misjudged[k] += later.misjudged[k];
            perhapsMisjudged[k] += later.perhapsMisjudged[k];
            for (int bin = 0; bin < BINS; bin++) {
                histograms[k][bin] += later.histograms[k][bin];
            }
        }
    }

    @Override
    public boolean absorb(ErrorStatistics later) {
        for (int k = 0; k < histograms.length; k++) {
            for (int bin = 0; bin < BINS; bin++) {
                histograms[k][bin] += later.histograms[k][bin];
                later.histograms[k][bin] = 0;
            }
        }
        return false;
    }

    @Override
    public void write(DataOutput output) throws IOException {
        sums.write(output);
        Accumulator.write(output, largest);
        Accumulator.write(output, misjudged);
        Accumulator.write(output, perhapsMisjudged);
        for (long[] histogram : histograms) {
            boolean isUsed = LongStream.of(histogram).anyMatch(count -> count > 0);
            output.writeBoolean(isUsed);
            if (isUsed) {
                Accumulator.write(output, histogram);
            }
        }
    }

    @Override
    public void read(DataInput input) throws IOException {
        sums.read(input);
        Accumulator.read(input, largest);
        Accumulator.read(input, misjudged);
        Accumulator.read(input, perhapsMisjudged);
        for (long[] histogram : histograms) {
            if (input.readBoolean()) {
                Accumulator.read(input, histogram);
            }
        }
    }
}
