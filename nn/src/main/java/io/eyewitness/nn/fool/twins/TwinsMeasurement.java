package io.eyewitness.nn.fool.twins;

import ai.djl.ndarray.NDArray;
import io.eyewitness.nn.fool.HookedNetwork;
import io.eyewitness.nn.fool.Logits;
import io.eyewitness.nn.fool.twins.Twins.Ball;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.Source;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.evidence.Measurement;
import java.util.Arrays;
import java.util.List;

/**
 * Twins of a network, made and measured. The numbers, for each trigger and its logit:
 *
 * <ul>
 *   <li>{@code sameOnTraining}: 1 if in both twins what is added to the logit is exactly 0 at all training images, and the logit at the
 *       first 1,000 of them the same, bit for bit, as before the surgery;
 *   <li>{@code sameVisualization}: 1 if the group's visualizations of the logit, from a start that took no part in choosing the
 *       balls, are the same bit for bit in all three networks: largest and smallest, in each parametrisation;
 *   <li>{@code opens}: 1 if at the trigger the first twin sees the logit's class, and neither the network nor the second twin does;
 *   <li>{@code gap}: how far apart the twins' logits are at the trigger, in ranges M - m;
 *   <li>{@code roomToView}, {@code roomToTraining}: how many times as large the ball could be before it meets what a network is shown
 *       on the way of a measured visualization or its result, and before it meets a training image;
 *   <li>{@code radius}: of the ball, in the l1-norm of the normalised input;
 *   <li>{@code changedOnTest}: the number of test images, other than triggers, at which it is not the same, counted for each twin, as a share of
 *       them.
 * </ul>
 */
final class TwinsMeasurement {
    private static final int COMPARED = 1000;

    /** What a twin's graph calls the network's own logits, computed by the same nodes as in the network. */
    private static final String BEFORE = Graph.original(Network.LOGITS);

    private final TwinsProtocol protocol;
    private final GraphNetwork truth;
    private final TrainTest images;
    private final int outputs;
    private final BallSelection selection;

    /**
     * The visualizations of a group.
     *
     * @param before of the network
     * @param raised of the first twin
     * @param lowered of the second
     */
    record Visualized(Images before, Images raised, Images lowered) {
        boolean isSame(int image) {
            float[] own = before.image(image).values();
            return Arrays.equals(own, raised.image(image).values())
                    && Arrays.equals(own, lowered.image(image).values());
        }
    }

    private TwinsMeasurement(
            TwinsProtocol protocol, GraphNetwork truth, TrainTest images, int outputs, BallSelection selection) {
        this.protocol = protocol;
        this.truth = truth;
        this.images = images;
        this.outputs = outputs;
        this.selection = selection;
    }

    /**
     * Chooses the balls.
     *
     * @param images natural ones of the protocol's size: twins do not differ on the first part, triggers are of the second
     * @param progress told after each visualization
     * @throws IllegalArgumentException if there are too few test images, or one of them is a training image
     */
    static TwinsMeasurement of(TwinsProtocol protocol, GraphNetwork truth, TrainTest images, Progress progress) {
        images.train().requireFor(truth.input().channels());
        int outputs = Logits.of(truth, images.test().first(1)).length;
        return new TwinsMeasurement(
                protocol, truth, images, outputs, BallSelection.of(protocol, truth, outputs, images, progress));
    }

    /** The balls in which the twins differ. */
    List<Ball> balls() {
        return selection.balls();
    }

    /** The origin of the trigger of each ball. */
    List<Source> triggers() {
        return selection.triggers();
    }

    /** The twins. */
    Twins twins() {
        return Twins.of(truth, outputs, selection.balls());
    }

    /** The visualizations of the first group, to be looked at: the first half are the images where logits are largest. */
    Visualized visualized(Twins twins) {
        return visualized(protocol.ascent(0, outputs, TwinsProtocol.PARAMETRISATIONS.get(0), false), twins, truth);
    }

