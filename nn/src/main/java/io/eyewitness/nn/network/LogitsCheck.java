package io.eyewitness.nn.network;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.tensor.NotFinite;
import io.eyewitness.nn.tensor.Owned;
import java.util.Arrays;

/** Checks when a network is loaded, on two images, whether its outputs are class logits. */
public final class LogitsCheck {
    /** A hundredth of the largest logit: more than the errors of half precision and another order of summation. */
    private static final float TOLERANCE = 0.01f;

    /** Neighbouring pixels of the images differ by the golden section, so all values occur. */
    private static final double STEP = 0.6180339887498949;

    /** The second image is darker, so that batch statistics of both differ from those of the first. */
    private static final int DIMMED = 3;

    private static final int LARGEST = 4096;

    /** A network with a single active feature repeats its dropout with probability 1/2: 12 times in 1 of 4,096. */
    private static final int REPETITIONS = 12;

    private final Network network;

    private LogitsCheck(Network network) {
        this.network = network;
    }

    /**
     * Refuses a network whose outputs are not finite logits, a row for each image.
     *
     * @throws IllegalArgumentException naming the fault
     */
    public static void requireFinite(Network network) {
        new LogitsCheck(network).logits(1);
    }

    /**
     * Refuses also a network that is in training mode or has no gradient.
     *
     * @return whether the logits look like probabilities: none is negative, and their sum is 1
     * @throws IllegalArgumentException naming the fault
     */
    public static boolean requireReproducible(Network network) {
        LogitsCheck check = new LogitsCheck(network);
        check.requireGradient();
        float[] alone = check.logits(1);
        for (int i = 0; i < REPETITIONS; i++) {
            if (differ(alone, check.logits(1))) {
                throw new IllegalArgumentException(
                        "its logits for one image differ each time, as if it was traced in training mode (dropout):"
                                + " trace it after eval()");
            }
        }
        if (differ(alone, Arrays.copyOf(check.logits(2), alone.length))) {
            throw new IllegalArgumentException(
                    "its logits for an image depend on the other images of the batch, as if it was traced in"
                            + " training mode (batch normalisation): trace it after eval()");
        }
        double sum = 0;
        for (float logit : alone) {
            sum += logit < 0 ? Double.NaN : logit;
        }
        return alone.length > 1 && Math.abs(sum - 1) < TOLERANCE;
    }

    private float[] logits(int images) {
        try (NDManager scratch = network.manager().newSubManager()) {
            NDArray logits = network.logits(images(scratch, images));
            Shape shape = logits.getShape();
            if (shape.dimension() != 2 || shape.get(0) != images) {
                throw new IllegalArgumentException(
                        "its outputs for " + images + " images are not class logits: shape " + shape);
            }
            return logits.toFloatArray();
        } catch (NotFinite e) {
            throw e.at("an ordinary image");
        }
    }

    private void requireGradient() {
        try (NDManager scratch = network.manager().newSubManager();
                GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            NDArray images = images(scratch, 1);
            images.setRequiresGradient(true);
            gradients.backward(network.logits(images).sum());
        } catch (EngineException e) {
            if (TorchErrors.isOfTheDevice(e)) {
                throw e;
            }
            throw new IllegalArgumentException(
                    "its logits have no gradient with respect to its images, as if it is quantised or its outputs are"
                            + " detached; PyTorch says: " + TorchErrors.of(e),
                    e);
        }
    }

    private NDArray images(NDManager manager, int count) {
        InputSpec input = network.input();
        Shape shape = new Shape(count, input.channels(), input.size(), input.size());
        if (input.size() > LARGEST) {
            throw new IllegalArgumentException("its images of " + input.size() + " pixels are larger than " + LARGEST);
        }
        float[] values = new float[Math.toIntExact(shape.size())];
        int each = values.length / count;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (i * STEP % 1) / (1 + DIMMED * (i / each));
        }
        return Owned.floats(manager, values, shape);
    }

    private static boolean differ(float[] logits, float[] others) {
        float largest = 0;
        float difference = 0;
        for (int i = 0; i < logits.length; i++) {
            largest = Math.max(largest, Math.abs(logits[i]));
            difference = Math.max(difference, Math.abs(logits[i] - others[i]));
        }
        return difference > TOLERANCE * largest;
    }
}
