package io.eyewitness.nn.paths;

import java.util.Arrays;

/**
 * Ranks of numbers, from 1; equal numbers share the mean of theirs. As Commons Math's {@code NaturalRanking}, but without an object
 * for each number, for layers have a quarter of a million.
 */
final class Ranks {
    private static final long INDEX = 0xFFFF_FFFFL;

    private Ranks() {}

    /**
     * The ranks, in the order of the values.
     *
     * @throws IllegalArgumentException if one is not a number
     */
    static float[] of(float... values) {
        long[] sorted = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                throw new IllegalArgumentException("what is not a number has no rank");
            }
            sorted[i] = (long) ordered(values[i]) << Integer.SIZE | i;
        }
        Arrays.sort(sorted);
        float[] ranks = new float[values.length];
        int from = 0;
        while (from < sorted.length) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] >> Integer.SIZE == sorted[from] >> Integer.SIZE) {
                to++;
            }
            float shared = (from + 1 + to) / 2f;
            for (int i = from; i < to; i++) {
                ranks[(int) (sorted[i] & INDEX)] = shared;
            }
            from = to;
        }
        return ranks;
    }

    /** Bits that are ordered as the numbers are; the two zeros are one number. */
    private static int ordered(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
