package io.eyewitness.theory.exact;

import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A limit on exact arithmetic. What a file asks to be computed may take for ever, since numbers grow with each operation; within a limit
 * each operation spends about the square of the length of its numbers. The count, unlike a clock, is the same on every machine. Outside of
 * {@link #within} nothing is limited.
 */
public final class Effort {
    private static final ThreadLocal<Effort> CURRENT = new ThreadLocal<>();
    private static final int BASE = 4;

    private final long most;
    private long spent;

    private Effort(long most) {
        this.most = most;
    }

    /**
     * Does work on this thread within a limit.
     *
     * @param most the steps that it may take
     * @param spent is told, also where the work fails, how many it took: one more than the most if it was to take more
     * @throws IllegalArgumentException if it takes more
     */
    public static <T> T within(long most, Supplier<T> work, LongConsumer spent) {
        Effort before = CURRENT.get();
        Effort effort = new Effort(most);
        CURRENT.set(effort);
        try {
            return work.get();
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it is nested too deeply", e);
        } finally {
            CURRENT.set(before);
            spent.accept(effort.spent);
        }
    }

    /** Spends steps, each about as long as an addition of small numbers. */
    public static void spend(long steps) {
        Effort effort = CURRENT.get();
        if (effort != null) {
            effort.take(steps);
        }
    }

    /** Spends what an operation on numbers takes that have so many bits together. */
    public static void spendOnBits(long bits) {
        spend(steps(bits));
    }

    /** Spends what an operation on two numbers takes. */
    public static void spendOn(BigFraction p, BigFraction q) {
        Effort effort = CURRENT.get();
        if (effort != null) {
            effort.take(steps((long) Rationals.bits(p) + Rationals.bits(q)));
        }
    }

    private static long steps(long bits) {
        long words = bits / Long.SIZE;
        return BASE + words * words;
    }

    private void take(long steps) {
        if (steps < 0 || steps > most - spent) {
            spent = most + 1;
            throw new IllegalArgumentException("it needs more exact arithmetic than evidence is allowed");
        }
        spent += steps;
    }

    /** The sum. */
    public static BigFraction add(BigFraction p, BigFraction q) {
        spendOn(p, q);
        return p.add(q);
    }

    /** The product. */
    public static BigFraction multiply(BigFraction p, BigFraction q) {
        spendOn(p, q);
        return p.multiply(q);
    }

    /** The difference. */
    public static BigFraction subtract(BigFraction p, BigFraction q) {
        spendOn(p, q);
        return p.subtract(q);
    }

    /** The quotient. */
    public static BigFraction divide(BigFraction p, BigFraction q) {
        spendOn(p, q);
        return p.divide(q);
    }
}
