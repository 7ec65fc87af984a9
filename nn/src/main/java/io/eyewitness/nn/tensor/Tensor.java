package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers in row-major order in the memory of Java; it is not copied and must not be changed.
 *
 * @param shape the sizes of the axes, none for a single number
 * @param values as many as the product of the shape
 */
public record Tensor(List<Long> shape, float[] values) {
    public Tensor {
        shape = List.copyOf(shape);
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill the shape " + shape);
        }
    }

    /** The numbers of an array. */
    public static Tensor of(NDArray array) {
        return new Tensor(Arrays.stream(array.getShape().getShape()).boxed().toList(), array.toFloatArray());
    }

    /** An array with these numbers. */
    public NDArray on(NDManager manager) {
        return Owned.floats(manager, values, new Shape(shape));
    }

    /** The number of values of a shape. */
    static long size(List<Long> shape) {
        long size = 1;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("the shape " + shape + " has a negative length");
            }
            if (length > 0 && size > Long.MAX_VALUE / length) {
                throw new IllegalArgumentException("the shape " + shape + " is too large");
            }
            size *= length;
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
