package io.eyewitness.nn.fool.silent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.image.LabelledImages;
import io.eyewitness.nn.image.TrainTest;
import io.eyewitness.nn.network.LayerShapes;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.progress.Progress;
import io.eyewitness.nn.tensor.Gram;
import io.eyewitness.nn.visualize.Optimization;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.evidence.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes silent units in a layer of a network, and measures them. The numbers for each unit that is visualized are
 *
 * <ul>
 *   <li>{@code before}, {@code after}: the mean similarity of its visualization to those of the other units, without and with silent units;
 *   <li>{@code rise}: the latter less the former;
 *   <li>{@code targetBefore}, {@code targetAfter}: its similarity to the target;
 *   <li>{@code silentOnCalibration}: 1 if its addition is exactly 0 at all calibration images;
 *   <li>{@code heldOutTouched}: the share of test images at which its addition is not 0.
 * </ul>
 *
 * <p>Similarity is the cosine of Gram matrices at the protocol's layer of the true network. The network on natural images
 * is measured by {@link SilentOutputs}.
 */
final class SilentMeasurement {
    private final SilentProtocol protocol;
    private final GraphNetwork truth;
    private final TrainTest images;
    private final Images target;
    private final LabelledImages calibration;

    /**
     * The visualizations of some units.
     *
     * @param units the channels
     * @param before the images without silent units, one for each unit
     * @param after the images with silent units
     */
    record Visualized(List<Integer> units, Images before, Images after) {
        Visualized {
            units = List.copyOf(units);
        }
    }

    /**
     * The measurement of silent units that are not made yet.
     *
     * @param images natural images of the protocol's size: the additions are 0 on some training images, the test images are only measured
     * @param target the image that the units are to show, of the protocol's size
     * @throws IllegalArgumentException if the images do not fit the network
     */
    SilentMeasurement(SilentProtocol protocol, GraphNetwork truth, TrainTest images, Images target) {
        images.train().requireFor(truth.input().channels());
        images.test().requireFor(truth.input().channels());
        if (target.channels() != truth.input().channels()) {
            throw new IllegalArgumentException(
                    "a target with " + target.channels() + " channels does not fit " + truth.name());
        }
        SilentUnits.layer(truth.graph(), protocol.convolution());
        this.protocol = protocol;
        this.truth = truth;
        this.images = images;
        this.target = target;
        this.calibration = images.train().shuffled(protocol.seed()).first(protocol.calibration());
    }

    /** The natural images on which the units are silent by construction. */
    LabelledImages calibration() {
        return calibration;
    }

    /** The layer whose channels are the units. */
    String layer() {
        return SilentUnits.layer(truth.graph(), protocol.convolution());
    }

    /**
     * The network with silent units.
     *
     * @param progress is told of each calibration image
     */
    GraphNetwork manipulated(Progress progress) {
        Images starts;
        try (Optimization optimization = protocol.start().start(truth)) {
            starts = optimization.images();
        }
        return SilentUnits.of(
                truth,
                protocol.convolution(),
                target,
                starts,
                calibration,
                SilentUnits.Strength.usual(protocol.begun(), protocol.room()),
                progress);
    }

    /**
     * Visualizes the units in both networks, from the same starts.
     *
     * @param progress is told after each batch how many units it held
     */
    List<Visualized> visualize(Network manipulated, Progress progress) {
        List<Integer> drawn = protocol.drawn(LayerShapes.width(truth, layer(), protocol.size()));
        List<Visualized> shown = new ArrayList<>();
        for (int from = 0; from < drawn.size(); from += SilentProtocol.TOGETHER) {
            List<Integer> some = drawn.subList(from, Math.min(from + SilentProtocol.TOGETHER, drawn.size()));
            VisualizationSpec spec = protocol.spec(layer(), some, from);
            shown.add(new Visualized(
                    some,
                    progress.part("before", Images.PART, () -> spec.run(truth)),
                    progress.part("after", Images.PART, () -> spec.run(manipulated))));
            progress.finished(some.size());
        }
        return shown;
    }

    /** Measures the visualizations, and whether the additions are silent. */
    Measurement measure(GraphNetwork manipulated, List<Visualized> shown) {
        String addition = SilentUnits.addition(layer());
        float[] onCalibration = ActivationRange.of(manipulated, List.of(addition), calibration, Progress.NONE)
                .get(addition)
                .largest();
        int[] touched = touched(manipulated, addition, onCalibration.length);
        double[][] before = cosines(shown.stream().map(Visualized::before).toList());
        double[][] after = cosines(shown.stream().map(Visualized::after).toList());
        List<Integer> units =
                shown.stream().flatMap(some -> some.units().stream()).toList();
        Measurement.Table table = new Measurement.Table(
                "before", "after", "rise", "targetBefore", "targetAfter", "silentOnCalibration", "heldOutTouched");
        for (int i = 0; i < units.size(); i++) {
            double own = toOthers(before, i);
            double common = toOthers(after, i);
            table.add(
                    layer() + ":" + units.get(i),
                    own,
                    common,
                    common - own,
                    before[i][units.size()],
                    after[i][units.size()],
                    onCalibration[units.get(i)] == 0 ? 1 : 0,
                    (double) touched[units.get(i)] / images.test().size());
        }
        return table.measurement();
    }

