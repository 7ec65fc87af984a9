package io.eyewitness.nn.fool.twins;

import io.eyewitness.nn.experiment.ExperimentProtocol;
import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How twins are made and visualized. Logits are taken in groups of 10: where there are fewer
 * than triggers, in turn, and then each group has a start of its own. The visualization of a logit is the image where it is
 * largest and the one where it is smallest, from one start, in each of three parametrisations.
 *
 * @param network its name
 * @param size of the images, in pixels
 * @param groups how many groups there are
 * @param steps of each ascent
 * @param transforms of the visualizations
 * @param seed of all draws
 */
public record TwinsProtocol(String network, int size, int groups, int steps, String transforms, long seed)
        implements ExperimentProtocol {
    /** How many logits a group has. */
    static final int TOGETHER = 10;

    private static final int SEEDS = 1000;
    private static final Map<String, TwinsProtocol> FIXED = Map.of(
            "fashion", new TwinsProtocol("fashion", 28, 2, 64, SMALL_TRANSFORMS, 0),
            "cifar", new TwinsProtocol("cifar", 32, 2, 64, SMALL_TRANSFORMS, 0),
            "squeezenet1_1", new TwinsProtocol("squeezenet1_1", 128, 2, 64, PHOTOGRAPH_TRANSFORMS, 0));

    public TwinsProtocol {
        if (groups < 1 || steps < 1) {
            throw new IllegalArgumentException("there must be at least one group and one step");
        }
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
        return equals(of(network, seed));
    }

    /** How many visualizations it takes at most to choose the balls and to measure the twins. */
    int visualizations() {
        return 4 * groups * PARAMETRISATIONS.size();
    }

    /** The same with fewer, shorter visualizations. */
    public TwinsProtocol shortened(int someGroups, int fewerSteps) {
        return new TwinsProtocol(network, size, someGroups, fewerSteps, transforms, seed);
    }

    /** How many groups it takes to visualize each logit once. */
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
     * The visualization of a group: the images where its logits are largest, then those where they are smallest.
     *
     * @param rehearsal whether from the start that the balls' radii are chosen by, and not from that which is measured
     */
    VisualizationSpec ascent(int group, int outputs, Parametrisation parametrisation, boolean rehearsal) {
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
