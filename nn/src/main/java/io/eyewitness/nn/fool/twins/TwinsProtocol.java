package io.eyewitness.nn.fool.twins;

import io.eyewitness.nn.experiment.Choices;
import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.experiment.ProtocolRules;
import io.eyewitness.nn.experiment.Subject;
import io.eyewitness.nn.graph.GraphNetwork;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The protocol of twins: how they are made and visualized. Logits form groups of 10. If there are fewer logits than triggers, they are used in
 * turn, and each group has a start of its own. The visualization of a logit is the image at which it is largest and the image at which it is
 * smallest, from one start, in each of three parametrisations.
 *
 * @param network its name
 * @param size of the images, in pixels
 * @param groups the number of groups
 * @param steps of each visualization
 * @param transforms of the visualizations
 * @param seed of all random draws
 */
public record TwinsProtocol(String network, int size, int groups, int steps, String transforms, long seed)
        implements ExperimentProtocol {
    /** The number of logits of a group. */
    static final int TOGETHER = 10;

    private static final int SEEDS = 1000;
    private static final int MOST_GROUPS = 10_000;
    private static final int GROUPS = 2;
    private static final int STEPS = 64;
    private static final Map<String, TwinsProtocol> FIXED = Map.of(
            "fashion", new TwinsProtocol("fashion", 28, GROUPS, STEPS, SMALL_TRANSFORMS, 0),
            "cifar", new TwinsProtocol("cifar", 32, GROUPS, STEPS, SMALL_TRANSFORMS, 0),
            "squeezenet1_1", new TwinsProtocol("squeezenet1_1", 128, GROUPS, STEPS, PHOTOGRAPH_TRANSFORMS, 0),
            "inception_v1", new TwinsProtocol("inception_v1", 128, GROUPS, STEPS, PHOTOGRAPH_TRANSFORMS, 0),
            "mobilenet_v2", new TwinsProtocol("mobilenet_v2", 128, GROUPS, STEPS, PHOTOGRAPH_TRANSFORMS, 0));

    public TwinsProtocol {
        if (groups < 1 || steps < 1) {
            throw new IllegalArgumentException("--groups and --steps must be at least 1");
        }
        ExperimentProtocol.requireRange("groups", groups, 1, MOST_GROUPS);
        ExperimentProtocol.requireRange("steps", steps, 1, MOST);
    }

    /**
     * The protocol of a subject: the one that was fixed for its network, or else one by the rules of {@link ProtocolRules}, with the user's
     * choices.
     *
     * @throws IllegalArgumentException if the network or a choice does not fit
     */
    public static TwinsProtocol of(Subject subject, long seed) {
        GraphNetwork network = subject.graph();
        Choices choices = subject.terms().choices();
        TwinsProtocol usual = ExperimentProtocol.fixed(FIXED, network).orElseGet(() -> derived(network, choices));
        return new TwinsProtocol(
                network.name(),
                ExperimentProtocol.size(network, choices, usual.size),
                choices.whole("groups", usual.groups),
                choices.whole("steps", usual.steps),
                Transforms.parse(choices.text("transforms", usual.transforms)).text(),
                seed);
    }

    private static TwinsProtocol derived(GraphNetwork network, Choices choices) {
        ProtocolRules rules = ProtocolRules.of(network, choices);
        return new TwinsProtocol(network.name(), rules.size(), GROUPS, STEPS, rules.transforms(), 0);
    }

    @Override
    public SortedMap<String, String> settings() {
        return new TreeMap<>(Map.of(
                "size", String.valueOf(size),
                "groups", String.valueOf(groups),
                "steps", String.valueOf(steps),
                "transforms", transforms));
    }

    /**
     * The protocol of a network.
     *
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static TwinsProtocol of(String network, long seed) {
        TwinsProtocol fixed = ExperimentProtocol.of(network, FIXED, "twins are made of");
        return new TwinsProtocol(network, fixed.size, fixed.groups, fixed.steps, fixed.transforms, seed);
    }

    @Override
    public boolean isRegistered() {
        return FIXED.containsKey(network) && equals(of(network, seed));
    }

    /**
     * Refuses test images that are too few for the triggers.
     *
     * @throws IllegalArgumentException saying how many are needed
     */
    void requireEnough(int testImages) {
        if (testImages < groups * TOGETHER) {
            throw new IllegalArgumentException(groups * TOGETHER + " triggers need as many test images, but there are "
                    + testImages + "; give --data with more images, or fewer --groups");
        }
    }

    /** The largest number of visualizations for choosing the balls and measuring the twins. */
    int visualizations() {
        return 4 * groups * PARAMETRISATIONS.size();
    }

    /** This protocol with fewer and shorter visualizations. */
    public TwinsProtocol shortened(int someGroups, int fewerSteps) {
        return new TwinsProtocol(network, size, someGroups, fewerSteps, transforms, seed);
    }

    /** The number of groups that visualize each logit once. */
    int rehearsed(int outputs) {
        return Math.min(groups, (outputs + TOGETHER - 1) / TOGETHER);
    }

    /** The logits of a group. */
    List<Integer> units(int group, int outputs) {
        return IntStream.range(group * TOGETHER, (group + 1) * TOGETHER)
                .map(i -> ExperimentProtocol.logit(i, groups * TOGETHER, outputs))
                .boxed()
                .toList();
    }

    /**
     * The visualization of a group: the images at which its logits are largest, then the images at which they are smallest.
     *
     * @param rehearsal whether to use the start by which the radii of the balls are chosen, and not the start that is measured
     */
    VisualizationSpec spec(int group, int outputs, Parametrisation parametrisation, boolean rehearsal) {
        List<Objective> logits =
                units(group, outputs).stream().map(Objective::logit).toList();
        return VisualizationSpec.ofEach(
                        Stream.concat(logits.stream(), logits.stream().map(Objective::negative))
                                .toList())
                .withParametrisation(parametrisation)
                .withTransforms(Transforms.parse(transforms))
                .withSize(size)
                .withSteps(steps)
                .withSeed(SEEDS * seed + (rehearsal ? SEEDS / 2 : 0) + group);
    }
}
