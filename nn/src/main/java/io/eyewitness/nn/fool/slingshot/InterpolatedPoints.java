package io.eyewitness.nn.fool.slingshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.Random;

/**
 * Points on the straight lines from the starts of visualizations to a target, with noise as in the starts, up to 40 times as strong; each
 * for a logit drawn at random.
 *
 * @param parametrisation of the visualizations
 * @param shape of the images, one a point
 * @param classes how many logits there are
 * @param random for all draws
 */
record InterpolatedPoints(Parametrisation parametrisation, Shape shape, int classes, Random random) {
    private static final double LOUDEST = 40;
    private static final double EDGE = 0.02;

    /** Starts of visualizations. */
    NDArray starts(NDManager scratch) {
        return parametrisation.image(parametrisation.initial(scratch, shape, random));
    }

    /** Points between starts and a target, which is one image. */
    NDArray images(NDArray target) {
        NDManager scratch = target.getManager();
        NDArray starts = starts(scratch);
        NDArray between = starts.add(target.sub(starts).mul(upTo(1, scratch)));
        NDArray noise = parametrisation.image(
                parametrisation.initial(scratch, shape, random).mul(upTo(LOUDEST, scratch)));
        return Activation.sigmoid(unbounded(between).add(unbounded(noise)));
    }

    /** 1 at the logit that each point is for, shape (points, classes). */
    NDArray chosen(NDManager scratch) {
        return Owned.longs(scratch, random.ints(shape.get(0), 0, classes).toArray())
                .oneHot(classes, DataType.FLOAT32);
    }

    /** The inverse of the logistic function, but for the darkest and the brightest pixels. */
    private static NDArray unbounded(NDArray images) {
        NDArray clipped = images.clip(EDGE, 1 - EDGE);
        return clipped.log().sub(clipped.neg().add(1).log());
    }

    private NDArray upTo(double most, NDManager scratch) {
        float[] values = new float[(int) shape.get(0)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (most * random.nextDouble());
        }
        return Owned.floats(scratch, values, new Shape(values.length, 1, 1, 1));
    }
}
