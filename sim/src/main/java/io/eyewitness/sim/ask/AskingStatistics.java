package io.eyewitness.sim.ask;

import io.eyewitness.sim.run.Accumulator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Sums over games, one for each column: an error, what is left, or what a theorem says; and the largest excess over what is proven. */
final class AskingStatistics implements Accumulator<AskingStatistics> {
    private final double[] sums;
    private final double[] squares;
    private final double[] excess;
    private double gap;
    private long games;

    /**
     * No games.
     *
     * @param columns the number of sums
     * @param examples the number of numbers of examples
     */
    AskingStatistics(int columns, int examples) {
        sums = new double[columns];
        squares = new double[columns];
        excess = new double[examples];
    }

    /**
     * Counts a game.
     *
     * @param uncertainty the largest distance of the true minimum and maximum from those shown, as a share of the range
     */
    void play(double uncertainty) {
        games++;
        gap = Math.max(gap, uncertainty);
    }

    /**
     * Adds a number.
     *
     * @throws IllegalArgumentException if it is infinite or none
     */
    void add(int column, double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a game ended without a number");
        }
        sums[column] += number;
        squares[column] += number * number;
    }

    /** Notes by how much a number exceeds its bound. */
    void compare(int example, double number, double bound) {
        excess[example] = Math.max(excess[example], number - bound);
    }

    long games() {
        return games;
    }

    double gap() {
        return gap;
    }

    double sum(int column) {
        return sums[column];
    }

    double squares(int column) {
        return squares[column];
    }

    /** The largest excess; 0 if no number exceeds its bound. */
    double excess(int example) {
        return excess[example];
    }

    @Override
    public void add(AskingStatistics later) {
        games += later.games;
        gap = Math.max(gap, later.gap);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += later.sums[i];
            squares[i] += later.squares[i];
        }
        for (int i = 0; i < excess.length; i++) {
            excess[i] = Math.max(excess[i], later.excess[i]);
        }
    }

    @Override
    public void write(DataOutput output) throws IOException {
        Accumulator.write(output, games);
        Accumulator.write(output, gap);
        Accumulator.write(output, sums);
        Accumulator.write(output, squares);
        Accumulator.write(output, excess);
    }

    @Override
    public void read(DataInput input) throws IOException {
        games = input.readLong();
        gap = input.readDouble();
        Accumulator.read(input, sums);
        Accumulator.read(input, squares);
        Accumulator.read(input, excess);
    }
}
