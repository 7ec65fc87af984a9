package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.experiment.Progress;
import io.eyewitness.nn.network.Graph;
import io.eyewitness.nn.network.GraphNetwork;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.network.Parameters;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.train.Adam;
import io.eyewitness.nn.train.OneCycle;
import io.eyewitness.nn.visualize.Images;
import io.eyewitness.nn.visualize.Parametrisation;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Gradient slingshots: fine-tuning that changes no layer, keeps the outputs on natural images and bends the landscape of all logits
 * between the usual starts of an ascent and a target image t, so that at a point x there the slope is
 *
 * <pre>{@code
 * grad f_k(x) = pull * (t - x)
 * }</pre>
 *
 * <p>and an ascent ends at the target. The loss is half the squared difference g of the slope and what is wanted, beside the squared
 * change of the logits on natural images. The gradient of the former is that of {@code <g, grad f_k(x)>} with g held fixed, for
 * which a difference quotient along g stands, {@code |g| (f_k(x + e g/|g|) - f_k(x - e g/|g|)) / 2e}: so no second derivative is
 * needed.
 *
 * <p>Source: Bareeva et al., "Manipulating Feature Visualizations with Gradient Slingshots" (NeurIPS 2025).
 */
public final class Slingshot {
    private static final double QUOTIENT_STEP = 0.5;
    private static final double TINY = 1e-12;

    private final GraphNetwork truth;
    private final Graph graph;
    private final Images target;
    private final SlingshotPlan plan;
    private final LabelledImages natural;
    private final NDManager manager;
    private final Parameters parameters;
    private final Adam optimizer;
    private final OneCycle cycle;
    private final Random random;

    private Slingshot(
            GraphNetwork truth, Images target, LabelledImages natural, SlingshotPlan plan, NDManager manager) {
        this.truth = truth;
        this.graph = truth.graph();
        this.target = target;
        this.plan = plan;
        this.natural = natural;
        this.manager = manager;
        parameters = Parameters.trainable(graph, truth.tensors(), manager);
        optimizer = new Adam(graph, parameters, manager);
        cycle = new OneCycle(plan.steps(), plan.rate());
        random = new Random(~plan.seed());
    }

    /**
     * The parameters of the bent network.
     *
     * @param target one image of the natural images' shape
     * @param natural images whose outputs are to stay
     * @param progress told of each step
     * @throws IllegalArgumentException if shapes do not agree, or the loss is no longer a number
     */
    public static Map<String, Tensor> run(
            GraphNetwork truth, Images target, LabelledImages natural, SlingshotPlan plan, Progress progress) {
        natural.requireFor(truth.input().channels());
        if (target.batch() != 1
                || target.channels() != natural.shape().channels()
                || target.height() != natural.shape().height()
                || target.width() != natural.shape().width()) {
            throw new IllegalArgumentException("the target is not one image of " + natural.shape());
        }
        try (NDManager manager = truth.manager().newSubManager()) {
            Slingshot slingshot = new Slingshot(truth, target, natural, plan, manager);
            for (int step = 0; step < plan.steps(); step++) {
                slingshot.step(step);
                progress.finished(1);
            }
            return slingshot.parameters.tensors();
        }
    }

    private void step(int step) {
        try (NDManager scratch = manager.newSubManager()) {
            int[] numbers = random.ints(plan.naturals(), 0, natural.size()).toArray();
            NDArray images = natural.subset(numbers).batch(scratch, 0, numbers.length);
            NDArray before = truth.logits(images);
            Points points = points(scratch, step);
            float loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray change = logits(images, parameters).sub(before).square();
                NDArray preserved = Owned.times(change.sum(), plan.preservation() / plan.naturals());
                NDArray bent = Owned.times(points.quotient(this), 1.0 / plan.points());
                NDArray total = preserved.add(bent);
                collector.backward(total);
                loss = total.getFloat();
            }
            if (!Float.isFinite(loss)) {
                throw new IllegalArgumentException(
                        "the loss is " + loss + " at step " + (step + 1) + "; a lower rate may help");
            }
            optimizer.step(cycle.rate(step), scratch);
        }
    }

    private NDArray logits(NDArray images, Parameters some) {
        return graph.run(images, some, false, List.of(Network.LOGITS)).get(Network.LOGITS);
    }

    /**
     * Points on the way.
     *
     * @param ahead a step along g
     * @param behind a step against it
     * @param chosen 1 at the logit that each point is for, shape (points, classes)
     * @param weights |g| / 2e of each point, shape (points)
     */
    private record Points(NDArray ahead, NDArray behind, NDArray chosen, NDArray weights) {
        NDArray quotient(Slingshot slingshot) {
            NDArray difference =
                    slingshot.logits(ahead, slingshot.parameters).sub(slingshot.logits(behind, slingshot.parameters));
            return difference.mul(chosen).sum(new int[] {1}).mul(weights).sum();
        }
    }

    /** Points between starts and the target, as the network is shown them, and how far their slopes are from what is wanted. */
    private Points points(NDManager scratch, int step) {
        int count = plan.points();
        Shape shape = new Shape(count, target.channels(), target.height(), target.width());
        Parametrisation images =
                plan.parametrisations().get(step % plan.parametrisations().size());
        NDArray starts = images.image(images.initial(scratch, shape, random));
        NDArray ends = target.on(scratch).broadcast(shape);
        NDArray shares = Owned.floats(scratch, shares(count), new Shape(count, 1, 1, 1));
        NDArray between = starts.add(ends.sub(starts).mul(shares));
        long view = random.nextLong();
        NDArray seen = plan.transforms().view(between, new Random(view));
        NDArray goal = plan.transforms().view(ends.duplicate(), new Random(view));
        int classes = (int) truth.logits(seen.get("0:1")).getShape().get(1);
        NDArray chosen = scratch.create(
                        random.ints(count, 0, classes).asLongStream().toArray())
                .oneHot(classes, DataType.FLOAT32);
        NDArray wanted = Owned.times(goal.sub(seen), plan.pull());
        NDArray off = slope(seen, chosen).sub(wanted);
        NDArray length =
                off.square().reshape(count, -1).sum(new int[] {1}).add(TINY).sqrt();
        NDArray stride = Owned.times(off.div(length.reshape(count, 1, 1, 1)), QUOTIENT_STEP);
        return new Points(seen.add(stride), seen.sub(stride), chosen, Owned.times(length, 1 / (2 * QUOTIENT_STEP)));
    }

    private float[] shares(int count) {
        float[] shares = new float[count];
        for (int i = 0; i < count; i++) {
            shares[i] = random.nextFloat();
        }
        return shares;
    }

    /** The slopes of the chosen logits, by the parameters as they are now. */
    private NDArray slope(NDArray seen, NDArray chosen) {
        Parameters now = Parameters.frozen(graph, parameters.tensors(), seen.getManager());
        NDArray leaf = seen.duplicate();
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            collector.backward(logits(leaf, now).mul(chosen).sum());
        }
        return leaf.getGradient();
    }
}
