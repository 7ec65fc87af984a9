package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The layer that silent units are added to, and how its units are visualized.
 *
 * @param network its name
 * @param convolution the layer whose units they are added to
 * @param measuredAt the layer of the true network where Gram matrices are compared
 * @param size of the images, in pixels
 * @param units how many of the layer's units, drawn at random, are visualized
 * @param steps of each ascent
 * @param calibration at most how many training images the additions are 0 on for certain
 * @param begun at more than which share of places additions are to be above 0 in what ascents start from
 * @param transforms as the visualizations are seen
 * @param seed of all draws
 */
public record SilentProtocol(
        String network,
        String convolution,
        String measuredAt,
        int size,
        int units,
        int steps,
        int calibration,
        double begun,
        String transforms,
        long seed)
        implements ExperimentProtocol {
    /** How many units are visualized at once. */
    static final int TOGETHER = 10;

    private static final int SEEDS = 1000;
    private static final String SMALL = "pad:2,jitter:2,scale:0.9:1.1,rotate:5";
    private static final Map<String, SilentProtocol> FIXED = Map.of(
            "fashion",
            new SilentProtocol("fashion", "conv5", "relu5", 28, 40, 64, 10_000, 0, SMALL, 0),
            "cifar",
            new SilentProtocol("cifar", "block3.0.conv2", "block3.0", 32, 40, 64, 10_000, 0, SMALL, 0),
            "squeezenet1_1",
            new SilentProtocol(
                    "squeezenet1_1",
                    "features.9.expand3x3",
                    "features.9",
                    128,
                    20,
                    128,
                    10_000,
                    0.9,
                    "pad:6,jitter:4,scale:0.9:1.1,rotate:10,jitter:2",
                    0));

    public SilentProtocol {
        if (units < 2 || steps < 1 || calibration < 1) {
            throw new IllegalArgumentException("at least two units, one step and one calibration image are needed");
        }
    }

    /**
     * The protocol of a network.
     *
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static SilentProtocol of(String network, long seed) {
        SilentProtocol fixed = ExperimentProtocol.of(network, FIXED, "silent units are added to");
        return new SilentProtocol(
                network,
                fixed.convolution,
                fixed.measuredAt,
                fixed.size,
                fixed.units,
                fixed.steps,
                fixed.calibration,
                fixed.begun,
                fixed.transforms,
                seed);
    }

    @Override
    public boolean isRegistered() {
        return equals(of(network, seed));
    }

    /** The same for another layer. */
    public SilentProtocol at(String layer) {
        return new SilentProtocol(network, layer, measuredAt, size, units, steps, calibration, begun, transforms, seed);
    }

    /** The same with fewer and shorter visualizations, and fewer calibration images. */
    public SilentProtocol shortened(int someUnits, int fewerSteps, int fewerImages) {
        return new SilentProtocol(
                network, convolution, measuredAt, size, someUnits, fewerSteps, fewerImages, begun, transforms, seed);
    }

    /**
     * The units that are visualized.
     *
     * @param width how many the layer has
     */
    List<Integer> drawn(int width) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, width).boxed().toList());
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, Math.min(units, width));
    }

    /** The visualization of some channels of a layer. */
    VisualizationSpec ascent(String layer, List<Integer> channels, int number) {
        return usual(VisualizationSpec.ofEach(channels.stream()
                        .map(channel -> Objective.channel(layer, channel))
                        .toList()))
                .withSeed(SEEDS * seed + number);
    }

    /** An optimization of which only the start is used; no measured visualization has it. */
    VisualizationSpec start() {
        return usual(VisualizationSpec.of(Objective.logit(0)).withBatch(TOGETHER))
                .withSeed(SEEDS * seed + SEEDS / 2);
    }

    /**
     * The usual visualization of a logit, to be a target.
     *
     * @throws IllegalArgumentException if there is none of that number
     */
    public Images visualization(Network truth, int unit) {
        UnitSpec.logit(unit).requireIn(truth, size);
        return usual(VisualizationSpec.of(Objective.logit(unit)))
                .withSeed(SEEDS * seed + SEEDS / 2 + 1)
                .run(truth);
    }

    private VisualizationSpec usual(VisualizationSpec ascent) {
        return ascent.withTransforms(Transforms.parse(transforms))
                .withSize(size)
                .withSteps(steps);
    }
}
