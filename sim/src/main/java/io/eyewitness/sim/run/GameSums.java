package io.eyewitness.sim.run;

import io.eyewitness.theory.claim.Estimate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The number of games, the largest uncertainty of one, and the sums and sums of squares of their numbers, one for each column. */
public final class GameSums implements Accumulator<GameSums> {
    private final double[] sums;
    private final double[] squares;
    private long games;
    private double gap;

    /**
     * No games.
     *
     * @param columns the number of sums
     */
    public GameSums(int columns) {
        sums = new double[columns];
        squares = new double[columns];
    }

    /** The number of sums. */
    public int columns() {
        return sums.length;
    }

    /** The mean of a column over the games. */
    public double mean(int column) {
        return sums[column] / games;
    }

    /**
     * Counts a game.
     *
     * @param uncertainty the largest distance of the true minimum and maximum from those shown, as a share of the range
     */
    public void play(double uncertainty) {
        games++;
        gap = Math.max(gap, uncertainty);
    }

    /** Adds a number to a column. */
    public void add(int column, double number) {
        sums[column] += number;
        squares[column] += number * number;
    }

    /** The number of games. */
    public long games() {
        return games;
    }

    /** The largest uncertainty of a game. */
    public double gap() {
        return gap;
    }

    /** How many times as large as the range shown the true range may be. */
    public double slack() {
        return 1 + 2 * gap;
    }

    /** The mean of a column over the games, with its interval. */
    public Estimate mean(int column, double confidence) {
        return Intervals.mean(games, sums[column], squares[column], confidence);
    }

    /** The mean of a column of errors as a share of the true range, of which only the range shown is known exactly. */
    public Estimate error(int column, double confidence) {
        Estimate mean = mean(column, confidence);
        return new Estimate(mean.value(), Math.max(0, mean.low()) / slack(), mean.high());
    }

    @Override
    public void add(GameSums later) {
        games += later.games;
        gap = Math.max(gap, later.gap);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += later.sums[i];
            squares[i] += later.squares[i];
        }
    }

    @Override
    public void write(DataOutput output) throws IOException {
        Accumulator.write(output, games);
        Accumulator.write(output, gap);
        Accumulator.write(output, sums);
        Accumulator.write(output, squares);
    }

    @Override
    public void read(DataInput input) throws IOException {
        games = input.readLong();
        gap = input.readDouble();
        Accumulator.read(input, sums);
        Accumulator.read(input, squares);
    }
}
