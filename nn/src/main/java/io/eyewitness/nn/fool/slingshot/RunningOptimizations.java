package io.eyewitness.nn.fool.slingshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.tensor.Adam;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.Arrays;
import java.util.Random;

/**
 * Visualizations of logits, by Adam, of a network that changes meanwhile. Each makes a number of steps, then restarts with another start and
 * another logit. These numbers differ, so that at any time there are visualizations at each stage. Mutable, for one thread.
 */
final class RunningOptimizations {
    private final Parametrisation images;
    private final Transforms transforms;
    private final AimedLogits aimed;
    private final Random random;
    private final Shape shape;
    private final NDArray parameters;
    private final Adam adam;
    private final int[] left;
    private final int[] logits;

    /**
     * Optimizations at their starts.
     *
     * @param shape of the images
     * @param aimed the logits that are visualized
     */
    RunningOptimizations(
            Parametrisation images,
            Transforms transforms,
            Shape shape,
            AimedLogits aimed,
            NDManager manager,
            Random random) {
        this.images = images;
        this.transforms = transforms;
        this.shape = shape;
        this.aimed = aimed;
        this.random = random;
        int count = (int) shape.get(0);
        parameters = images.initial(manager, shape, random);
        adam = Adam.ofRows(parameters);
        left = new int[count];
        logits = new int[count];
        for (int i = 0; i < count; i++) {
            left[i] = 1;
            logits[i] = aimed.draw(random);
        }
    }

    /** The images, without transforms. */
    NDArray images(NDManager scratch) {
        NDArray leaf = parameters.duplicate();
        leaf.attach(scratch);
        return images.image(leaf);
    }

    /** 1 at the logit of each image, else 0, shape (images, classes). */
    NDArray chosen(NDManager scratch) {
        return aimed.oneHot(scratch, logits);
    }

    /**
     * Makes a step; optimizations that have made all their steps restart.
     *
     * @param slope the gradient of each logit with respect to the view of its image
     * @param view the seed of the transforms
     * @param horizon the largest number of steps of optimizations that restart now; the smallest is half of it
     */
    void advance(NDArray slope, long view, int horizon) {
        NDManager scratch = slope.getManager();
        NDArray leaf = parameters.duplicate();
        leaf.attach(scratch);
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = scratch.getEngine().newGradientCollector()) {
            NDArray seen = transforms.view(images.image(leaf), new Random(view));
            collector.backward(seen.mul(slope).sum());
        }
        adam.ascend(parameters, leaf.getGradient(), VisualizationSpec.RATE);
        for (int i = 0; i < left.length; i++) {
            left[i]--;
        }
        restart(scratch, horizon);
    }

    private void restart(NDManager scratch, int horizon) {
        if (Arrays.stream(left).allMatch(remaining -> remaining > 0)) {
            return;
        }
        float[] keep = new float[left.length];
        float[] begin = new float[left.length];
        boolean[] begins = new boolean[left.length];
        for (int i = 0; i < left.length; i++) {
            keep[i] = left[i] > 0 ? 1 : 0;
            begin[i] = 1 - keep[i];
            if (left[i] == 0) {
                left[i] = horizon - random.nextInt(1 + horizon / 2);
                begins[i] = true;
                logits[i] = aimed.draw(random);
            }
        }
        NDArray kept = column(scratch, keep);
        adam.restart(begins);
        NDArray starts = images.initial(scratch, shape, random);
        parameters.muli(kept).addi(starts.mul(column(scratch, begin)));
    }

    private static NDArray column(NDManager manager, float... values) {
        return Owned.floats(manager, values, new Shape(values.length, 1, 1, 1));
    }
}
