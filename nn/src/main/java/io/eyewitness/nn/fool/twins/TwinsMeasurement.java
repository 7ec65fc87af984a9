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
import io.eyewitness.nn.progress.PartForm;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.evidence.Measurement;
import java.util.Arrays;
import java.util.List;

/**
 * The measurement of twins of a network. The numbers for each trigger and its logit are
 *
 * <ul>
 *   <li>{@code sameOnTraining}: 1 if in both twins the addition to the logit is exactly 0 at all training images, and the logit at the first
 *       1,000 of them is the same as before the surgery, bit for bit;
 *   <li>{@code sameVisualization}: 1 if the group's visualizations of the logit are the same in all three networks, bit for bit: the largest
 *   and the smallest, in each parametrisation, from a start that was not used to choose the balls;
 *   <li>{@code opens}: 1 if the first twin assigns the trigger to the logit's class, and neither the network nor the second twin does;
 *   <li>{@code gap}: the difference of the twins' logits at the trigger, as a share of M - m;
 *   <li>{@code roomToView}, {@code roomToTraining}: the factor by which the ball could grow before it meets an input of the network along a
 *   measured visualization or its result, and before it meets a training image;
 *   <li>{@code radius}: the radius of the ball, in the l1-norm of the normalised input;
 *   <li>{@code changedOnTest}: the number of test images without triggers at which the logit changes, counted for each twin, as a share of
 *       these images.
 * </ul>
 */
final class TwinsMeasurement {
    private static final int COMPARED = 1000;

    /** The layer of a twin with the network's own logits, which are computed by the same nodes as in the network. */
    private static final String BEFORE = Graph.original(Network.LOGITS);

    private final TwinsProtocol protocol;
    private final GraphNetwork truth;
    private final TrainTest images;
    private final int outputs;
    private final BallSelection selection;

    /**
     * The visualizations of a group.
     *
     * @param before the images of the network
     * @param raised the images of the first twin
     * @param lowered the images of the second twin
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
     * @param images natural images of the protocol's size: twins do not differ on the training images, triggers are test images
     * @param progress is told after each visualization
     * @throws IllegalArgumentException if there are too few test images, or a trigger is also a training image
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

    /** The visualizations of the first group, for the gallery: in the first half of the images logits are largest. */
    Visualized visualized(Twins twins) {
        return visualized(protocol.spec(0, outputs, TwinsProtocol.PARAMETRISATIONS.get(0), false), twins, truth);
    }

    private static Visualized visualized(VisualizationSpec spec, Twins twins, Network seen) {
        return new Visualized(spec.run(seen), spec.run(twins.raised()), spec.run(twins.lowered()));
    }

    /**
     * Measures the twins.
     *
     * @param progress is told after each visualization
     */
    Measurement measure(Twins twins, Progress progress) {
        List<Ball> balls = selection.balls();
        NearestDistances views = distances();
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

    /** Whether the visualizations are the same, for each ball. */
    private boolean[] alike(Twins twins, NearestDistances views, Progress progress) {
        boolean[] same = new boolean[selection.balls().size()];
        Arrays.fill(same, true);
        for (int group = 0; group < protocol.groups(); group++) {
            for (Parametrisation parametrisation : TwinsProtocol.PARAMETRISATIONS) {
                VisualizationSpec spec = protocol.spec(group, outputs, parametrisation, false);
                List<double[]> compared =
                        progress.part("compared", PartForm.DOUBLES.list(), () -> compared(spec, twins));
                for (int i = 0; i < TwinsProtocol.TOGETHER; i++) {
                    same[group * TwinsProtocol.TOGETHER + i] &= compared.get(0)[i] == 1;
                }
                views.note(compared.get(1));
                progress.finished(3);
            }
        }
        return same;
    }

    private NearestDistances distances() {
        return new NearestDistances(
                truth.input(), selection.balls().stream().map(Ball::trigger).toList());
    }

    /** For each logit of a group 1 if its visualizations are the same, then the distance of each trigger to the nearest of the images. */
    private List<double[]> compared(VisualizationSpec spec, Twins twins) {
        NearestDistances views = distances();
        Visualized shown = visualized(spec, twins, new HookedNetwork(truth, views::show));
        views.show(truth.manager(), shown.before());
        double[] same = new double[TwinsProtocol.TOGETHER];
        for (int i = 0; i < same.length; i++) {
            same[i] = shown.isSame(i) && shown.isSame(i + TwinsProtocol.TOGETHER) ? 1 : 0;
        }
        return List.of(same, views.distances());
    }

    /**
     * The number of images, for each logit, at which a twin adds something to it: x + 0 is x. At the first images the logits themselves are also
     * compared, bit for bit, with those before the surgery.
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
