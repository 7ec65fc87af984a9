package io.eyewitness.sim.ask;

import io.eyewitness.sim.run.Accumulator;
import io.eyewitness.sim.run.GameSums;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Sums over games, one for each column: an error, what is left, or what a theorem says; and the largest excess over what is proven. The
 * same for each of the blocks that were added.
 */
final class AskingStatistics implements Accumulator<AskingStatistics> {
    private final GameSums sums;
    private final double[] excess;
    private final List<AskingStatistics> blocks = new ArrayList<>();

    /**
     * No games.
     *
     * @param columns the number of sums
     * @param examples the number of numbers of examples
     */
    AskingStatistics(int columns, int examples) {
        sums = new GameSums(columns);
        excess = new double[examples];
    }

    /** The sums over the games. */
    GameSums sums() {
        return sums;
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
        sums.add(column, number);
    }

    /** Notes by how much a number exceeds its bound. */
    void compare(int example, double number, double bound) {
        excess[example] = Math.max(excess[example], number - bound);
    }

    /** The largest excess; 0 if no number exceeds its bound. */
    double excess(int example) {
        return excess[example];
    }

    /** The largest excess over all numbers of examples. */
    double excess() {
        return DoubleStream.of(excess).max().orElseThrow();
    }

    /** What was added, block by block, each of {@link io.eyewitness.sim.run.SimulationRun#CHUNK} games. */
    List<AskingStatistics> blocks() {
        return List.copyOf(blocks);
    }

    @Override
    public void add(AskingStatistics later) {
        blocks.add(later);
        sums.add(later.sums);
        for (int i = 0; i < excess.length; i++) {
            excess[i] = Math.max(excess[i], later.excess[i]);
        }
    }

    @Override
    public void write(DataOutput output) throws IOException {
        sums.write(output);
        Accumulator.write(output, excess);
        output.writeInt(blocks.size());
        for (AskingStatistics block : blocks) {
            block.write(output);
        }
    }

    @Override
    public void read(DataInput input) throws IOException {
        sums.read(input);
        Accumulator.read(input, excess);
        for (int left = input.readInt(); left > 0; left--) {
            AskingStatistics block = new AskingStatistics(sums.columns(), excess.length);
            block.read(input);
            blocks.add(block);
        }
    }
}
