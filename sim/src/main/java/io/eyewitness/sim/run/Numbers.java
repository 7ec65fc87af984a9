package io.eyewitness.sim.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays of numbers in a tally's form. */
public final class Numbers {
    private Numbers() {}

    /** Writes all. */
    public static void write(DataOutput output, double... numbers) throws IOException {
        for (double number : numbers) {
            output.writeDouble(number);
        }
    }

    /** Reads as many as there is room for. */
    public static void read(DataInput input, double... numbers) throws IOException {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = input.readDouble();
        }
    }

    /** Writes all. */
    public static void write(DataOutput output, long... numbers) throws IOException {
        for (long number : numbers) {
            output.writeLong(number);
        }
    }

    /** Reads as many as there is room for. */
    public static void read(DataInput input, long... numbers) throws IOException {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = input.readLong();
        }
    }
}
