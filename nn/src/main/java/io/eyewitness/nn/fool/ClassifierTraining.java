package io.eyewitness.nn.fool;

import ai.djl.Device;
import io.eyewitness.nn.Progress;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.train.Augmentation;
import io.eyewitness.nn.train.Hyperparameters;
import io.eyewitness.nn.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes E: trains it on natural images and points of visualizations, both moved and mirrored at random, and sets its thresholds on
 * others of either kind, at a third and two thirds of the gap between the largest natural margin and the smallest of a
 * visualization, the outermost half percent of the natural ones and 0.2 percent of the others left out; where there is no gap, at
 * the largest natural margin.
 *
 * <p>The two errors weigh differently. A natural image that E is wrong about is one image. A single step of an ascent at which E is not
 * exactly 1 has a gradient so large, of k times E, that Adam hardly moves afterwards.
 */
final class ClassifierTraining {
    private static final int BATCH = 64;
    private static final int THRESHOLDS_ON = 2000;
    private static final int SHARE_FOR_THRESHOLDS = 5;
    private static final double NATURAL_LEFT_OUT = 0.005;
    private static final double VIEWS_LEFT_OUT = 0.002;
    private static final double LEAST_WIDTH = 0.25;
    private static final int EVALUATED = 250;

    private ClassifierTraining() {}

    /**
     * Trains.
     *
     * @param natural images, first as they are to be told, then, in the same order, otherwise seen; a fifth of them, at most 2,000,
     *     only set the thresholds, as they are
     * @param views points of visualizations
     */
    static InputClassifier run(
            InputSpec input,
            List<LabelledImages> natural,
            Fooling.Views views,
            CircuitPlan plan,
            Device device,
            Progress watch) {
        LabelledImages all = LabelledImages.concat(
                learntFrom(natural, plan.seed(), views.learntFrom().size()), views.learntFrom());
        Hyperparameters recipe =
                new Hyperparameters(Fooling.EPOCHS, BATCH, 0.05, 0.9, 5e-4, 0, new Augmentation(plan.shift(), true));
        Graph graph = InputClassifier.graph(input, plan.width());
        Training.Result trained = Training.run(graph, all, recipe, plan.seed(), device, watch);
        try (GraphNetwork network = new GraphNetwork(graph, trained.parameters(), device)) {
            double[] naturals = margins(network, forThresholds(natural.get(0), plan.seed()));
            double[] visualizations = margins(network, views.heldIn());
            double largest = naturals[naturals.length - 1 - (int) (NATURAL_LEFT_OUT * naturals.length)];
            double gap = visualizations[(int) (VIEWS_LEFT_OUT * visualizations.length)] - largest;
            double low = gap > 0 ? largest + gap / 3 : largest;
            double high = low + Math.max(gap / 3, LEAST_WIDTH);
            return new InputClassifier(input, trained.parameters(), low, high);
        }
    }

    /** As many natural images as there are views, all but those that thresholds are set on, again and again if there are fewer. */
    static LabelledImages learntFrom(List<LabelledImages> natural, long seed, int views) {
        LabelledImages others = natural.stream()
                .map(images -> images.shuffled(seed)
                        .subset(IntStream.range(kept(images), images.size()).toArray()))
                .reduce(LabelledImages::concat)
                .orElseThrow();
        return others.subset(
                        IntStream.range(0, views).map(i -> i % others.size()).toArray())
                .relabelled(InputClassifier.CLASSES, 0);
    }

    /** Those that only set the thresholds. */
    static LabelledImages forThresholds(LabelledImages natural, long seed) {
        return natural.shuffled(seed).first(kept(natural));
    }

    private static int kept(LabelledImages natural) {
        return Math.min(THRESHOLDS_ON, natural.size() / SHARE_FOR_THRESHOLDS);
    }

    /** The visualizations' logit less the natural one's, in ascending order. */
    private static double[] margins(GraphNetwork network, LabelledImages images) {
        double[] margins = new double[images.size()];
        images.inBatches(network.manager(), EVALUATED, (batch, from, to) -> {
            float[] values = network.logits(batch).toFloatArray();
            for (int i = from; i < to; i++) {
                margins[i] = (double) values[2 * (i - from) + 1] - values[2 * (i - from)];
            }
        });
        Arrays.sort(margins);
        return margins;
    }
}
