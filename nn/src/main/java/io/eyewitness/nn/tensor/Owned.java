package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Arrays that are made from numbers of Java and own their memory. DJL lends the memory of Java's numbers to PyTorch on the CPU, and a garbage
 * collection may free it before the gradients that need it are computed; these arrays are copies.
 */
public final class Owned {
    private static final Map<List<Object>, NDArray> CONSTANTS = new ConcurrentHashMap<>();

    private Owned() {}

    /** An array of floats. */
    public static NDArray floats(NDManager manager, float[] values, Shape shape) {
        return owned(manager.create(values, shape));
    }

    /** An array of doubles. */
    public static NDArray doubles(NDManager manager, double[] values, Shape shape) {
        return owned(manager.create(values, shape));
    }

    /** An array of whole numbers as int64, with one axis. */
    public static NDArray longs(NDManager manager, int[] values) {
        try (NDArray lent = manager.create(values)) {
            return lent.toType(DataType.INT64, true);
        }
    }

    /**
     * An array of floats that is made once for each device and kept for ever, such as a table.
     *
     * @param name distinguishes it from others of its shape
     * @return a view on it in the manager; its numbers must not be changed
     */
    public static NDArray constant(NDManager manager, String name, Shape shape, Supplier<float[]> values) {
        NDArray kept = CONSTANTS.computeIfAbsent(
                List.of(name, shape, manager.getDevice()),
                key -> floats(manager.getEngine().newBaseManager(manager.getDevice()), values.get(), shape));
        NDArray view = kept.stopGradient();
        view.attach(manager);
        return view;
    }

    /**
     * A multiple of an array that can be differentiated. {@link NDArray#mul(Number)} and {@link NDArray#div(Number)} cannot: they make an
     * array of the number and close it at once, and its memory may be gone when the gradient is computed.
     */
    public static NDArray times(NDArray array, double factor) {
        return array.mul(floats(array.getManager(), new float[] {(float) factor}, new Shape()));
    }

    private static NDArray owned(NDArray lent) {
        try (lent) {
            return lent.duplicate();
        }
    }
}
