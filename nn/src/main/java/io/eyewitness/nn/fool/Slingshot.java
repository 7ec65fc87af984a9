package io.eyewitness.nn.fool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eyewitness.nn.Progress;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.graph.Parameters;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.Network;
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
 * Gradient slingshots: fine-tuning that changes no layer, keeps the probabilities on natural images and bends the landscape of all
 * logits between the usual starts of an ascent and a target image t, so that at a point x there the slope is
 *
 * <pre>{@code
 * grad f_k(x) = pull * (t - x)
 * }</pre>
 *
 * <p>and an ascent ends at the target. Half of the points lie on the {@linkplain StraightWay straight way} from starts to the target;
 * the others are where ascents of the network as it is at that step have come to ({@link Climbers}), so that it learns to lead
 * those back that have strayed. Those ascents are short at first and as long as the plan says from half of the fine-tuning on.
 *
 * <p>How far slopes are off is the loss of {@link Slopes}; on natural images it is the divergence (Kullback and Leibler's) of the
 * probabilities from those before. The latter weighs a tenth of what the plan says at first, and all from three fifths of the
 * fine-tuning on: a network that may forget nothing at first bends nowhere.
 *
 * <p>Source: Bareeva et al., "Manipulating Feature Visualizations with Gradient Slingshots" (NeurIPS 2025).
 */
public final class Slingshot {
    private static final double UNTIL_LONG = 0.5;
    private static final double UNTIL_STRICT = 0.6;
    private static final double LENIENCE = 10;

    private final GraphNetwork truth;
    private final Graph graph;
    private final SlingshotPlan plan;
    private final LabelledImages natural;
    private final NDManager manager;
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final OneCycle cycle;
    private final Random random;
    private final Images target;
    private final Slopes slopes;
    private final StraightWay straight;
    private final Climbers climbers;

    private Slingshot(
            GraphNetwork truth, Images target, LabelledImages natural, SlingshotPlan plan, NDManager manager) {
        this.truth = truth;
        this.graph = truth.graph();
        this.target = target;
        this.plan = plan;
        this.natural = natural;
        this.manager = manager;
        parameters = Parameters.trainable(graph, truth.tensors(), manager);
        optimizer = Optimizer.adam(graph, parameters);
        cycle = new OneCycle(plan.steps(), plan.rate());
        random = new Random(~plan.seed());
        int classes = Logits.of(truth, natural.first(1)).length;
        Shape half = new Shape(plan.points() / 2, target.channels(), target.height(), target.width());
        Parametrisation images = plan.parametrisation();
        straight = new StraightWay(images, half, classes, random);
        climbers = new Climbers(images, plan.transforms(), half, classes, manager, random);
        slopes = Slopes.towards(target, plan.pull(), straight, manager);
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
            NDArray images = natural.subset(
                            random.ints(plan.naturals(), 0, natural.size()).toArray())
                    .batch(scratch, 0, plan.naturals());
            NDArray before = truth.logits(images);
            Slopes.Quotient bend = bend(scratch, step);
            float loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray change =
                        before.logSoftmax(1).sub(logits(images, parameters).logSoftmax(1));
                NDArray forgotten =
                        Owned.times(before.softmax(1).mul(change).sum(), preservation(step) / plan.naturals());
                NDArray total = forgotten.add(bend.mean(seen -> logits(seen, parameters)));
                collector.backward(total);
                loss = total.getFloat();
            }
            if (!Float.isFinite(loss)) {
                throw new IllegalArgumentException(
                        "the loss is " + Decimals.text(loss) + " at step " + (step + 1) + "; a lower rate may help");
            }
            optimizer.step(cycle.rate(step), scratch);
        }
    }

    private NDArray logits(NDArray images, Parameters some) {
        return graph.run(images, some, false, List.of(Network.LOGITS)).get(Network.LOGITS);
    }

    /** What is wrong with the slopes at the points of a step; the climbers make a step each. */
    private Slopes.Quotient bend(NDManager scratch, int step) {
        long view = random.nextLong();
        NDArray images = straight.images(target.on(scratch)).concat(climbers.images(scratch), 0);
        NDArray seen = plan.transforms().view(images, new Random(view));
        NDArray goals = plan.transforms()
                .view(target.on(scratch).broadcast(images.getShape()).duplicate(), new Random(view));
        NDArray chosen = straight.chosen(scratch).concat(climbers.chosen(scratch), 0);
        NDArray slope = slope(seen, chosen);
        climbers.advance(slope.get(plan.points() / 2 + ":"), view, horizon(step));
        return slopes.off(slope, seen, goals, chosen);
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

    private int horizon(int step) {
        double done = Math.min(1, (step + 1) / (UNTIL_LONG * plan.steps()));
        return (int) Math.max(1, Math.round(plan.horizon() * done));
    }

    private double preservation(int step) {
        double left = Math.max(0, 1 - (step + 1) / (UNTIL_STRICT * plan.steps()));
        return plan.preservation() * Math.pow(LENIENCE, -left);
    }
}