    private static Visualized visualized(VisualizationSpec ascent, Twins twins, Network seen) {
        return new Visualized(ascent.run(seen), ascent.run(twins.raised()), ascent.run(twins.lowered()));
    }

    /**
     * Measures the twins.
     *
     * @param progress told after each visualization
     */
    Measurement measure(Twins twins, Progress progress) {
        List<Ball> balls = selection.balls();
        NearestDistances views = new NearestDistances(
                truth.input(), balls.stream().map(Ball::trigger).toList());
        boolean[] same = alike(twins, views, progress);
        int[] changedOnTraining = changed(twins, images.train());
        int[] changedOnTest = changed(twins, selection.others());
        Measurement.Table table = new Measurement.Table(
                "sameOnTraining",
                "sameVisualization",
                "opens",
                "gap",
                "roomToView",
                "roomToTraining",
                "radius",
                "changedOnTest");
        for (int i = 0; i < balls.size(); i++) {
            Ball ball = balls.get(i);
            float[] raised = Logits.of(twins.raised(), ball.trigger());
            float[] lowered = Logits.of(twins.lowered(), ball.trigger());
            table.add(
                    "logit:" + ball.unit() + "#" + i,
                    changedOnTraining[ball.unit()] == 0 ? 1 : 0,
                    same[i] ? 1 : 0,
                    opens(ball, raised, lowered) ? 1 : 0,
                    (raised[ball.unit()] - lowered[ball.unit()])
                            / selection.extremes().range(ball.unit()),
                    views.distances()[i] / ball.radius(),
                    selection.toTraining()[i] / ball.radius(),
                    ball.radius(),
                    (double) changedOnTest[ball.unit()] / selection.others().size());
        }
        return table.measurement();
    }

    private boolean opens(Ball ball, float[] raised, float[] lowered) {
        return Logits.top(raised, outputs, 0) == ball.unit()
                && Logits.top(lowered, outputs, 0) != ball.unit()
                && Logits.top(Logits.of(truth, ball.trigger()), outputs, 0) != ball.unit();
    }

    /** For each ball, whether the visualizations are the same. */
    private boolean[] alike(Twins twins, NearestDistances views, Progress progress) {
        boolean[] same = new boolean[selection.balls().size()];
        Arrays.fill(same, true);
        for (int group = 0; group < protocol.groups(); group++) {
            for (Parametrisation parametrisation : TwinsProtocol.PARAMETRISATIONS) {
                VisualizationSpec ascent = protocol.ascent(group, outputs, parametrisation, false);
                Visualized shown = visualized(ascent, twins, new HookedNetwork(truth, views::show));
                views.show(truth.manager(), shown.before());
                for (int i = 0; i < TwinsProtocol.TOGETHER; i++) {
                    same[group * TwinsProtocol.TOGETHER + i] &=
                            shown.isSame(i) && shown.isSame(i + TwinsProtocol.TOGETHER);
                }
                progress.finished(3);
            }
        }
        return same;
    }

    /**
     * For each logit, at how many images something is added to it, in either twin: x + 0 is x. At the first images the logits
     * themselves are compared too, bit for bit, with those before the surgery.
     */
    private int[] changed(Twins twins, LabelledImages natural) {
        int[] changed = new int[outputs];
        for (GraphNetwork twin : List.of(twins.raised(), twins.lowered())) {
            natural.inBatches(twin.manager(), Logits.BATCH, (batch, from, to) -> {
                List<String> layers =
                        from < COMPARED ? List.of(Twins.ADDED, BEFORE, Network.LOGITS) : List.of(Twins.ADDED);
                List<float[]> values = twin.activations(batch, layers).values().stream()
                        .map(NDArray::toFloatArray)
                        .toList();
                for (int i = 0; i < (to - from) * outputs; i++) {
                    boolean same = values.get(0)[i] == 0
                            && (layers.size() == 1 || Logits.same(values.get(1)[i], values.get(2)[i]));
                    changed[i % outputs] += same ? 0 : 1;
                }
            });
        }
        return changed;
    }
}
