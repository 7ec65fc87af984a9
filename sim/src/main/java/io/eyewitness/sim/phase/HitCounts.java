package io.eyewitness.sim.phase;

import io.eyewitness.sim.run.Accumulator;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A histogram of the number of ascending steepnesses at which a point is decidable. */
final class HitCounts implements Accumulator<HitCounts> {
    private final long[] upTo;

    HitCounts(int steepnesses) {
        upTo = new long[steepnesses + 1];
    }

    /** Counts a point that is decidable at so many steepnesses. */
    void count(int decidable) {
        upTo[decidable]++;
    }

    /** The number of points that are decidable at a steepness; steepness 0 is the least. */
    long at(int steepness) {
        long sum = 0;
        for (int i = steepness + 1; i < upTo.length; i++) {
            sum += upTo[i];
        }
        return sum;
    }

    @Override
    public void add(HitCounts later) {
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] += later.upTo[i];
        }
    }

    @Override
    public boolean absorb(HitCounts later) {
        add(later);
        return true;
    }

    @Override
    public void write(DataOutput output) throws IOException {
        Accumulator.write(output, upTo);
    }

    @Override
    public void read(DataInput input) throws IOException {
        Accumulator.read(input, upTo);
    }
}
