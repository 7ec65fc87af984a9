package io.eyewitness.nn.onnx.operator;

import io.eyewitness.nn.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * A value that does not depend on the image: floats, or integers and truth values. The arrays are not copied and must not be changed.
 *
 * @param shape the lengths of its axes
 * @param floats null if it holds integers
 * @param longs null if it holds floats
 */
public record Constant(List<Long> shape, float[] floats, long[] longs) implements Operand {
    /** More numbers than networks compute on the way to a shape, unless they only arrange their weights. */
    static final int MOST_COMPUTED = 1 << 24;

    private static final long MOST = 1L << 29;

    public Constant {
        shape = List.copyOf(shape);
        if (size(shape) != (floats == null ? longs.length : floats.length)) {
            throw new IllegalArgumentException(
                    (floats == null ? longs.length : floats.length) + " numbers do not fill the shape " + shape);
        }
    }

    /** The number of numbers of a shape, refused if there are too many. */
    static int size(List<Long> shape) {
        long size = 1;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("the shape " + shape + " has a negative length");
            }
            size *= Math.min(length, MOST + 1);
            if (size > MOST) {
                throw new IllegalArgumentException("the shape " + shape + " is too large");
            }
        }
        return (int) size;
    }

    /** Refuses to compute more numbers than that from so many. */
    static void requireComputed(long size, long from) {
        if (size > Math.max(MOST_COMPUTED, from)) {
            throw new IllegalArgumentException("a constant of " + size + " numbers is too large: up to " + MOST_COMPUTED
                    + " are computed, and weights are wanted in the file");
        }
    }

    static Constant of(List<Long> shape, float... floats) {
        return new Constant(shape, floats, null);
    }

    static Constant of(List<Long> shape, long... longs) {
        return new Constant(shape, null, longs);
    }

    /** Integers in a row. */
    static Constant row(List<Long> numbers) {
        return of(
                List.of((long) numbers.size()),
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    boolean isReal() {
        return floats != null;
    }

    int size() {
        return floats == null ? longs.length : floats.length;
    }

    double real(int index) {
        return floats == null ? longs[index] : floats[index];
    }

    long integer(int index) {
        return floats == null ? longs[index] : (long) floats[index];
    }

    /** Its integers, in a row. */
    List<Long> integers() {
        if (floats != null) {
            throw new IllegalArgumentException("integers are wanted, not floats");
        }
        return Arrays.stream(longs).boxed().toList();
    }

    /** Its only number. */
    public double single() {
        if (size() != 1) {
            throw new IllegalArgumentException("one number is wanted, not the shape " + shape);
        }
        return real(0);
    }

    /** Of another shape, each number from a place of this one. */
    Constant pick(List<Long> other, IntUnaryOperator place) {
        int size = size(other);
        requireComputed(size, size());
        if (floats != null) {
            float[] picked = new float[size];
            for (int i = 0; i < size; i++) {
                picked[i] = floats[place.applyAsInt(i)];
            }
            return of(other, picked);
        }
        long[] picked = new long[size];
        for (int i = 0; i < size; i++) {
            picked[i] = longs[place.applyAsInt(i)];
        }
        return of(other, picked);
    }

    Constant reshaped(List<Long> other) {
        return new Constant(other, floats, longs);
    }

    /** A function of each number, on integers by its own rule. */
    Constant map(DoubleUnaryOperator onReals, LongUnaryOperator onIntegers) {
        if (floats != null) {
            float[] mapped = new float[floats.length];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = (float) onReals.applyAsDouble(floats[i]);
            }
            return of(shape, mapped);
        }
        return of(shape, Arrays.stream(longs).map(onIntegers).toArray());
    }

    Constant asReal() {
        if (floats != null) {
            return this;
        }
        float[] reals = new float[longs.length];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = longs[i];
        }
        return of(shape, reals);
    }

    Constant asInteger() {
        if (floats == null) {
            return this;
        }
        long[] integers = new long[floats.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (long) floats[i];
        }
        return of(shape, integers);
    }

    /** As a parameter. */
    Tensor tensor() {
        return new Tensor(shape, asReal().floats);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Constant constant
                && shape.equals(constant.shape)
                && Arrays.equals(floats, constant.floats)
                && Arrays.equals(longs, constant.longs);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * shape.hashCode() + Arrays.hashCode(floats)) + Arrays.hashCode(longs);
    }

    @Override
    public String toString() {
        return "Constant" + shape;
    }
}
