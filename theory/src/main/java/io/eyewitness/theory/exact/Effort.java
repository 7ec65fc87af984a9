package io.eyewitness.theory.exact;

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
     * What some work yields, and what it took.
     *
     * @param value the result
     * @param spent the steps
     */
    public record Result<T>(T value, long spent) {}

    /**
     * Does work on this thread within a limit.
     *
     * @param most the steps that it may take
     * @throws IllegalArgumentException if it takes more
     */
    public static <T> Result<T> within(long most, Supplier<T> work) {
        Effort before = CURRENT.get();
        Effort effort = new Effort(most);
        CURRENT.set(effort);
        try {
            return new Result<>(work.get(), effort.spent);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it is nested too deeply", e);
        } finally {
            CURRENT.set(before);
        }
    }

    /** Spends steps, each about as long as an addition of small numbers. */
    public static void spend(long steps) {
        Effort effort = CURRENT.get();
        if (effort != null) {
            effort.spent += steps;
            if (effort.spent < 0 || effort.spent > effort.most) {
                throw new IllegalArgumentException("it takes more exact arithmetic than evidence may");
            }
        }
    }

    /** Spends what an operation on numbers takes that have so many bits together. */
    public static void spendOnBits(long bits) {
        long words = bits / Long.SIZE;
        spend(BASE + words * words);
    }

    /** Spends what an operation on two numbers takes. */
    public static void spendOn(BigFraction p, BigFraction q) {
        if (CURRENT.get() != null) {
            spendOnBits(bits(p) + bits(q));
        }
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

    private static long bits(BigFraction value) {
        return (long) value.getNumerator().bitLength() + value.getDenominator().bitLength();
    }
}
