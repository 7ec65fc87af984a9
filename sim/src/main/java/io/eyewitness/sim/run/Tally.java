package io.eyewitness.sim.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a simulation counts. Chunks are counted apart and added in their order, so sums of doubles do not depend on threads.
 *
 * @param <T> the tally itself
 */
public interface Tally<T extends Tally<T>> {
    /** Adds what a later chunk counted. */
    void add(T later);

    /** Writes all of it, so that {@link #read} makes an empty tally equal to this one. */
    void write(DataOutput output) throws IOException;

    /** Reads what {@link #write} of a tally of the same shape wrote. */
    void read(DataInput input) throws IOException;
}