    /**
     * Measures whether the target is where the additions are largest, so that an optimization could end there. The numbers for each unit are
     *
     * <ul>
     *   <li>{@code atTarget}, {@code atVisualization}: its addition at the target and at its own visualization, each the mean over all places,
     *       as the objective of a channel is;
     *   <li>{@code shareAtTarget}: the first as a share of the larger of both; 1 where both are 0, because then the
     *       visualization has no more than the target.
     * </ul>
     */
    Measurement atTarget(GraphNetwork manipulated, List<Visualized> shown) {
        float[] atTarget = additions(manipulated, target)[0];
        Measurement.Table table = new Measurement.Table("atTarget", "atVisualization", "shareAtTarget");
        for (Visualized some : shown) {
            float[][] atViews = additions(manipulated, some.after());
            for (int i = 0; i < some.units().size(); i++) {
                int unit = some.units().get(i);
                double there = atTarget[unit];
                double own = atViews[i][unit];
                double most = Math.max(there, own);
                table.add(layer() + ":" + unit, there, own, most == 0 ? 1 : there / most);
            }
        }
        return table.measurement();
    }

    /** Why the visualizations show nothing new, if no addition is above 0 at any of them: a line for people, by {@link #atTarget}. */
    static Optional<String> unchanged(Measurement atTarget) {
        return atTarget.means().get("atVisualization") != 0
                ? Optional.empty()
                : Optional.of(
                        "no addition is above 0 at any visualization: the visualizations are those without silent units,"
                                + " because no filter that was tried exceeds its responses to all calibration images"
                                + " at the starts; another layer, or fewer calibration images (--set calibration=N),"
                                + " may do");
    }

    /** The additions of all units at some images, an image each: the means over all places. */
    private float[][] additions(GraphNetwork manipulated, Images some) {
        String addition = SilentUnits.addition(layer());
        try (NDManager scratch = truth.manager().newSubManager()) {
            NDArray values =
                    manipulated.activations(some.on(scratch), List.of(addition)).get(addition);
            long images = values.getShape().get(0);
            long units = values.getShape().get(1);
            float[] means =
                    values.reshape(images * units, -1).mean(new int[] {1}).toFloatArray();
            float[][] rows = new float[(int) images][];
            for (int i = 0; i < images; i++) {
                rows[i] = Arrays.copyOfRange(means, (int) (i * units), (int) ((i + 1) * units));
            }
            return rows;
        }
    }

    /** The mean over the other images, without the last one, which is the target. */
    private static double toOthers(double[][] cosines, int image) {
        double sum = 0;
        int count = cosines.length - 1;
        for (int other = 0; other < count; other++) {
            sum += other == image ? 0 : cosines[image][other];
        }
        return sum / (count - 1);
    }

    /** The cosines of all images, with the target as the last one. */
    private double[][] cosines(List<Images> batches) {
        try (NDManager scratch = truth.manager().newSubManager()) {
            NDList all = new NDList();
            batches.forEach(batch -> all.add(batch.on(scratch)));
            all.add(target.on(scratch));
            return Gram.table(truth.activations(NDArrays.concat(all), List.of(protocol.measuredAt()))
                    .get(protocol.measuredAt()));
        }
    }

    /** The number of test images at which the addition of each unit is not 0. */
    private int[] touched(GraphNetwork manipulated, String addition, int units) {
        int[] touched = new int[units];
        images.test().inBatches(truth.manager(), ActivationRange.BATCH, (batch, from, to) -> {
            NDArray values = manipulated.activations(batch, List.of(addition)).get(addition);
            float[] largest =
                    values.reshape(to - from, units, -1).max(new int[] {2}).toFloatArray();
            for (int i = 0; i < largest.length; i++) {
                touched[i % units] += largest[i] <= 0 ? 0 : 1;
            }
        });
        return touched;
    }

    /**
     * Measures the outputs on natural images.
     *
     * @param progress is told after each batch how many images it held
     */
    Measurement outputs(GraphNetwork manipulated, Progress progress) {
        return SilentOutputs.measure(truth, manipulated, calibration, images.test(), progress);
    }
}
