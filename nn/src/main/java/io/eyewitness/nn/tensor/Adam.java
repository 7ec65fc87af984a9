package io.eyewitness.nn.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015): the size of a step does not depend on that of the gradient. The rows of an array, such as the images of a
 * batch, may have made different numbers of steps. Mutable, for one thread.
 */
public final class Adam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double TINY = 1e-8;
    private static final String MEAN = "mean";
    private static final String SQUARE = "square";

    private final NDArray mean;
    private final NDArray square;
    private final boolean isFused;
    private final int[] steps;

    private Adam(NDArray mean, NDArray square, boolean isFused, int... steps) {
        this.mean = mean;
        this.square = square;
        this.isFused = isFused;
        this.steps = steps;
    }

    /** An optimizer of parameters of an array's shape, which all make the same steps; the moments start at 0, in the array's manager. */
    public Adam(NDArray parameters) {
        this(parameters.zerosLike(), parameters.zerosLike(), false, 0);
    }

    /** An optimizer whose steps are one pass of PyTorch over the arrays, a fifth of the time; its rounding differs from that of the others. */
    public static Adam fused(NDArray parameters) {
        return new Adam(parameters.zerosLike(), parameters.zerosLike(), true, 0);
    }

    /** An optimizer of parameters whose rows can {@linkplain #restart restart} separately. */
    public static Adam ofRows(NDArray parameters) {
        return new Adam(
                parameters.zerosLike(),
                parameters.zerosLike(),
                false,
                new int[(int) parameters.getShape().get(0)]);
    }

    /**
     * Resumes a {@link #fused} optimizer after some steps.
     *
     * @param parameters an array of the parameters' shape, in whose manager the moments will be
     * @param state the result of {@link #state}
     * @throws IllegalArgumentException naming the moment that is missing or of another shape
     */
    public static Adam resume(NDArray parameters, Map<String, Tensor> state, int steps) {
        return new Adam(saved(MEAN, parameters, state), saved(SQUARE, parameters, state), true, steps);
    }

    /**
     * A saved array of the shape of another, in its manager.
     *
     * @throws IllegalArgumentException if it is missing or of another shape
     */
    public static NDArray saved(String name, NDArray other, Map<String, Tensor> state) {
        Tensor saved = state.get(name);
        if (saved == null) {
            throw new IllegalArgumentException("the state of the optimization has no " + name);
        }
        List<Long> shape = Tensor.of(other).shape();
        if (!saved.shape().equals(shape)) {
            throw new IllegalArgumentException("the state of the optimization has " + name + " of shape "
                    + saved.shape() + ", its parameters have shape " + shape);
        }
        return saved.on(other.getManager());
    }

    /** An optimizer in the same state, its moments in a manager. */
    public Adam duplicate(NDManager manager) {
        return new Adam(copied(mean, manager), copied(square, manager), isFused, steps.clone());
    }

    private static NDArray copied(NDArray array, NDManager manager) {
        return in(manager, array.duplicate());
    }

    /** The moments. */
    public Map<String, Tensor> state() {
        return Map.of(MEAN, Tensor.of(mean), SQUARE, Tensor.of(square));
    }

    /**
     * Moves parameters along their gradient; a negative rate moves them against it. The bias corrections of the moments are factored out of the
     * quotient of the arrays.
     */
    public void ascend(NDArray parameters, NDArray gradient, double rate) {
        if (isFused) {
            steps[0]++;
            TorchOperators.ascend(parameters, gradient, mean, square, steps[0], rate);
        } else {
            ascendInPasses(parameters, gradient, rate);
        }
    }

    private void ascendInPasses(NDArray parameters, NDArray gradient, double rate) {
        float[] rates = new float[steps.length];
        float[] tiny = new float[steps.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i]++;
            double correction = Math.sqrt(1 - Math.pow(BETA2, steps[i]));
            rates[i] = (float) (rate * correction / (1 - Math.pow(BETA1, steps[i])));
            tiny[i] = (float) (TINY * correction);
        }
        try (NDManager scratch = mean.getManager().newSubManager()) {
            mean.muli(BETA1).addi(in(scratch, gradient.mul(1 - BETA1)));
            square.muli(BETA2).addi(in(scratch, gradient.square()).muli(1 - BETA2));
            NDArray scale = in(scratch, square.sqrt()).addi(column(scratch, tiny));
            parameters.addi(in(scratch, mean.div(scale)).muli(column(scratch, rates)));
        }
    }

    /** Sets the moments and the steps of some rows to 0. */
    public void restart(boolean... rows) {
        float[] kept = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            kept[i] = rows[i] ? 0 : 1;
            steps[i] = rows[i] ? 0 : steps[i];
        }
        try (NDManager scratch = mean.getManager().newSubManager()) {
            NDArray column = column(scratch, kept);
            mean.muli(column);
            square.muli(column);
        }
    }

    /** One number for each row, or one for all. */
    private NDArray column(NDManager manager, float... values) {
        long[] shape = new long[values.length == 1 ? 0 : mean.getShape().dimension()];
        Arrays.fill(shape, 1);
        if (shape.length > 0) {
            shape[0] = values.length;
        }
        return Owned.floats(manager, values, new Shape(shape));
    }

    private static NDArray in(NDManager manager, NDArray array) {
        array.attach(manager);
        return array;
    }
}
