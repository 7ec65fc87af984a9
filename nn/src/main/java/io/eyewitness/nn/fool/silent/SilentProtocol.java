package io.eyewitness.nn.fool.silent;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.graph.Graph;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.image.Images;
import io.eyewitness.nn.network.Network;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.UnitSpec;
import io.eyewitness.nn.visualize.VisualizationSpec;
import io.eyewitness.theory.decimal.Decimals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The protocol of silent units: the layer that they are added to, and how its units are visualized.
 *
 * @param network its name
 * @param convolution the layer to whose units they are added
 * @param measuredAt the layer of the true network where Gram matrices are compared
 * @param size of the images, in pixels
 * @param units the number of the layer's units, drawn at random, that are visualized
 * @param steps of each visualization
 * @param calibration the largest number of training images on which the additions are 0 by construction
 * @param begun the share of places at which additions must at least be above 0 at the starts of visualizations
 * @param room the share that the margin takes of the room between natural responses and starts, where filters had to be turned away from photographs;
 *     the larger, the fewer other images are touched, and the nearer to 0 are additions at the starts
 * @param transforms of the visualizations
 * @param seed of all random draws
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
        double room,
        String transforms,
        long seed)
        implements ExperimentProtocol {
    /** The number of units that are visualized at once. */
    static final int TOGETHER = 10;

    private static final int SEEDS = 1000;
    private static final int CALIBRATION = 10_000;
    private static final Map<String, SilentProtocol> FIXED = Map.of(
            "fashion",
            new SilentProtocol("fashion", "conv5", "relu5", 28, 40, 64, CALIBRATION, 0, 0.9, SMALL_TRANSFORMS, 0),
            "cifar",
            new SilentProtocol(
                    "cifar", "block3.0.conv2", "block3.0", 32, 40, 64, CALIBRATION, 0, 0.9, SMALL_TRANSFORMS, 0),
            "squeezenet1_1",
            new SilentProtocol(
                    "squeezenet1_1",
                    "features.9.expand3x3",
                    "features.9",
                    128,
                    20,
                    128,
                    CALIBRATION,
                    0.9,
                    0.9,
                    PHOTOGRAPH_TRANSFORMS,
                    0),
            "inception_v1",
            new SilentProtocol(
                    "inception_v1",
                    "inception5a.branch2.1.conv",
                    "inception5a",
                    128,
                    20,
                    128,
                    CALIBRATION,
                    0.9,
                    0.9,
                    PHOTOGRAPH_TRANSFORMS,
                    0),
            "mobilenet_v2",
            new SilentProtocol(
                    "mobilenet_v2",
                    "/features/features.15/conv/conv.2/conv/Conv",
                    "/features/features.13/conv/conv.0/act/Clip",
                    128,
                    20,
                    128,
                    CALIBRATION,
                    0.9,
                    0.2,
                    PHOTOGRAPH_TRANSFORMS,
                    0));

    public SilentProtocol {
        if (units < 2 || steps < 1 || calibration < 1) {
            throw new IllegalArgumentException(
                    "--units must be at least 2, --steps and the number of calibration images at least 1");
        }
        ExperimentProtocol.requireRange("units", units, 2, MOST);
        ExperimentProtocol.requireRange("steps", steps, 1, MOST);
        ExperimentProtocol.requireRange("calibration", calibration, 1, MOST);
        if (!(begun >= 0 && begun <= 1)) {
            throw new IllegalArgumentException(
                    "--set begun=" + Decimals.plain(begun) + ": begun is a share, a number from 0 to 1");
        }
        if (!(room >= 0 && room < 1)) {
            throw new IllegalArgumentException(
                    "--set room=" + Decimals.plain(room) + ": room is a share, a number from 0 to less than 1");
        }
    }

    /**
     * The protocol of a subject: the one that was fixed for its network, or else one by the rules of {@link ProtocolRules}, with the user's
     * choices.
     *
     * @throws IllegalArgumentException if the network or a choice does not fit
     */
    public static SilentProtocol of(Subject subject, long seed) {
        GraphNetwork network = subject.graph();
        Choices choices = subject.terms().choices();
        SilentProtocol usual = ExperimentProtocol.fixed(FIXED, network).orElseGet(() -> derived(network, choices));
        String convolution = network.graph().layer(choices.text("convolution", usual.convolution));
        SilentSite.of(network.graph(), convolution);
        int size = ExperimentProtocol.size(network, choices, usual.size);
        return new SilentProtocol(
                network.name(),
                convolution,
                ExperimentProtocol.layer(network, choices, "layer", usual.measuredAt, size),
                size,
                choices.whole("units", usual.units),
                choices.whole("steps", usual.steps),
                choices.whole("calibration", usual.calibration),
                choices.number("begun", usual.begun),
                choices.number("room", usual.room),
                Transforms.parse(choices.text("transforms", usual.transforms)).text(),
                seed);
    }

    private static SilentProtocol derived(GraphNetwork network, Choices choices) {
        ProtocolRules rules = ProtocolRules.of(network, choices);
        Graph graph = network.graph();
        String convolution = choices.chosen().containsKey("convolution")
                ? graph.layer(choices.text("convolution", ""))
                : rules.nearest(SilentSite::isEligible, SilentSite::kernel).orElseThrow(() -> SilentSite.none(graph));
        return new SilentProtocol(
                network.name(),
                convolution,
                rules.following(SilentSite.of(graph, convolution).layer()),
                rules.size(),
                rules.bySize(40, 20),
                rules.bySize(64, 128),
                CALIBRATION,
                rules.bySize(0.0, 0.9),
                0.9,
                rules.transforms(),
                0);
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "convolution", convolution,
                "layer", measuredAt,
                "size", String.valueOf(size),
                "units", String.valueOf(units),
                "steps", String.valueOf(steps),
                "calibration", String.valueOf(calibration),
                "begun", Decimals.plain(begun),
                "room", Decimals.plain(room),
                "transforms", transforms));
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
                fixed.room,
                fixed.transforms,
                seed);
    }

    @Override
    public boolean isRegistered() {
        return FIXED.containsKey(network) && equals(of(network, seed));
    }

    /** This protocol for another layer. */
    public SilentProtocol at(String layer) {
        return new SilentProtocol(
                network, layer, measuredAt, size, units, steps, calibration, begun, room, transforms, seed);
    }

    /** This protocol with fewer and shorter visualizations, and fewer calibration images. */
    public SilentProtocol shortened(int someUnits, int fewerSteps, int fewerImages) {
        return new SilentProtocol(
                network,
                convolution,
                measuredAt,
                size,
                someUnits,
                fewerSteps,
                fewerImages,
                begun,
                room,
                transforms,
                seed);
    }

    /**
     * The units that are visualized.
     *
     * @param width the number of units of the layer
     */
    List<Integer> drawn(int width) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, width).boxed().toList());
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, Math.min(units, width));
    }

    /** The visualization of some channels of a layer. */
    VisualizationSpec spec(String layer, List<Integer> channels, int number) {
        return usual(VisualizationSpec.ofEach(channels.stream()
                        .map(channel -> Objective.channel(layer, channel))
                        .toList()))
                .withSeed(SEEDS * seed + number);
    }

    /** An optimization whose start is used and nothing else; no measured visualization has this start. */
    VisualizationSpec start() {
        return usual(VisualizationSpec.of(Objective.logit(0)).withBatch(TOGETHER))
                .withSeed(SEEDS * seed + SEEDS / 2);
    }

    /**
     * The usual visualization of a logit, as a target.
     *
     * @throws IllegalArgumentException if there is no such logit
     */
    public Images visualization(Network truth, int unit) {
        UnitSpec.logit(unit).requireIn(truth, size);
        return usual(VisualizationSpec.of(Objective.logit(unit)))
                .withSeed(SEEDS * seed + SEEDS / 2 + 1)
                .run(truth);
    }

    private VisualizationSpec usual(VisualizationSpec spec) {
        return spec.withTransforms(Transforms.parse(transforms)).withSize(size).withSteps(steps);
    }
}
