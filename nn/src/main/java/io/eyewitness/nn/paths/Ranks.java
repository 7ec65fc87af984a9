package io.eyewitness.nn.paths;

import java.util.Arrays;

/**
 * The ranks of numbers, from 1; equal numbers share the mean of their ranks. Unlike Commons Math's {@code NaturalRanking}, this makes no object
 * for each number, because a layer has a quarter of a million of them.
 */
final class Ranks {
    private static final long INDEX = 0xFFFF_FFFFL;

    private Ranks() {}

    /**
     * The ranks, in the order of the values.
     *
     * @throws IllegalArgumentException if a value is NaN
     */
    static float[] of(float... values) {
        long[] sorted = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                throw new IllegalArgumentException("NaN has no rank");
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

    /** An integer in the order of the numbers; both zeros give the same integer. */
    private static int ordered(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }
}
