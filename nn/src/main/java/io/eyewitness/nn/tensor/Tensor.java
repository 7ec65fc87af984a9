package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eyewitness.nn.progress.PartForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An array of numbers in row-major order in the memory of Java; it is not copied and must not be changed.
 *
 * @param shape the sizes of the axes, none for a single number
 * @param values as many as the product of the shape
 */
public record Tensor(List<Long> shape, float[] values) {
    /** The form in which a tensor is kept by a run. */
    public static final PartForm<Tensor> PART = new PartForm<>(
            (tensor, out) -> {
                out.writeInt(tensor.shape.size());
                for (long length : tensor.shape) {
                    out.writeLong(length);
                }
                PartForm.FLOATS.writer().write(tensor.values, out);
            },
            in -> {
                List<Long> shape = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    shape.add(in.readLong());
                }
                return new Tensor(shape, PartForm.FLOATS.reader().read(in));
            });

    /** The form in which tensors with names are kept by a run. */
    public static final PartForm<Map<String, Tensor>> PARTS = new PartForm<>(
            (tensors, out) -> {
                out.writeInt(tensors.size());
                for (Map.Entry<String, Tensor> tensor : new TreeMap<>(tensors).entrySet()) {
                    out.writeUTF(tensor.getKey());
                    PART.writer().write(tensor.getValue(), out);
                }
            },
            in -> {
                Map<String, Tensor> tensors = new TreeMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    tensors.put(in.readUTF(), PART.reader().read(in));
                }
                return tensors;
            });

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
