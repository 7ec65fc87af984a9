package io.eyewitness.sim.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sums of a simulation. Each chunk of samples has an accumulator of its own; they are added in the order of the chunks, so sums of
 * doubles do not depend on the number of threads.
 *
 * @param <T> the implementing class
 */
public interface Accumulator<T extends Accumulator<T>> {
    /** Adds the sums of a later chunk. */
    void add(T later);

    /**
     * Takes over, from a later chunk, what may be added in any order, such as counts, so that what is kept of many chunks is short. Afterwards adding
     * both gives the same sums as before.
     *
     * @return whether nothing is left there
     */
    default boolean absorb(T later) {
        return false;
    }

    /** Writes the sums, so that {@link #read} makes an empty accumulator equal to this one. */
    void write(DataOutput output) throws IOException;

    /** Reads sums that {@link #write} of an accumulator of the same shape wrote. */
    void read(DataInput input) throws IOException;

    /** Writes all numbers. */
    static void write(DataOutput output, double... numbers) throws IOException {
        for (double number : numbers) {
            output.writeDouble(number);
        }
    }

    /** Reads as many numbers as the array holds. */
    static void read(DataInput input, double... numbers) throws IOException {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = input.readDouble();
        }
    }

    /** Writes all numbers. */
    static void write(DataOutput output, long... numbers) throws IOException {
        for (long number : numbers) {
            output.writeLong(number);
        }
    }

    /** Reads as many numbers as the array holds. */
    static void read(DataInput input, long... numbers) throws IOException {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = input.readLong();
        }
    }
}
