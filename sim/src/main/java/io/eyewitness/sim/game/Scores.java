package io.eyewitness.sim.game;

import io.eyewitness.sim.run.Numbers;
import io.eyewitness.sim.run.Tally;
import io.eyewitness.theory.decimal.Decimals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The scores of some decoders over games: sums and a histogram of their errors, and sides that they misjudged. */
final class Scores implements Tally<Scores> {
    /** The parts of the range that errors are counted in; what is larger than the range is counted in the last. */
    static final int BINS = 500;

    private final double[] sums;
    private final double[] squares;
    private final double[] largest;
    private final long[] misjudged;
    private final long[] perhapsMisjudged;
    private final long[][] histograms;
    private long games;
    private double gap;

    Scores(int decoders) {
        sums = new double[decoders];
        squares = new double[decoders];
        largest = new double[decoders];
        misjudged = new long[decoders];
        perhapsMisjudged = new long[decoders];
        histograms = new long[decoders][BINS];
    }

    /**
     * One more game.
     *
     * @param uncertainty what minimum and maximum may be beyond those shown, as a share of the range
     */
    void play(double uncertainty) {
        games++;
        gap = Math.max(gap, uncertainty);
    }

    /**
     * How a decoder did in it.
     *
     * @param answer a share of the range shown
     * @param truth likewise
     * @param uncertainty as of the game
     * @throws IllegalArgumentException if one is infinite or not a number
     */
    void score(int decoder, double answer, double truth, double uncertainty) {
        double error = Math.abs(answer - truth);
        if (!Double.isFinite(error)) {
            throw new IllegalArgumentException("an answer of " + Decimals.text(answer) + " where "
                    + Decimals.text(truth) + " is true is no share");
        }
        sums[decoder] += error;
        squares[decoder] += error * error;
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

    long games() {
        return games;
    }

    /** The largest uncertainty of a game. */
    double gap() {
        return gap;
    }

    double sum(int decoder) {
        return sums[decoder];
    }

    double squares(int decoder) {
        return squares[decoder];
    }

    double largest(int decoder) {
        return largest[decoder];
    }

    /** How many sides were misjudged for sure. */
    long misjudged(int decoder) {
        return misjudged[decoder];
    }

    /** These, and the ones where the truth's side is not known. */
    long perhapsMisjudged(int decoder) {
        return perhapsMisjudged[decoder];
    }

    /** In which bin the error of a rank is, from 0 for the least. */
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
    public void add(Scores later) {
        games += later.games;
        gap = Math.max(gap, later.gap);
        for (int k = 0; k < sums.length; k++) {
            sums[k] += later.sums[k];
            squares[k] += later.squares[k];
            largest[k] = Math.max(largest[k], later.largest[k]);
            misjudged[k] += later.misjudged[k];
            perhapsMisjudged[k] += later.perhapsMisjudged[k];
            for (int bin = 0; bin < BINS; bin++) {
                histograms[k][bin] += later.histograms[k][bin];
            }
        }
    }

    @Override
    public void write(DataOutput output) throws IOException {
        Numbers.write(output, games);
        Numbers.write(output, gap);
        Numbers.write(output, sums);
        Numbers.write(output, squares);
        Numbers.write(output, largest);
        Numbers.write(output, misjudged);
        Numbers.write(output, perhapsMisjudged);
        for (long[] histogram : histograms) {
            Numbers.write(output, histogram);
        }
    }

    @Override
    public void read(DataInput input) throws IOException {
        games = input.readLong();
        gap = input.readDouble();
        Numbers.read(input, sums);
        Numbers.read(input, squares);
        Numbers.read(input, largest);
        Numbers.read(input, misjudged);
        Numbers.read(input, perhapsMisjudged);
        for (long[] histogram : histograms) {
            Numbers.read(input, histogram);
        }
    }
}
