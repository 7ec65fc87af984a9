package io.eyewitness.nn.fool.slingshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.Random;

/**
 * Points on the straight lines from the starts of visualizations to a target, with the noise of the starts at up to 40 times its strength. Each
 * belongs to a logit that is drawn at random.
 *
 * @param parametrisation of the visualizations
 * @param shape of the images, one for each point
 * @param logits that points belong to
 * @param random the source of all random draws
 */
record InterpolatedPoints(Parametrisation parametrisation, Shape shape, AimedLogits logits, Random random) {
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

    /** 1 at the logit of each point, else 0, shape (points, classes). */
    NDArray chosen(NDManager scratch) {
        return logits.oneHot(scratch, logits.draw(shape.get(0), random));
    }

    /** The inverse of the logistic function; the darkest and the brightest pixels are clipped. */
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
