package io.eyewitness.nn.fool;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.data.Augmentation;
import io.eyewitness.nn.data.LabelledImages;
import io.eyewitness.nn.network.Graph;
import io.eyewitness.nn.network.GraphNetwork;
import io.eyewitness.nn.network.InputSpec;
import io.eyewitness.nn.train.Recipe;
import io.eyewitness.nn.train.Training;
import io.eyewitness.nn.train.Watch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Makes E: trains it on as many natural images as points of visualizations, both moved and mirrored at random, and sets its
 * thresholds on others of either kind, at a third and two thirds of the gap between the largest natural margin and the smallest of a
 * visualization, the outermost 0.2 percent of either left out; where there is no gap, at the largest natural margin: what is natural
 * comes first.
 */
final class ClassifierTraining {
    private static final int BATCH = 64;
    private static final int THRESHOLDS_ON = 2000;
    private static final int SHARE_FOR_THRESHOLDS = 5;
    private static final double LEFT_OUT = 0.002;
    private static final double LEAST_WIDTH = 0.25;
    private static final int EVALUATED = 250;

    private ClassifierTraining() {}

    /**
     * Trains.
     *
     * @param natural images; a fifth of them, at most 2,000, only set the thresholds
     * @param views points of visualizations
     */
    static InputClassifier run(
            InputSpec input,
            LabelledImages natural,
            Fooling.Views views,
            CircuitPlan plan,
            Device device,
            Watch watch) {
        LabelledImages shuffled = natural.shuffled(plan.seed());
        int kept = Math.min(THRESHOLDS_ON, natural.size() / SHARE_FOR_THRESHOLDS);
        LabelledImages forThresholds = shuffled.first(kept);
        int[] others = IntStream.range(0, views.learntFrom().size())
                .map(i -> kept + i % (natural.size() - kept))
                .toArray();
        LabelledImages all = LabelledImages.concat(
                shuffled.subset(others).relabelled(InputClassifier.CLASSES, 0), views.learntFrom());
        Recipe recipe = new Recipe(Fooling.EPOCHS, BATCH, 0.05, 0.9, 5e-4, 0, new Augmentation(plan.shift(), true));
        Graph graph = InputClassifier.graph(input);
        Training.Result trained = Training.run(graph, all, recipe, plan.seed(), device, watch);
        try (GraphNetwork network = new GraphNetwork(graph, trained.parameters(), device)) {
            double[] naturals = margins(network, forThresholds);
            double[] visualizations = margins(network, views.heldIn());
            double largest = naturals[naturals.length - 1 - (int) (LEFT_OUT * naturals.length)];
            double gap = visualizations[(int) (LEFT_OUT * visualizations.length)] - largest;
            double low = gap > 0 ? largest + gap / 3 : largest;
            double high = low + Math.max(gap / 3, LEAST_WIDTH);
            return new InputClassifier(input, trained.parameters(), low, high);
        }
    }

    /** The visualizations' logit less the natural one's, in ascending order. */
    private static double[] margins(GraphNetwork network, LabelledImages images) {
        double[] margins = new double[images.size()];
        for (int from = 0; from < margins.length; from += EVALUATED) {
            int to = Math.min(from + EVALUATED, margins.length);
            try (NDManager scratch = network.manager().newSubManager()) {
                NDArray logits = network.logits(images.batch(scratch, from, to));
                float[] values = logits.toFloatArray();
                for (int i = from; i < to; i++) {
                    margins[i] = (double) values[2 * (i - from) + 1] - values[2 * (i - from)];
                }
            }
        }
        Arrays.sort(margins);
        return margins;
    }
}
