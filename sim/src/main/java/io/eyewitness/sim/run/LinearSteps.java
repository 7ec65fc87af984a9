package io.eyewitness.sim.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Many steps of xoroshiro128 at once. A step is linear over the field of two elements, so 2^k steps are a matrix of 128 by 128 bits, which squaring
 * gives, and any number of steps is a product of such matrices. Source: D. Blackman and S. Vigna, Scrambled linear pseudorandom number generators
 * (2021), xoroshiro128++ with the constants 49, 21 and 28.
 */
final class LinearSteps {
    private static final int BITS = 128;

    /** That of 2^64 times 2^k steps at k; made when they are first needed. */
    private static final List<LinearSteps> JUMPS = new ArrayList<>();

    /** Where 2^64 steps lead. */
    private static final int JUMP = 64;

    /** The images of the states that have a single bit: first those of the first word, its lowest bit first. */
    private final long[] first;

    private final long[] second;

    private LinearSteps(long[] first, long[] second) {
        this.first = first;
        this.second = second;
    }

    /**
     * The state after a number of jumps.
     *
     * @param state two words
     * @param jumps each of 2^64 steps; at least 0
     */
    static long[] jump(long[] state, long jumps) {
        long[] now = state.clone();
        for (int k = 0; jumps >> k != 0; k++) {
            if ((jumps >> k & 1) != 0) {
                now = jumps(k).apply(now[0], now[1]);
            }
        }
        return now;
    }

    private static synchronized LinearSteps jumps(int k) {
        if (JUMPS.isEmpty()) {
            LinearSteps steps = one();
            for (int i = 0; i < JUMP; i++) {
                steps = steps.twice();
            }
            JUMPS.add(steps);
        }
        while (JUMPS.size() <= k) {
            JUMPS.add(JUMPS.get(JUMPS.size() - 1).twice());
        }
        return JUMPS.get(k);
    }

    private static LinearSteps one() {
        long[] first = new long[BITS];
        long[] second = new long[BITS];
        for (int bit = 0; bit < BITS; bit++) {
            long low = bit < Long.SIZE ? 1L << bit : 0;
            long mixed = (bit < Long.SIZE ? 0 : 1L << bit) ^ low;
            first[bit] = Long.rotateLeft(low, 49) ^ mixed ^ mixed << 21;
            second[bit] = Long.rotateLeft(mixed, 28);
        }
        return new LinearSteps(first, second);
    }

    private LinearSteps twice() {
        long[] firstTwice = new long[BITS];
        long[] secondTwice = new long[BITS];
        for (int bit = 0; bit < BITS; bit++) {
            long[] image = apply(first[bit], second[bit]);
            firstTwice[bit] = image[0];
            secondTwice[bit] = image[1];
        }
        return new LinearSteps(firstTwice, secondTwice);
    }

    private long[] apply(long one, long other) {
        long[] image = new long[2];
        add(image, one, 0);
        add(image, other, Long.SIZE);
        return image;
    }

    private void add(long[] image, long word, int from) {
        for (long left = word; left != 0; left &= left - 1) {
            int bit = from + Long.numberOfTrailingZeros(left);
            image[0] ^= first[bit];
            image[1] ^= second[bit];
        }
    }
}
