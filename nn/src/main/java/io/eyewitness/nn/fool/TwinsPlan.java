package io.eyewitness.nn.fool;

import io.eyewitness.nn.visualize.Objective;
import io.eyewitness.nn.visualize.Parametrisation;
import io.eyewitness.nn.visualize.Transforms;
import io.eyewitness.nn.visualize.VisualizationSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How twins are made and visualized; fixed together with the criteria. Logits are taken in groups of 10: where there are fewer
 * than triggers, in turn, and then each group has a start of its own. The visualization of a logit is the image where it is
 * largest and the one where it is smallest, from one start, in each of three parametrisations.
 *
 * @param network what it is called
 * @param size of the images, in pixels
 * @param groups how many groups there are
 * @param steps of each ascent
 * @param transforms as the visualizations are seen
 * @param seed of all draws
 */
public record TwinsPlan(String network, int size, int groups, int steps, String transforms, long seed) {
    /** How many logits a group has. */
    static final int TOGETHER = 10;

    /** The parametrisations of the visualizations. */
    static final List<Parametrisation> PARAMETRISATIONS =
            List.of(new Parametrisation.Fourier(), new Parametrisation.Pixel(), new Parametrisation.Maco());

    private static final int SEEDS = 1000;
    private static final Map<String, TwinsPlan> PLANS = Map.of(
            "fashion", new TwinsPlan("fashion", 28, 2, 64, "pad:2,jitter:2,scale:0.9:1.1,rotate:5", 0),
            "cifar", new TwinsPlan("cifar", 32, 2, 64, "pad:2,jitter:2,scale:0.9:1.1,rotate:5", 0),
            "squeezenet1_1",
                    new TwinsPlan("squeezenet1_1", 128, 2, 64, "pad:6,jitter:4,scale:0.9:1.1,rotate:10,jitter:2", 0));

    public TwinsPlan {
        if (groups < 1 || steps < 1) {
            throw new IllegalArgumentException("there must be at least one group and one step");
        }
    }

    /**
     * The plan for a network.
     *
     * @throws IllegalArgumentException naming the networks that have one
     */
    public static TwinsPlan of(String network, long seed) {
        TwinsPlan plan = PLANS.get(network);
        if (plan == null) {
            throw new IllegalArgumentException("there is no plan for " + network + "; twins are made of "
                    + String.join(", ", PLANS.keySet().stream().sorted().toList()));
        }
        return new TwinsPlan(network, plan.size, plan.groups, plan.steps, plan.transforms, seed);
    }

    /** The same with fewer, shorter visualizations. */
    public TwinsPlan shortened(int someGroups, int fewerSteps) {
        return new TwinsPlan(network, size, someGroups, fewerSteps, transforms, seed);
    }

    /** How many groups it takes to visualize each logit once. */
    int rehearsed(int outputs) {
        return Math.min(groups, (outputs + TOGETHER - 1) / TOGETHER);
    }

    /** The logits of a group. */
    List<Integer> units(int group, int outputs) {
        int all = groups * TOGETHER;
        return IntStream.range(group * TOGETHER, (group + 1) * TOGETHER)
                .map(i -> outputs >= all ? i * (outputs / all) : i % outputs)
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
