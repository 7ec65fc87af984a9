package io.eyewitness.sim.phase;

import io.eyewitness.sim.run.Numbers;
import io.eyewitness.sim.run.Tally;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many points were decidable at how many of some ascending steepnesses. */
final class Hits implements Tally<Hits> {
    private final long[] upTo;

    Hits(int steepnesses) {
        upTo = new long[steepnesses + 1];
    }

    /** One more point, decidable at so many of the steepnesses. */
    void count(int decidable) {
        upTo[decidable]++;
    }

    /** How many points were decidable at a steepness, from 0 for the least. */
    long at(int steepness) {
        long sum = 0;
        for (int i = steepness + 1; i < upTo.length; i++) {
            sum += upTo[i];
        }
        return sum;
    }

    @Override
    public void add(Hits later) {
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] += later.upTo[i];
        }
    }

    @Override
    public void write(DataOutput output) throws IOException {
        Numbers.write(output, upTo);
    }

    @Override
    public void read(DataInput input) throws IOException {
        Numbers.read(input, upTo);
    }
}
