package io.eyewitness.nn.fool.slingshot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Owned;
import io.eyewitness.nn.tensor.Tensor;
import io.eyewitness.nn.train.OneCycle;
import io.eyewitness.nn.train.Optimizer;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.theory.decimal.Decimals;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Gradient slingshots: fine-tuning that changes no layer and preserves the probabilities on natural images. Between the usual starts of
 * visualizations and a target image t it makes the gradient of each aimed logit at a point x
 *
 * <pre>{@code
 * grad f_k(x) = pull * (t - x)
 * }</pre>
 *
 * <p>so that a visualization ends at the target. Half of the points lie between starts and the target ({@link InterpolatedPoints}). The others
 * are the current images of visualizations of the network as it is at that step ({@link RunningOptimizations}), so that it learns to lead
 * straying visualizations back. These are short at first, and have full length from half of the fine-tuning on.
 *
 * <p>The loss is that of the gradients ({@link GradientLoss}) and, on natural images, the divergence (Kullback and Leibler's) of the
 * probabilities from those before, at a temperature T and times T^2 as in distillation (Hinton et al., 2015). The latter has a tenth of its weight at first, and its full weight from three fifths of the
 * fine-tuning on: a network that may forget nothing at the beginning does not change.
 *
 * <p>Source: Bareeva et al., "Manipulating Feature Visualizations with Gradient Slingshots" (NeurIPS 2025).
 */
public final class Slingshot {
    private static final double UNTIL_LONG = 0.5;
    private static final double UNTIL_STRICT = 0.6;
    private static final double LENIENCE = 10;

    private final GraphNetwork truth;
    private final Graph graph;
    private final FineTuning tuning;
    private final LabelledImages natural;
    private final NDManager manager;
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final OneCycle cycle;
    private final Random random;
    private final Images target;
    private final GradientLoss gradients;
    private final InterpolatedPoints interpolated;
    private final RunningOptimizations running;

    private Slingshot(
            GraphNetwork truth,
            List<Integer> logits,
            Images target,
            LabelledImages natural,
            FineTuning tuning,
            NDManager manager) {
        this.truth = truth;
        this.graph = truth.graph();
        this.target = target;
        this.tuning = tuning;
        this.natural = natural;
        this.manager = manager;
        parameters = Parameters.trainable(graph, truth.tensors(), manager);
        optimizer = Optimizer.adam(graph, parameters);
        cycle = new OneCycle(tuning.steps(), tuning.rate());
        random = new Random(~tuning.seed());
        AimedLogits aimed = new AimedLogits(logits, Logits.of(truth, natural.first(1)).length);
        Shape half = new Shape(tuning.points() / 2, target.channels(), target.height(), target.width());
        Parametrisation images = tuning.parametrisation();
        interpolated = new InterpolatedPoints(images, half, aimed, random);
        running = new RunningOptimizations(images, tuning.transforms(), half, aimed, manager, random);
        gradients = GradientLoss.towards(target, tuning.pull(), interpolated, manager);
    }

    /**
     * The parameters of the fine-tuned network.
     *
     * @param logits whose visualizations are led to the target
     * @param target one image, of the natural images' shape
     * @param natural the images whose probabilities are preserved
     * @param progress is told of each step
     * @throws IllegalArgumentException if shapes do not agree, or the loss is not finite
     */
    public static Map<String, Tensor> run(
            GraphNetwork truth,
            List<Integer> logits,
            Images target,
            LabelledImages natural,
            FineTuning tuning,
            Progress progress) {
        natural.requireFor(truth.input().channels());
        if (target.batch() != 1
                || target.channels() != natural.shape().channels()
                || target.height() != natural.shape().height()
                || target.width() != natural.shape().width()) {
            throw new IllegalArgumentException("the target is not one image of " + natural.shape());
        }
        try (NDManager manager = truth.manager().newSubManager()) {
            Slingshot slingshot = new Slingshot(truth, logits, target, natural, tuning, manager);
            for (int step = 0; step < tuning.steps(); step++) {
                slingshot.step(step);
                progress.finished(1);
            }
            return slingshot.parameters.tensors();
        }
    }

    private void step(int step) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray images = naturalImages(scratch);
            NDArray before = softened(truth.logits(images));
            GradientLoss.Quotient gradient = gradientLoss(scratch, step);
            float loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray change = before.logSoftmax(1)
                        .sub(softened(logits(images, parameters)).logSoftmax(1));
                NDArray forgotten = Owned.times(
                        before.softmax(1).mul(change).sum(),
                        preservation(step) * tuning.temperature() * tuning.temperature() / tuning.naturals());
                NDArray total = forgotten.add(gradient.mean(seen -> logits(seen, parameters)));
                collector.backward(total);
                loss = total.getFloat();
            }
            if (!Float.isFinite(loss)) {
                throw new IllegalArgumentException("the loss is " + Decimals.text(loss) + " at step " + (step + 1)
                        + "; try a lower learning rate");
            }
            optimizer.step(cycle.rate(step), scratch);
        }
    }

    /** Natural images of a step, at random; where they are augmented half of such batches are flipped, and half are transformed. */
    private NDArray naturalImages(NDManager scratch) {
        NDArray images = natural.subset(
                        random.ints(tuning.naturals(), 0, natural.size()).toArray())
                .batch(scratch, 0, tuning.naturals());
        if (!tuning.augment()) {
            return images;
        }
        NDArray flipped = random.nextBoolean() ? images.flip(3) : images;
        return random.nextBoolean() ? tuning.transforms().view(flipped, new Random(random.nextLong())) : flipped;
    }

    private NDArray softened(NDArray logits) {
        return tuning.temperature() == 1 ? logits : Owned.times(logits, 1 / tuning.temperature());
    }

    private NDArray logits(NDArray images, Parameters some) {
        return graph.run(images, some, false, List.of(Network.LOGITS)).get(Network.LOGITS);
    }

    /** The loss of the gradients at the points of a step; each running optimization makes a step. */
    private GradientLoss.Quotient gradientLoss(NDManager scratch, int step) {
        long view = random.nextLong();
        NDArray images = interpolated.images(target.on(scratch)).concat(running.images(scratch), 0);
        NDArray seen = tuning.transforms().view(images, new Random(view));
        NDArray goals = tuning.transforms()
                .view(target.on(scratch).broadcast(images.getShape()).duplicate(), new Random(view));
        NDArray chosen = interpolated.chosen(scratch).concat(running.chosen(scratch), 0);
        NDArray slope = gradient(seen, chosen);
        running.advance(slope.get(tuning.points() / 2 + ":"), view, horizon(step));
        return gradients.of(slope, seen, goals, chosen);
    }

    /** The gradients of the chosen logits with the current parameters. */
    private NDArray gradient(NDArray seen, NDArray chosen) {
        Parameters now = Parameters.frozen(graph, parameters.tensors(), seen.getManager());
        NDArray leaf = seen.duplicate();
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            collector.backward(logits(leaf, now).mul(chosen).sum());
        }
        return leaf.getGradient();
    }

    private int horizon(int step) {
        double done = Math.min(1, (step + 1) / (UNTIL_LONG * tuning.steps()));
        return (int) Math.max(1, Math.round(tuning.horizon() * done));
    }

    private double preservation(int step) {
        double left = Math.max(0, 1 - (step + 1) / (UNTIL_STRICT * tuning.steps()));
        return tuning.preservation() * Math.pow(LENIENCE, -left);
    }
}
